//! What a limit brings along beyond the queries, whoever has set it.

use contract::privacy::{Actor, LimitDraft, LimitKind, Purpose, RecipientAction};
use contract::rights::RequestKind;

use super::cookies::withdraw_cookies;
use super::newsletter::withdraw_newsletter;
use super::purposes::withdraw_purposes;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::{self, Conn, processing_limit, transact};

/// Restricted, the newsletter rests, and goes on afterwards; an objection ends it (GDPR art. 21(3)), and whoever takes it back asks for
/// the newsletter anew. Messages that waited are passed on. Recipients are told for the request of this reference, if there is one.
///
/// # Errors
/// The database's.
pub async fn follow(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    draft: &LimitDraft,
    by: (Actor, &Origin),
    reference: &str,
) -> Outcome<()> {
    let action = match (draft.purpose, draft.kind, draft.on) {
        (Purpose::Notify, LimitKind::Restricted, true) => {
            store::newsletter::wanted(tx, account_id).await?.then_some(RecipientAction::Restrict)
        }
        (Purpose::Notify, LimitKind::Objected, true) => {
            end_newsletter(tx, state, account_id, by, reference).await?;
            None
        }
        (Purpose::Notify, _, false) => {
            store::recipient::may_subscribe(tx, account_id).await?.then_some(RecipientAction::Subscribe)
        }
        (Purpose::Support, _, false) => {
            state.release_messages(tx).await?;
            None
        }
        _ => None,
    };
    match action {
        Some(action) => state.tell(tx, account_id, action, reference).await,
        None => Ok(()),
    }
}

/// The same for a right that staff carried out by a command, which knows neither the recipients nor the policy. A limit that was lifted
/// meanwhile brings nothing along. A withdrawal may be about the newsletter alone.
///
/// # Errors
/// The database's.
pub async fn follow_later(
    state: &State,
    account_id: &str,
    (right, reference): (RequestKind, &str),
    newsletter_alone: bool,
) -> Outcome<()> {
    let by = (Actor::System, &Origin::SYSTEM);
    transact!(state.db(), async |tx| {
        processing_limit::lock(tx, account_id).await?;
        let kind = match right {
            RequestKind::Withdrawal if newsletter_alone => {
                return end_newsletter(tx, state, account_id, by, reference).await;
            }
            RequestKind::Withdrawal => return end_consents(tx, state, account_id, by, reference).await,
            RequestKind::Erasure => return rest(tx, state, account_id, reference).await,
            RequestKind::Objection => LimitKind::Objected,
            _ => LimitKind::Restricted,
        };
        let limits = processing_limit::of_account(tx, account_id).await?;
        for limit in limits.iter().filter(|limit| limit.kind == kind) {
            let draft = LimitDraft { purpose: limit.purpose, kind, on: true };
            follow(tx, state, account_id, &draft, by, reference).await?;
        }
        Ok(())
    })
}

/// Until the account is erased, the newsletter rests.
async fn rest(tx: &mut Conn, state: &State, account_id: &str, reference: &str) -> Outcome<()> {
    let waits = store::erasure::of_account(tx, account_id).await?.is_some();
    if waits && store::newsletter::wanted(tx, account_id).await? {
        state.tell(tx, account_id, RecipientAction::Restrict, reference).await?;
    }
    Ok(())
}

/// Ends everything that rests on consent and is the account's (GDPR art. 7(3)).
async fn end_consents(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    by: (Actor, &Origin),
    reference: &str,
) -> Outcome<()> {
    if store::account::by_id(tx, account_id).await?.is_none() {
        return Ok(());
    }
    // First, as a decision on a device locks that first, too.
    withdraw_cookies(tx, state, account_id, by).await?;
    withdraw_purposes(tx, state, account_id, by).await?;
    end_newsletter(tx, state, account_id, by, reference).await
}

async fn end_newsletter(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    by: (Actor, &Origin),
    reference: &str,
) -> Outcome<()> {
    let Some(account) = store::account::by_id(tx, account_id).await? else { return Ok(()) };
    withdraw_newsletter(tx, state, account_id, by, account.lang(), Some(reference)).await
}
