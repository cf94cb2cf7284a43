use contract::consent::{Purpose, Receipt, ReceiptPurpose};
use contract::lang::Lang;
use contract::route::Route;
use contract::time::Timestamp;

use crate::basis::consent::{CONTROLLER, JURISDICTION, LAWFUL_BASIS, items, recipients};
use crate::clock::moment::for_machines;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::consent::{Record, Text};

/// The receipt of an entry of the ledger, with the words that were shown then.
///
/// # Errors
/// 500 for an entry that the server has not written.
pub(super) fn receipt(state: &State, record: Record, text: Text) -> Outcome<Receipt> {
    let hash = record.hash.clone();
    let subject = record.subject.clone();
    let expires_at = for_machines(Timestamp(record.expires_at));
    let entry = record.shown()?;
    let answers = [(Purpose::Preferences, &entry.preferences), (Purpose::Statistics, &entry.statistics)];
    let asked = answers.into_iter().filter(|(_, answer)| answer.version > 0);
    let purposes = asked.map(|(purpose, answer)| ReceiptPurpose {
        purpose,
        version: answer.version,
        words: state.purpose_words(entry.lang, purpose, answer.version),
        granted: answer.granted,
        basis: LAWFUL_BASIS.to_owned(),
        recipients: recipients(purpose, answer.version),
        items: items(purpose, answer.version),
    });
    let page = |route, lang: Lang| state.config().public_url.page(route, lang);
    Ok(Receipt {
        schema: "vet2b-consent-receipt-1".to_owned(),
        number: entry.number,
        subject,
        controller: CONTROLLER.to_owned(),
        contact: state.config().mail_contact.email.to_string(),
        jurisdiction: JURISDICTION.to_owned(),
        policy: page(Route::Privacy, entry.lang),
        lang: entry.lang,
        notice: text.words,
        notice_sha256: text.sha256,
        purposes: purposes.collect(),
        how: entry.how,
        given_at: for_machines(entry.at),
        expires_at,
        withdraw: page(Route::Cookies, entry.lang),
        ledger_sha256: hash,
    })
}
