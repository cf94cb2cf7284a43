use axum::Json;
use contract::path;
use contract::privacy::{ActivityKind, Actor, Category, Ground, LimitDraft, LimitKind, LimitReport, Purpose};
use contract::problem::{Code, Problem};
use contract::rights::RequestKind;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::basis::basis;
use crate::extract::{Checked, Client, SignedIn};
use crate::problem::Outcome;
use crate::rights;
use crate::state::State;
use crate::store::processing_limit::{self as store_limit, Limit};
use crate::store::{self, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get, put))
}

/// The policy's seven purposes, each with its data, its grounds, and what the person has set against it.
#[utoipa::path(get, path = path::ME_LIMITS, tag = "privacy", responses((status = 200, body = Vec<LimitReport>)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<Vec<LimitReport>>> {
    Ok(Json(reports(&state, &who.account_id).await?))
}

/// Restrict the processing for a purpose (GDPR art. 18) or object to it (art. 21), or take either back. It holds at once. The same twice
/// is one.
#[utoipa::path(put, path = path::ME_LIMITS, tag = "privacy", request_body = LimitDraft, responses(
    (status = 200, body = Vec<LimitReport>), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 409, description = "this purpose is limited by request alone")))]
async fn put(
    state: State,
    who: SignedIn,
    client: Client,
    Checked(draft): Checked<LimitDraft>,
) -> Outcome<Json<Vec<LimitReport>>> {
    let LimitDraft { purpose, kind, on } = draft;
    if !purpose.allows(kind) {
        return Err(Code::Conflict.into());
    }
    let (now, origin, account_id) = (state.now(), client.origin(), who.account_id.as_str());
    transact!(state.db(), async |tx| {
        store_limit::lock(tx, account_id).await?;
        let changed = match on {
            true => store_limit::set(tx, account_id, purpose, kind, now).await?,
            false => store_limit::lift(tx, account_id, purpose, kind).await?,
        };
        if changed {
            let what = activity(kind, on);
            store::activity::record(tx, &state.id(), account_id, what, Actor::Person, &origin, now).await?;
            // Set, it is a right that was used; lifted, it is none any more.
            let reference = match on {
                true => rights::answered(tx, &state, account_id, right(kind), purpose.into()).await?,
                false => String::new(),
            };
            rights::follow(tx, &state, account_id, &draft, (Actor::Person, &origin), &reference).await?;
        }
        Ok(())
    })?;
    Ok(Json(reports(&state, account_id).await?))
}

const fn right(kind: LimitKind) -> RequestKind {
    match kind {
        LimitKind::Restricted => RequestKind::Restriction,
        LimitKind::Objected => RequestKind::Objection,
    }
}

const fn activity(kind: LimitKind, on: bool) -> ActivityKind {
    match (kind, on) {
        (LimitKind::Restricted, true) => ActivityKind::ProcessingRestricted,
        (LimitKind::Restricted, false) => ActivityKind::RestrictionLifted,
        (LimitKind::Objected, true) => ActivityKind::ProcessingObjected,
        (LimitKind::Objected, false) => ActivityKind::ObjectionLifted,
    }
}

async fn reports(state: &State, account_id: &str) -> Outcome<Vec<LimitReport>> {
    let conn = &mut state.db().read().await?;
    let limits = store_limit::of_account(conn, account_id).await?;
    let newsletter = store::newsletter::wanted(conn, account_id).await?;
    Ok(Purpose::ALL.iter().map(|purpose| report(*purpose, newsletter, &limits)).collect())
}

fn report(purpose: Purpose, newsletter: bool, limits: &[Limit]) -> LimitReport {
    let (mut categories, mut grounds): (Vec<Category>, Vec<Ground>) = (Vec::new(), Vec::new());
    for category in Category::ALL.iter().copied() {
        let basis = basis(category, newsletter);
        if basis.purposes.contains(&purpose) {
            categories.push(category);
            // The newsletter's consent is about being told alone.
            let of_purpose = basis.grounds.into_iter().filter(|ground| {
                category == Category::Usage || *ground != Ground::Consent || purpose == Purpose::Notify
            });
            grounds.extend(of_purpose);
        }
    }
    grounds.sort_unstable();
    grounds.dedup();
    let since = |kind| limits.iter().find(|limit| limit.purpose == purpose && limit.kind == kind).map(|limit| limit.at);
    let (restricted_since, objected_since) = (since(LimitKind::Restricted), since(LimitKind::Objected));
    LimitReport { purpose, categories, grounds, restricted_since, objected_since }
}
