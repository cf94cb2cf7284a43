use axum::http::HeaderMap;
use axum::response::Response;
use contract::account::{ReauthenticationDraft, Session};
use contract::check::{Field, Flaw};
use contract::lang::Lang;
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};

use super::{enter, wrong_password};
use crate::extract::{Checked, Client, SignedIn};
use crate::password::Verdict;
use crate::problem::{Failure, Outcome};
use crate::session::token_hash;
use crate::state::State;
use crate::store::{self, transact};

/// Prove the identity once more. The session goes on under another token; a wrong password is a flaw of the form (422), as the
/// session itself is good still.
#[utoipa::path(post, path = path::REAUTHENTICATION, tag = "account", request_body = ReauthenticationDraft, responses(
    (status = 200, body = Session), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn reauthenticate(
    state: State,
    signed_in: SignedIn,
    headers: HeaderMap,
    client: Client,
    Checked(given): Checked<ReauthenticationDraft>,
) -> Outcome<Response> {
    let account = store::account::by_id(&mut state.db().read().await?, &signed_in.account_id).await?;
    let account = account.ok_or(Code::SignInRequired)?;
    wrong_password::count_try(&state, &account.email_key).await?;
    let verdict = state.hasher().verify(Some(&account.password_hash), given.current_password.expose()).await?;
    if verdict == Verdict::Wrong {
        wrong_password::note(&state, Some(&account.id), &client).await?;
        return Err(Failure::flaw(Field::CurrentPassword, Flaw::Wrong));
    }
    let (token, now) = (state.random().token(), state.now());
    transact!(state.db(), async |tx| {
        wrong_password::forgive(&state, tx, &account.email_key).await?;
        if store::session::rotate(tx, &signed_in.session_id, &token_hash(&token), now).await? == 0 {
            // Ended meanwhile, from another device.
            return Err(Code::SignInRequired.into());
        }
        let (kind, actor) = (ActivityKind::Reauthenticated, Actor::Person);
        store::activity::record(tx, &state.id(), &account.id, kind, actor, &client.origin(), now).await?;
        Ok(())
    })?;
    let lang = Lang::from_tag(&account.lang).unwrap_or_default();
    enter::welcome(&state, &headers, &account.id, &token, now, lang).await
}
