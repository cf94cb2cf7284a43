use contract::privacy::{
    CERTIFICATE, Certificate, CertifiedItem, CertifiedRecipient, CertifiedRest, CertifiedState, Fate, Holding,
    Provider, Recipient, SignedCertificate,
};
use contract::time::Timestamp;

use super::farewell_ends;
use crate::basis::consent::CONTROLLER;
use crate::clock::moment::for_machines;
use crate::problem::{Failure, Outcome};
use crate::signing::Signer;
use crate::state::State;
use crate::store::erasure::{Stored, Tally};

/// The law that an erasure follows.
const LAW: &str = "GDPR art. 17";

/// What an erasure came to.
pub(super) struct Outcomes<'e> {
    /// what was counted and done, holding by holding
    pub tallies: &'e [Tally],
    /// what a count afterwards has found
    pub left: &'e [(Holding, i64)],
    /// who is told to erase too
    pub told: &'e [Provider],
}

/// What is stated about an erasure: what was done, not what was meant.
pub(super) fn of(
    state: &State,
    request: &Stored,
    executed: Timestamp,
    Outcomes { tallies, left, told }: &Outcomes<'_>,
) -> Certificate {
    let tally = |holding: &Holding| tallies.iter().find(|tally| tally.holding == *holding);
    let item = |tally: &Tally| CertifiedItem {
        holding: tally.holding,
        shown: tally.shown,
        foreseen: tally.foreseen,
        erased: tally.done,
        left: left.iter().filter(|(holding, _)| *holding == tally.holding).map(|(_, count)| count).sum(),
    };
    let items = Holding::ALL.iter().filter_map(tally).map(item);
    let erased: Vec<_> = items.filter(|item| item.shown + item.foreseen + item.erased + item.left > 0).collect();
    Certificate {
        schema: CERTIFICATE.to_owned(),
        reference: request.reference.clone(),
        controller: CONTROLLER.to_owned(),
        contact: state.config().mail_contact.email.to_string(),
        law: LAW.to_owned(),
        requested_at: for_machines(Timestamp(request.requested_at)),
        executed_at: for_machines(executed),
        as_foreseen: erased.iter().all(CertifiedItem::is_as_foreseen),
        kept: kept(executed, &erased),
        recipients: recipients(state, &erased, told),
        erased,
    }
}

/// What stays, on which ground, and until when.
fn kept(executed: Timestamp, erased: &[CertifiedItem]) -> Vec<CertifiedRest> {
    let rest = |holding, fate, ground: &str, until: Option<Timestamp>| CertifiedRest {
        holding,
        fate,
        ground: ground.to_owned(),
        until: until.map(for_machines),
    };
    // The organisation of others stays with them.
    let others = !is_erased(erased, Holding::Organisation);
    let organisation = others.then(|| rest(Holding::Organisation, Fate::Kept, "GDPR art. 6(1)(b)", None));
    let always = [
        rest(Holding::ConsentLedger, Fate::Anonymised, "GDPR art. 7(1), 11", None),
        rest(Holding::Tombstone, Fate::Kept, "GDPR art. 5(2), 17(1)", None),
        rest(Holding::FarewellMail, Fate::Kept, "GDPR art. 12(3)", Some(farewell_ends(executed))),
        rest(Holding::Certificate, Fate::Kept, "GDPR art. 5(2)", None),
    ];
    organisation.into_iter().chain(always).collect()
}

/// Who else had got data. Mails went through the company that delivers them, and messages to the consortium's own mailbox: neither
/// is within the portal's reach, and a certificate must not say that it is.
fn recipients(state: &State, erased: &[CertifiedItem], told: &[Provider]) -> Vec<CertifiedRecipient> {
    let config = state.config();
    let delivers = config.smtp_url.is_some() || config.smtp_url_file.is_some();
    // Without a mail server, letters lie in a folder of the portal's own, and went with the rest.
    let state = if delivers { CertifiedState::NotAsked } else { CertifiedState::Executed };
    let provider = CertifiedRecipient { recipient: Recipient::MailProvider, state };
    let mailbox = CertifiedRecipient { recipient: Recipient::Consortium, state: CertifiedState::NotAsked };
    let wrote = is_erased(erased, Holding::Messages);
    let state = CertifiedState::BeingTold;
    let told = told.iter().map(|provider| CertifiedRecipient { recipient: provider.recipient(), state });
    std::iter::once(provider).chain(wrote.then_some(mailbox)).chain(told).collect()
}

fn is_erased(erased: &[CertifiedItem], holding: Holding) -> bool {
    erased.iter().any(|item| item.holding == holding && item.erased > 0)
}

/// The file: signed, as browsers make it with `JSON.stringify(value, null, 2)`, and a line feed.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub(super) fn file(signer: &Signer, certificate: Certificate) -> Outcome<String> {
    let signature = signer.signature(&serde_json::to_string(&certificate).map_err(Failure::internal)?);
    let signed = SignedCertificate { certificate, signature };
    Ok(serde_json::to_string_pretty(&signed).map_err(Failure::internal)? + "\n")
}
