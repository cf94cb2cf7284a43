use contract::{
    policy::{Audience, Change, Materiality, PolicyEvent, PolicyRecord, Standing},
    time::Timestamp,
};

use super::together;
use crate::policy::{
    Lang, Person, Reading, Route,
    tests::{entry, html, policy, reader},
};

fn record(event: PolicyEvent, version: &str, clause: &str) -> PolicyRecord {
    let (version, clause) = (version.into(), clause.into());
    PolicyRecord { event, version, lang: Lang::En, clause, sha256: String::new(), at: Timestamp(0) }
}

/// Version 2 of a policy to somebody who has registered a company, with these records, newest first.
fn shown(standing: Standing, records: Vec<PolicyRecord>) -> String {
    let person = Person { records, audiences: vec![Audience::Registered, Audience::Companies] };
    let changes: [(&str, Materiality, &[Audience]); 4] = [
        ("links", Materiality::Editorial, &[]),
        ("scope", Materiality::Material, &[]),
        ("rights", Materiality::Material, &[Audience::Schools]),
        ("analytics", Materiality::NewPurpose, &[Audience::Companies]),
    ];
    let clauses = |word| changes.map(|(id, ..)| (id, word));
    let texts = vec![policy("1", &clauses("old")), policy("2", &clauses("new"))];
    let versions = vec![entry("1", Standing::Past, &[]), entry("2", standing, &changes)];
    let reading = Reading { texts, versions, reader: reader(Some(person)) };
    html(Route::PolicyChanges { version: 2, since: 1 }, reading)
}

#[test]
fn a_person_is_told_what_matters_to_them_and_why() {
    let html = shown(Standing::InForce, vec![record(PolicyEvent::Accepted, "1", "")]);
    for part in [
        "You accepted version 1 on 22 November 2026.",
        "compared here: 4; of these concern you: 2.",
        "because you have registered a company",
        "data-answer=\"yes\" data-version=\"2\" data-clause=\"\"",
        "data-answer=\"no\" data-version=\"2\" data-clause=\"\"",
        "data-answer=\"yes\" data-version=\"2\" data-clause=\"analytics\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("registered a school"));
}

#[test]
fn whoever_declines_keeps_the_rest_and_is_led_to_objection_and_erasure() {
    let accepted = record(PolicyEvent::Accepted, "1", "");
    let html = shown(Standing::InForce, vec![record(PolicyEvent::Declined, "2", ""), accepted]);
    assert!(html.contains("/en/my-privacy/limits") && html.contains("/en/my-privacy/delete"));
    assert!(html.contains("data-answer=\"yes\" data-version=\"2\" data-clause=\"\""), "a change of mind is possible");
    assert!(!html.contains("data-answer=\"no\" data-version=\"2\" data-clause=\"\""));
}

#[test]
fn a_new_purpose_is_answered_by_itself() {
    let html = shown(Standing::InForce, vec![record(PolicyEvent::PurposeRefused, "2", "analytics")]);
    assert!(html.contains("data-answer=\"yes\" data-version=\"2\" data-clause=\"analytics\""));
    assert!(!html.contains("data-answer=\"no\" data-version=\"2\" data-clause=\"analytics\""));
    assert!(html.contains("data-answer=\"no\" data-version=\"2\" data-clause=\"\""), "the version is another question");
}

#[test]
fn of_a_past_version_nothing_is_asked() {
    assert!(!shown(Standing::Past, Vec::new()).contains("data-answer"));
}

#[test]
fn changes_of_several_versions_add_up() {
    let change = |materiality, audiences: &[Audience]| Change {
        clause: "links".into(),
        materiality,
        audiences: audiences.to_vec(),
    };
    let sum = |changes: &[Change]| together(changes.iter().cloned());
    let (editorial, material, new_purpose) = (Materiality::Editorial, Materiality::Material, Materiality::NewPurpose);
    let schools = change(material, &[Audience::Schools]);
    assert_eq!(sum(&[]), None);
    assert_eq!(sum(&[change(editorial, &[]), schools.clone()]), Some(schools.clone()), "words alone mean nothing");
    let both = change(new_purpose, &[Audience::Companies, Audience::Schools]);
    assert_eq!(sum(&[schools.clone(), change(new_purpose, &[Audience::Companies])]), Some(both));
    assert_eq!(sum(&[schools, change(material, &[])]), Some(change(material, &[])), "everyone is everyone");
}
