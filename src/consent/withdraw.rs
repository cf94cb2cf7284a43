//! Withdrawal in one click, from every page (GDPR art. 7(3): as easy as giving).

use contract::{consent::Decision, path::CONSENT_FORM, route::Route};
use leptos::prelude::*;

use super::decision::{use_decide, use_decision};
use crate::{
    here::{use_here, use_lang},
    tr,
};

/// A button in the footer, as long as something is allowed that is not necessary. A form, so that it works without scripts.
#[component]
pub fn Withdraw() -> impl IntoView {
    let (decision, decide, here, lang) = (use_decision(), use_decide(), use_here(), use_lang());
    let allows = |decision: Decision| decision.preferences.granted || decision.statistics.granted;
    let allowed = Memo::new(move |_| decision.get().is_some_and(allows));
    let back = move || here.get().route.unwrap_or(Route::Home).path(lang);
    let withdraw = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        decide.withdraw();
    };
    move || {
        allowed.get().then(|| {
            view! {
                <form class="footer__withdraw" method="post" action=CONSENT_FORM on:submit=withdraw>
                    <input type="hidden" name="lang" value=lang.tag() />
                    <input type="hidden" name="return" value=back />
                    <input type="hidden" name="place" value="footer" />
                    <button class="button button--quiet" type="submit" name="choice" value="reject" data-consent="withdraw">
                        {tr!(consent.withdraw)}
                    </button>
                </form>
            }
        })
    }
}
