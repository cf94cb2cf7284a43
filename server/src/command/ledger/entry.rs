use contract::consent::{Answer, How, Purpose};
use contract::lang::Lang;
use contract::route::Route;
use contract::time::Timestamp;
use serde::Serialize;

use crate::basis::consent::{CONTROLLER, JURISDICTION, LAWFUL_BASIS, items, recipients};
use crate::clock::moment::for_machines;
use crate::config::Config;
use crate::store::consent::Record;

/// An entry of the ledger as a consent record of ISO/IEC TS 27560:2023. `docs/OPERATING.md` says what each field holds; a test
/// compares the two.
#[derive(Serialize)]
pub(super) struct Entry {
    schema_version: &'static str,
    record_id: i64,
    pii_principal_id: String,
    pii_processing: Processing,
    party_identification: Party,
    event: Event,
    integrity: Integrity,
}

#[derive(Serialize)]
struct Processing {
    privacy_notice: String,
    language: Lang,
    jurisdiction: &'static str,
    withdrawal_method: String,
    purposes: Vec<Asked>,
}

#[derive(Serialize)]
struct Asked {
    purpose: Purpose,
    version: u16,
    lawful_basis: &'static str,
    event_state: &'static str,
    recipient_third_parties: Vec<String>,
    storage_items: Vec<String>,
}

#[derive(Serialize)]
struct Party {
    party_name: &'static str,
    party_type: &'static str,
    party_email: String,
    party_url: String,
}

#[derive(Serialize)]
struct Event {
    event_time: String,
    event_type: How,
    validity_duration: String,
}

#[derive(Serialize)]
struct Integrity {
    previous_sha256: String,
    sha256: String,
}

impl Entry {
    /// Of an entry as stored.
    ///
    /// # Errors
    /// For codes that the server has not written.
    pub(super) fn new(record: Record, config: &Config) -> sqlx::Result<Self> {
        let (pii_principal_id, sha256) = (record.subject.clone(), record.hash.clone());
        let previous_sha256 = record.previous_hash.clone();
        let seconds = Timestamp(record.expires_at).seconds() - Timestamp(record.at).seconds();
        let shown = record.shown()?;
        let purposes = [asked(Purpose::Preferences, &shown.preferences), asked(Purpose::Statistics, &shown.statistics)];
        Ok(Self {
            schema_version: "vet2b-ledger-1",
            record_id: shown.number,
            pii_principal_id,
            pii_processing: Processing {
                privacy_notice: shown.text,
                language: shown.lang,
                jurisdiction: JURISDICTION,
                withdrawal_method: config.public_url.page(Route::Cookies, shown.lang),
                purposes: purposes.into_iter().flatten().collect(),
            },
            party_identification: Party {
                party_name: CONTROLLER,
                party_type: "pii_controller",
                party_email: config.mail_contact.email.to_string(),
                party_url: config.public_url.origin().to_owned(),
            },
            event: Event {
                event_time: for_machines(shown.at),
                event_type: shown.how,
                validity_duration: format!("PT{seconds}S"),
            },
            integrity: Integrity { previous_sha256, sha256 },
        })
    }
}

/// One answer; none for what was never asked.
fn asked(purpose: Purpose, answer: &Answer) -> Option<Asked> {
    let controller = |name: &String| name != CONTROLLER;
    (answer.version > 0).then(|| Asked {
        purpose,
        version: answer.version,
        lawful_basis: LAWFUL_BASIS,
        event_state: if answer.granted { "consent_given" } else { "consent_refused" },
        recipient_third_parties: recipients(purpose, answer.version).into_iter().filter(controller).collect(),
        storage_items: items(purpose, answer.version),
    })
}
