//! A receipt in plain words.

use contract::consent::{Purpose, Receipt};
use leptos::prelude::*;

use super::words::how;
use crate::{browser::intl, here::use_lang, tr};

/// Everything that a receipt says, as a list.
pub fn receipt(receipt: &Receipt) -> AnyView {
    let lang = use_lang();
    let answers = receipt.purposes.iter().map(|purpose| {
        let name = match purpose.purpose {
            Purpose::Preferences => tr!(consent.kind_preference),
            Purpose::Statistics => tr!(consent.kind_statistics),
        };
        let answer = if purpose.granted { tr!(consent.allowed) } else { tr!(consent.refused) };
        (name, format!("{}\n{answer}", purpose.words))
    });
    let facts = [
        (tr!(consent.receipt_given), intl::iso_day_and_time(&receipt.given_at, lang)),
        (tr!(consent.receipt_how), how(receipt.how).to_owned()),
        (tr!(consent.receipt_expires), intl::iso_day_and_time(&receipt.expires_at, lang)),
        (tr!(consent.receipt_controller), format!("{}, {}", receipt.controller, receipt.contact)),
        (tr!(consent.receipt_number), receipt.number.to_string()),
        (tr!(consent.receipt_subject), receipt.subject.clone()),
        (tr!(consent.receipt_notice), receipt.notice.clone()),
    ];
    let rows = answers.chain(facts).map(|(name, value)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="preserve-lines">{value}</dd>
            </div>
        }
    });
    view! { <dl class="summary-list">{rows.collect_view()}</dl> }.into_any()
}
