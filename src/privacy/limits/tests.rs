use contract::{lang::Lang, privacy::Category};

use super::*;
use crate::{
    here::{Here, provide_here},
    privacy::act::provide_acts,
};

fn html(
    lang: Lang,
    purpose: Purpose,
    restricted_since: Option<Timestamp>,
    objected_since: Option<Timestamp>,
) -> String {
    let grounds = vec![if purpose == Purpose::Monitor { Ground::Consent } else { Ground::Contract }];
    let categories = vec![Category::Email];
    let report = LimitReport { purpose, categories, grounds, restricted_since, objected_since };
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang, route: None }));
        provide_acts();
        card(Load::ready(Vec::new()), &report).to_html()
    })
}

#[test]
fn each_purpose_has_its_buttons_or_says_why_it_goes_on_and_offers_a_request() {
    for lang in Lang::ALL {
        for purpose in Purpose::ALL.iter().copied() {
            let html = html(lang, purpose, None, None);
            let kinds = LimitKind::ALL.iter().filter(|kind| purpose.allows(**kind)).count();
            assert_eq!(html.matches("<button").count(), kinds, "{purpose:?}");
            assert_eq!(html.contains("/my-privacy/requests?right=objection"), kinds == 0, "{purpose:?}");
            assert_eq!(texts::goes_on(purpose).is_some(), kinds == 0, "{purpose:?}");
            assert_eq!(texts::restriction(purpose).is_some(), purpose.allows(LimitKind::Restricted), "{purpose:?}");
            assert_eq!(texts::objection(purpose).is_some(), purpose.allows(LimitKind::Objected), "{purpose:?}");
            assert_eq!(texts::others(purpose).is_some(), kinds > 0, "{purpose:?}");
            let way = html.find(if kinds > 0 { "<button" } else { "?right=objection" });
            assert!(
                way.is_some() && way < html.find("<details"),
                "the facts stand below what can be done: {purpose:?}"
            );
        }
    }
}

#[test]
fn what_is_set_says_since_when_and_is_undone_by_the_same_button() {
    let at = Some(Timestamp(0));
    let both = html(Lang::En, Purpose::Notify, at, at);
    assert_eq!((both.matches("<time").count(), both.matches("tag--warning").count()), (2, 2));
    assert!(both.contains("Lift the restriction") && both.contains("Take back the objection"), "{both}");
    let none = html(Lang::Lv, Purpose::Notify, None, None);
    assert!(none.contains("Ierobežot") && none.contains("Iebilst") && !none.contains("<time"), "{none}");
    assert!(
        html(Lang::En, Purpose::Monitor, None, None).contains("/en/my-privacy/consents"),
        "consent can be withdrawn"
    );
}
