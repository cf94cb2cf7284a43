//! The portal's own statistics: one row for a device, day and page, for those who allow it.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use contract::consent::{Kind, UsageDraft, UsageEntry};
use contract::path;
use contract::problem::{Code, Problem};
use contract::route::Route;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::consent::Decided;
use crate::clock::utc_day;
use crate::device;
use crate::extract::{Checked, Client};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, transact};

/// Nobody looks at a page for longer than an hour: 3600 seconds.
const LONGEST_SECONDS: u32 = 3600;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get, post))
}

/// The statistics that are held about this device, newest day first, 200 at most.
#[utoipa::path(get, path = path::USAGE, tag = "consent", security(()), responses((status = 200, body = Vec<UsageEntry>)))]
async fn get(state: State, headers: HeaderMap) -> Outcome<Json<Vec<UsageEntry>>> {
    let Some(decision) = Decided::of(&headers, &state) else { return Ok(Json(Vec::new())) };
    Ok(Json(store::usage::of_device(&mut state.db().read().await?, &decision.subject).await?))
}

/// A page was opened, another was left. Stored only while the device allows it; the answer is the same, so that a withdrawal that
/// comes in between shows no error.
#[utoipa::path(post, path = path::USAGE, tag = "consent", security(()), request_body = UsageDraft, responses(
    (status = 204), (status = 400, body = Problem), (status = 429, body = Problem)))]
async fn post(
    state: State,
    headers: HeaderMap,
    client: Client,
    Checked(draft): Checked<UsageDraft>,
) -> Outcome<StatusCode> {
    let (opened, left) = (page(draft.opened.as_deref())?, page(draft.left.as_deref())?);
    let decision = Decided::of(&headers, &state).filter(|decision| decision.recorded);
    let Some(decision) = decision.filter(|decision| decision.allows(Kind::Statistics)) else {
        return Ok(StatusCode::NO_CONTENT);
    };
    let day = utc_day(state.now());
    let (device, network) = (device::code(client.device), client.network.as_str());
    let row = store::usage::Row { subject: &decision.subject, day: &day, device, network };
    let seconds = i64::from(draft.seconds.min(LONGEST_SECONDS));
    transact!(state.db(), async |tx| {
        if !store::usage::is_allowed(tx, &decision.subject).await? {
            return Ok(());
        }
        if let Some(path) = &left {
            store::usage::add(tx, &row, path, 0, seconds).await?;
        }
        if let Some(path) = &opened {
            store::usage::add(tx, &row, path, 1, 0).await?;
        }
        Ok(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// The path of a page that there is, as it is spelled.
fn page(path: Option<&str>) -> Outcome<Option<String>> {
    let Some(path) = path else { return Ok(None) };
    let (lang, route) = Route::parse(path).ok_or(Code::Malformed)?;
    Ok(Some(route.path(lang)))
}
