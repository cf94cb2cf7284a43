use contract::privacy::{Consents, LimitReport, Purpose};
use leptos::prelude::*;

use crate::{
    api,
    consent::decision::{Decide, use_decide},
    effect::effect_since,
    form::label::explain_error,
    privacy::{
        consents::{cookies, newsletter, policies},
        limits,
        reauth::use_reauth,
    },
    tr,
    ui::{Load, loaded},
};

/// Shows what a person has agreed to and what is sent to them, each with the button that ends it: a withdrawal (GDPR art. 7(3)) and an
/// objection to marketing (art. 21(2)) are one interaction from the dashboard's first page.
#[component]
pub fn Endings() -> impl IntoView {
    let reauth = use_reauth();
    let consents = Load::new(move || reauth.guard(api::privacy::consents));
    let limits = Load::new(move || reauth.guard(api::privacy::limits));
    let decide = use_decide();
    cookies::say_withdrawn(decide);
    // An objection ends the newsletter too.
    effect_since(move |before: Option<bool>| {
        let here = limits.get().is_some();
        if before == Some(true) && here {
            consents.reload();
        }
        here
    });
    view! {
        <section class="stack">
            <h2>{tr!(privacy.endings_title)}</h2>
            <p class="prose">{tr!(privacy.endings_note)}</p>
            {move || cookies::failed(decide)}
            {loaded(
                consents,
                explain_error,
                move |held| loaded(limits, explain_error, move |reports| rows((consents, &held), (limits, &reports), decide)),
            )}
        </section>
    }
}

fn rows(
    (consents, held): (Load<Consents>, &Consents),
    (limits, reports): (Load<Vec<LimitReport>>, &[LimitReport]),
    decide: Decide,
) -> AnyView {
    let marketing = reports.iter().find(|report| report.purpose == Purpose::Notify);
    let objection = marketing.and_then(|report| limits::objection(limits, report));
    view! {
        <dl class="summary-list consent-rows">
            {newsletter::ending(consents, held)}
            {objection}
            {move || cookies::rows(decide)}
            {policies::endings(consents, &held.policy)}
        </dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        policy::{PolicyEvent, PolicyRecord},
        privacy::Ground,
        time::Timestamp,
    };

    use super::*;
    use crate::{
        here::{Here, provide_here},
        privacy::act::provide_acts,
    };

    #[test]
    fn what_is_given_has_a_button_that_ends_it_and_what_is_not_has_none() {
        for lang in Lang::ALL {
            let html = |given: bool| {
                let record = PolicyRecord {
                    version: "2".into(),
                    clause: "analytics".into(),
                    event: if given { PolicyEvent::PurposeAllowed } else { PolicyEvent::PurposeRefused },
                    lang,
                    sha256: String::new(),
                    at: Timestamp(0),
                };
                let held = Consents {
                    newsletter: given,
                    newsletter_requested_at: None,
                    newsletter_limited: false,
                    newsletter_history: Vec::new(),
                    policy: vec![record],
                };
                let report = LimitReport {
                    purpose: Purpose::Notify,
                    categories: Vec::new(),
                    grounds: vec![Ground::Consent],
                    restricted_since: None,
                    objected_since: None,
                };
                Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    provide_acts();
                    let (consents, limits) = (Load::ready(held.clone()), Load::ready(vec![report.clone()]));
                    rows((consents, &held), (limits, &[report]), use_decide()).to_html()
                })
            };
            // Newsletter, objection, purpose of the policy; the two kinds of cookies are not given.
            assert_eq!(html(true).matches("<button").count(), 3);
            // What is sent can be objected to before anything is.
            assert_eq!(html(false).matches("<button").count(), 1);
            assert!(html(true).contains(&format!("/{}/privacy/2#analytics", lang.tag())));
        }
    }
}
