//! Confirming the newsletter by a mailed code: the second step of a consent that the dashboard asked for.

use contract::route::{Dashboard, Route};
use leptos::prelude::*;

use super::{
    confirmation::{Confirmation, confirmation},
    mailed_code::MailedCode,
};
use crate::{api, tr};

/// Lets a person confirm that they want the newsletter.
#[component]
pub fn NewsletterConfirm() -> impl IntoView {
    view! { <NewsletterConfirmWith code=MailedCode::take() /> }
}

/// The confirmation, with its code.
#[component]
pub fn NewsletterConfirmWith(
    /// the code
    code: MailedCode,
) -> impl IntoView {
    confirmation(
        code,
        Confirmation {
            route: Route::NewsletterConfirm,
            act: api::privacy::confirm_newsletter,
            lead: tr!(account.newsletter_lead),
            button: tr!(account.newsletter_button),
            done: tr!(account.newsletter_done),
            way_on: tr!(account.newsletter_way_on),
            next: Dashboard::Consents,
            next_words: tr!(account.to_my_consents),
        },
    )
}
