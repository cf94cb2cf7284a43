use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contract::problem::Code;
use contract::time::Timestamp;

use crate::problem::Failure;
use crate::session;
use crate::state::State;
use crate::store::{self, transact};

/// Somebody is signed in; else 401.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// who
    pub account_id: String,
    /// in which session
    pub session_id: String,
    /// the last proof of identity
    pub authenticated_at: Timestamp,
}

/// Somebody is signed in and has proven it within ten minutes; else 401 or 403.
#[derive(Clone, Debug)]
pub struct Recent(pub SignedIn);

impl SignedIn {
    /// The session of a request, if there is one that has not ended.
    ///
    /// # Errors
    /// The database's.
    pub async fn find(parts: &Parts, state: &State) -> Result<Option<Self>, Failure> {
        let Some(token) = session::token(&state.config().public_url, &parts.headers) else { return Ok(None) };
        let hash = session::token_hash(token);
        let found = store::session::by_token(&mut state.db().read().await?, &hash).await?;
        let now = state.now();
        let Some(found) = found else { return Ok(None) };
        let (created_at, last_seen_at) = (Timestamp(found.created_at), Timestamp(found.last_seen_at));
        if session::is_over(created_at, last_seen_at, now) {
            return Ok(None);
        }
        if now >= last_seen_at.plus_seconds(session::SEEN_SECONDS) {
            transact!(state.db(), async |tx| { Ok(store::session::seen(tx, &found.id, now).await?) })?;
        }
        Ok(Some(Self {
            account_id: found.account_id,
            session_id: found.id,
            authenticated_at: Timestamp(found.authenticated_at),
        }))
    }
}

impl FromRequestParts<State> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        Self::find(parts, state).await?.ok_or_else(|| Code::SignInRequired.into())
    }
}

impl FromRequestParts<State> for Recent {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        if session::is_recent(signed_in.authenticated_at, state.now()) {
            Ok(Self(signed_in))
        } else {
            Err(Code::ReauthenticationRequired.into())
        }
    }
}
