use axum::Json;
use contract::path;
use contract::privacy::{ErasureItem, ErasurePreview, Fate, Holding};
use contract::time::Timestamp;

use super::after_grace;
use crate::extract::SignedIn;
use crate::http::consent::Decided;
use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store;
use crate::store::erasure::STEPS;

/// What an erasure would do, counted by the very steps that erase.
#[utoipa::path(get, path = path::ME_ERASURE_PREVIEW, tag = "privacy", responses((status = 200, body = ErasurePreview)))]
pub(super) async fn get(state: State, who: SignedIn, decided: Decided) -> Outcome<Json<ErasurePreview>> {
    let conn = &mut state.db().read().await?;
    let subject = state.subject(&who.account_id, store::erasure::email_keys(conn, &who.account_id).await?);
    let mut items: Vec<ErasureItem> = Vec::new();
    for step in STEPS {
        let count = store::erasure::count(conn, step, &subject).await?;
        add(&mut items, step.holding, count);
    }
    // Those that lie in the outbox folder.
    let letters = state.mailer().count(&subject.names()).await.map_err(Failure::internal)?;
    add(&mut items, Holding::Mail, i64::try_from(letters).unwrap_or(i64::MAX));
    items.retain(|item| item.count > 0);
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
    ]);
    // Each that may hold something is told to erase, and the address is kept sealed until it has.
    let told = store::recipient::told(conn, &who.account_id).await?.len();
    if told > 0 {
        let count = i64::try_from(told).unwrap_or(i64::MAX);
        items.push(ErasureItem { holding: Holding::RecipientErasures, count, fate: Fate::Kept });
    }
    let asked = store::erasure::of_account(conn, &who.account_id).await?;
    let due_at = asked.map_or_else(|| after_grace(&state), |asked| Timestamp(asked.due_at));
    Ok(Json(ErasurePreview { items, due_at }))
}

fn add(items: &mut Vec<ErasureItem>, holding: Holding, count: i64) {
    match items.iter_mut().find(|item| item.holding == holding) {
        Some(item) => item.count += count,
        None => items.push(ErasureItem { holding, count, fate: Fate::Deleted }),
    }
}
