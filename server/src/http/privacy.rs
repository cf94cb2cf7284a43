//! The privacy dashboard: what is held, consents, export, erasure. Activity and sessions are the account's.

mod certificate;
mod consents;
mod data_map;
mod erasure;
mod export;
mod limits;
mod newsletter;
mod policy;
mod recipients;

use contract::problem::{Code, Problem};
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;

use crate::problem::{Failure, Outcome};
use crate::rights::COOLING_SECONDS;
use crate::state::State;
use crate::store;

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .merge(data_map::router())
        .merge(consents::router())
        .merge(newsletter::router())
        .merge(policy::router())
        .merge(export::router())
        .merge(erasure::router())
        .merge(limits::router())
        .merge(recipients::router())
        .merge(certificate::router())
}

/// Refuses while the address is new.
async fn cooled_off(state: &State, account_id: &str) -> Outcome<()> {
    let account = store::account::by_id(&mut state.db().read().await?, account_id).await?;
    let changed = account.ok_or(Failure::from(Code::SignInRequired))?.email_changed_at;
    let until = changed.map(|changed| Timestamp(changed).plus_seconds(COOLING_SECONDS));
    match until {
        Some(until) if until > state.now() => {
            Err(Problem { until: Some(until), ..Problem::new(Code::CoolingOff) }.into())
        }
        _ => Ok(()),
    }
}
