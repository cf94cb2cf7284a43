use axum::Json;
use contract::path;
use contract::privacy::{ErasureItem, ErasurePreview, Fate, Holding};
use contract::time::Timestamp;

use super::after_grace;
use crate::extract::SignedIn;
use crate::http::consent::Decided;
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::erasure::STEPS;
use crate::store::held::Subject;
use crate::store::{self, Conn};

/// What an erasure would do, counted by the very steps that erase.
#[utoipa::path(get, path = path::ME_ERASURE_PREVIEW, tag = "privacy", responses((status = 200, body = ErasurePreview)))]
pub(super) async fn get(state: State, who: SignedIn, decided: Decided) -> Outcome<Json<ErasurePreview>> {
    let conn = &mut state.db().read().await?;
    let subject = state.subject(&who.account_id, store::erasure::email_keys(conn, &who.account_id).await?);
    let letters = letters(&state, &subject).await?;
    let item = |(holding, count)| ErasureItem { holding, count, fate: fate(holding) };
    let mut items: Vec<_> = counts(conn, &subject, letters).await?.into_iter().map(item).collect();
    // The organisation of others, too, stays; the person's place in it goes with the account.
    if !items.iter().any(|item| item.holding == Holding::Organisation) {
        items.push(ErasureItem { holding: Holding::Organisation, count: 1, fate: Fate::Kept });
    }
    let decisions = match &decided.decision {
        Some(decision) => store::consent::count(conn, &decision.subject).await?,
        None => 0,
    };
    items.extend([
        ErasureItem { holding: Holding::ConsentLedger, count: decisions, fate: Fate::Anonymised },
        ErasureItem { holding: Holding::Tombstone, count: 1, fate: Fate::Kept },
        ErasureItem { holding: Holding::FarewellMail, count: 1, fate: Fate::Kept },
        ErasureItem { holding: Holding::Certificate, count: 1, fate: Fate::Kept },
    ]);
    let reports = store::erasure::open_reports(conn, &who.account_id).await?;
    if reports > 0 {
        items.push(ErasureItem { holding: Holding::GuardianReports, count: reports, fate: Fate::Kept });
    }
    // Each that may hold something is told to erase, and the address is kept sealed until it has.
    let told = store::recipient::told(conn, &who.account_id).await?.len();
    if told > 0 {
        let count = i64::try_from(told).unwrap_or(i64::MAX);
        items.push(ErasureItem { holding: Holding::RecipientErasures, count, fate: Fate::Kept });
    }
    let asked = store::erasure::of_account(conn, &who.account_id).await?;
    let due_at = asked.map_or_else(|| after_grace(&state), |asked| Timestamp(asked.due_at));
    // It is said, with a way out, and holds nobody back: the right is the person's (GDPR art. 17).
    let organisation = store::organisation::of_account(conn, &who.account_id).await?;
    let last = organisation.filter(|organisation| organisation.members == 1);
    Ok(Json(ErasurePreview { items, due_at, last_administrator_of: last.map(|last| last.name) }))
}

/// What becomes of what is deleted: the request itself ends the sessions, whatever time is chosen.
const fn fate(holding: Holding) -> Fate {
    match holding {
        Holding::Sessions => Fate::DeletedNow,
        _ => Fate::Deleted,
    }
}

/// How many letters to, from or about the person lie in the outbox folder.
///
/// # Errors
/// The outbox folder's.
pub(super) async fn letters(state: &State, subject: &Subject) -> Outcome<i64> {
    let letters = state.mailer().count(&subject.names()).await.map_err(Failure::internal)?;
    Ok(i64::try_from(letters).unwrap_or(i64::MAX))
}

/// How many entries of each holding would be deleted, with so many letters; those of which there are none are left out.
///
/// # Errors
/// The database's.
pub(super) async fn counts(conn: &mut Conn, subject: &Subject, letters: i64) -> Outcome<Vec<(Holding, i64)>> {
    let mut counts: Vec<(Holding, i64)> = Vec::new();
    for step in STEPS {
        let count = store::erasure::count(conn, step, subject).await?;
        add(&mut counts, step.holding, count);
    }
    add(&mut counts, Holding::Mail, letters);
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}

fn add(counts: &mut Vec<(Holding, i64)>, holding: Holding, more: i64) {
    match counts.iter_mut().find(|(known, _)| *known == holding) {
        Some((_, count)) => *count += more,
        None => counts.push((holding, more)),
    }
}
