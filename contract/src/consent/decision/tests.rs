use super::*;

const OWN: Register = Register { google: false };
const WITH_GOOGLE: Register = Register { google: true };
const AT: Timestamp = Timestamp(1_790_000_000_000_000);

fn all(granted: bool, register: Register) -> Decision {
    Decision::on_everything(register, granted, How::Banner, AT)
}

#[test]
fn a_cookie_reads_back() {
    for how in How::ALL {
        for (granted, version, recorded) in [(true, 1, true), (false, 2, false), (false, 0, true)] {
            let decision = Decision {
                preferences: Answer { granted, version },
                statistics: Answer { granted: !granted, version: 1 },
                at: 1_790_000_000,
                how: *how,
                subject: "0123456789abcdef0123456789abcdef".into(),
                recorded,
                asked: None,
            };
            assert_eq!(Decision::from_cookie(&decision.to_cookie()), Some(decision));
        }
    }
}

#[test]
fn what_was_asked_waits_with_a_refusal() {
    for place in Place::ALL {
        for (lang, purposes) in [(Lang::Lv, Purpose::ALL), (Lang::En, &[Purpose::Statistics])] {
            let asked = Some(Asked { place: *place, lang, purposes: purposes.to_vec() });
            let decision = Decision { asked, ..Decision::none() };
            assert_eq!(Decision::from_cookie(&decision.to_cookie()), Some(decision));
        }
    }
    let decision = Decision {
        asked: Some(Asked { place: Place::Footer, lang: Lang::Lv, purposes: Purpose::ALL.to_vec() }),
        ..all(false, OWN)
    };
    assert!(decision.to_cookie().ends_with(".u.f.lv.ps"));
    assert!(!Decision { recorded: true, ..decision }.to_cookie().contains(".u"));
}

#[test]
fn garbage_is_no_decision() {
    let subject = "0123456789abcdef0123456789abcdef";
    assert!(Decision::from_cookie(&format!("2.p+1.s-1.1.b.{subject}")).is_some());
    for garbage in [
        "",
        "2",
        "2.p+1.s-1.1.b.0",
        "2.p+1.s-1.now.b.0123456789abcdef0123456789abcdef",
        "2.p+1.s-1.-5.b.0123456789abcdef0123456789abcdef",
        "2.p1.s-1.1.b.0123456789abcdef0123456789abcdef",
        "2.p++1.s-1.1.b.0123456789abcdef0123456789abcdef",
        "2.p+99999.s-1.1.b.0123456789abcdef0123456789abcdef",
        "2.s-1.p+1.1.b.0123456789abcdef0123456789abcdef",
        "2.p+1.s-1.1.b.<script>",
        "......",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.x",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.u",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.x.lv.ps",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.f.de.ps",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.f.lv.px",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.f.lv.pp",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.f.lv",
        "2.p+1.s-1.1.b.0123456789abcdef0123456789abcdef.u.f.lv.ps.",
        "1.ps.1790000000.b.0123456789abcdef0123456789abcdef",
        "2.p+1.s-1.99999999999999999999.b.0123456789abcdef0123456789abcdef",
    ] {
        assert_eq!(Decision::from_cookie(garbage), None, "{garbage}");
    }
}

#[test]
fn a_changed_purpose_is_asked_about_and_no_other() {
    assert_eq!(Decision::none().open(OWN).collect::<Vec<_>>(), Purpose::ALL);
    for granted in [true, false] {
        assert_eq!(all(granted, OWN).open(OWN).count(), 0);
        assert_eq!(all(granted, OWN).open(WITH_GOOGLE).collect::<Vec<_>>(), [Purpose::Statistics]);
        assert_eq!(all(granted, WITH_GOOGLE).open(OWN).count(), 0, "less than was asked about is covered");
    }
}

#[test]
fn a_grant_of_own_statistics_does_not_reach_google() {
    let decision = all(true, OWN);
    assert!(decision.allows(Kind::Statistics) && !decision.allows_google());
    assert!(all(true, WITH_GOOGLE).allows(Kind::Statistics) && all(true, WITH_GOOGLE).allows_google());
    assert!(!all(false, WITH_GOOGLE).allows(Kind::Statistics) && all(false, WITH_GOOGLE).allows(Kind::Security));
}

#[test]
fn a_decision_holds_six_months() {
    let decision = Decision { recorded: true, ..all(false, OWN) };
    assert!(decision.holds_at(AT) && decision.holds_at(AT.plus_seconds(182 * 86_400 - 1)));
    assert!(!decision.holds_at(AT.plus_seconds(182 * 86_400)));
}

#[test]
fn of_two_decisions_the_stricter_holds() {
    let (yes, no) = (all(true, OWN), all(false, OWN));
    let tightened = yes.tightened_by(&no, AT).unwrap();
    assert!(!tightened.preferences.granted && !tightened.statistics.granted && tightened.how == How::Account);
    assert_eq!(no.tightened_by(&yes, AT), None, "a refusal stays one");
    assert_eq!(yes.tightened_by(&yes, AT), None);
    let partly = Decision { statistics: no.statistics.clone(), ..Decision::none() };
    let tightened = yes.tightened_by(&partly, AT).unwrap();
    assert!(tightened.preferences.granted && !tightened.statistics.granted, "what was never asked is no refusal");
    assert_eq!(yes.tightened_by(&Decision::none(), AT), None);
    let with_google = all(true, WITH_GOOGLE).tightened_by(&yes, AT).unwrap();
    assert!(with_google.allows(Kind::Statistics) && !with_google.allows_google(), "what both cover");
}
