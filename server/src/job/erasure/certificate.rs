use contract::privacy::{
    CERTIFICATE, Certificate, CertifiedItem, CertifiedRecipient, CertifiedRest, CertifiedState, Fate, Holding,
    Provider, Recipient,
};
use contract::time::Timestamp;

use super::{drift, farewell_ends};
use crate::basis::consent::CONTROLLER;
use crate::clock::moment::for_machines;
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
    /// how many of the person's reports about children stay until they are closed
    pub reports: i64,
    /// who else had got data, by the person's choice
    pub others: &'e [Provider],
}

/// What is stated about an erasure: what was done, not what was meant.
pub(super) fn of(
    state: &State,
    request: &Stored,
    executed: Timestamp,
    Outcomes { tallies, left, reports, others }: &Outcomes<'_>,
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
        as_foreseen: erased.iter().all(CertifiedItem::is_as_foreseen)
            && drift::unexplained(request, executed, tallies).is_empty(),
        kept: kept(executed, &erased, others, *reports),
        recipients: recipients(state, &erased, others),
        erased,
    }
}

/// What stays, on which ground, and until when.
fn kept(executed: Timestamp, erased: &[CertifiedItem], told: &[Provider], reports: i64) -> Vec<CertifiedRest> {
    let rest = |holding, fate, ground: &str, until: Option<Timestamp>| CertifiedRest {
        holding,
        fate,
        ground: ground.to_owned(),
        until: until.map(for_machines),
    };
    // The organisation of others stays with them.
    let others = !is_erased(erased, Holding::Organisation);
    let organisation = others.then(|| rest(Holding::Organisation, Fate::Kept, "GDPR art. 6(1)(b)", None));
    let reports = (reports > 0).then(|| rest(Holding::GuardianReports, Fate::Kept, "GDPR art. 17(3)(b), (e)", None));
    // The address is sealed until the recipients have done it.
    let is_sealed = told.iter().any(|provider| provider.is_told());
    let sealed = is_sealed.then(|| rest(Holding::RecipientErasures, Fate::Kept, "GDPR art. 17(2), 19", None));
    let always = [
        rest(Holding::ConsentLedger, Fate::Anonymised, "GDPR art. 7(1), 11", None),
        rest(Holding::Tombstone, Fate::Kept, "GDPR art. 5(2), 17(1)", None),
        rest(Holding::FarewellMail, Fate::Kept, "GDPR art. 12(3)", Some(farewell_ends(executed))),
        rest(Holding::Certificate, Fate::Kept, "GDPR art. 5(2)", None),
    ];
    organisation.into_iter().chain(reports).chain(always).chain(sealed).collect()
}

/// Who else had got data. Mails went through the company that delivers them, and messages to the consortium's own mailbox: neither
/// is within the portal's reach, and a certificate must not say that it is. Nor is Google, which knows the device by another name.
fn recipients(state: &State, erased: &[CertifiedItem], others: &[Provider]) -> Vec<CertifiedRecipient> {
    let unasked = |recipient| CertifiedRecipient { recipient, state: CertifiedState::NotAsked };
    // Without a mail server, letters lie in a folder of the portal's own, and went with the rest.
    let provider = state.uses(Provider::MailProvider).then(|| unasked(Recipient::MailProvider));
    let mailbox = unasked(Recipient::Consortium);
    let wrote = is_erased(erased, Holding::Messages);
    let others = others.iter().map(|provider| {
        let state = if provider.is_told() { CertifiedState::BeingTold } else { CertifiedState::NotAsked };
        CertifiedRecipient { recipient: provider.recipient(), state }
    });
    provider.into_iter().chain(wrote.then_some(mailbox)).chain(others).collect()
}

fn is_erased(erased: &[CertifiedItem], holding: Holding) -> bool {
    erased.iter().any(|item| item.holding == holding && item.erased > 0)
}
