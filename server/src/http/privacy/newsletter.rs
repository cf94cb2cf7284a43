use axum::Json;
use axum::http::StatusCode;
use contract::account::TokenDraft;
use contract::lang::Lang;
use contract::path;
use contract::privacy::Purpose::Notify;
use contract::privacy::{ActivityKind, Actor, Consents, NewsletterDraft, RecipientAction};
use contract::problem::{Code, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::consents::consents;
use crate::extract::{Checked, Client, SignedIn};
use crate::first_paint::Shown;
use crate::problem::Outcome;
use crate::rights;
use crate::session::token_hash;
use crate::state::State;
use crate::store::outbox::{Job, Post};
use crate::store::token::Purpose;
use crate::store::{self, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(put)).routes(routes!(confirm))
}

/// Give or withdraw the consent to the newsletter: one request either way (GDPR art. 7(3)). A consent counts once it is confirmed by
/// a mailed code, and asking again sends another; a withdrawal counts at once, and drops what waits.
#[utoipa::path(put, path = path::ME_NEWSLETTER, tag = "privacy", request_body = NewsletterDraft, responses(
    (status = 200, body = Consents), (status = 409, description = "a limit stands against it"), (status = 429, body = Problem)))]
async fn put(
    state: State,
    who: SignedIn,
    client: Client,
    Checked(draft): Checked<NewsletterDraft>,
) -> Outcome<Json<Consents>> {
    if draft.granted {
        ask(&state, &who, draft.lang).await?
    } else {
        withdraw(&state, &who, &client, draft.lang).await?
    }
    Ok(Json(consents(&state, &who.account_id).await?))
}

async fn ask(state: &State, who: &SignedIn, lang: Lang) -> Outcome<()> {
    // Whoever has restricted or objected to it takes that back first: no mail is sent against it.
    if store::processing_limit::holds(&mut state.db().read().await?, &who.account_id, Notify).await? {
        return Err(Code::Conflict.into());
    }
    let account = store::account::by_id(&mut state.db().read().await?, &who.account_id).await?;
    state.count_mail("newsletter", &account.ok_or(Code::SignInRequired)?.email)?;
    transact!(state.db(), async |tx| {
        let asked = rights::newsletter_asked(tx, state, lang, &Shown::NewsletterButton).await?;
        if store::newsletter::ask(tx, &who.account_id, &asked).await? {
            let post = Post::NewsletterConfirmation { account_id: who.account_id.clone() };
            state.enqueue(tx, &Job::Mail(post)).await?;
        }
        Ok(())
    })
}

async fn withdraw(state: &State, who: &SignedIn, client: &Client, lang: Lang) -> Outcome<()> {
    let origin = client.origin();
    transact!(state.db(), async |tx| {
        // Whoever tells a sender to begin comes before this and is seen, or after it and sees it.
        store::processing_limit::lock(tx, &who.account_id).await?;
        rights::withdraw_newsletter(tx, state, &who.account_id, (Actor::Person, &origin), lang, None).await
    })
}

/// Confirm the newsletter by a mailed code. Needs no session: the mail may be read on another device.
#[utoipa::path(post, path = path::NEWSLETTER_CONFIRMATION, tag = "privacy", security(()), request_body = TokenDraft, responses(
    (status = 204), (status = 409, description = "a limit stands against it"), (status = 410, body = Problem),
    (status = 422, body = Problem)))]
async fn confirm(state: State, client: Client, Checked(given): Checked<TokenDraft>) -> Outcome<StatusCode> {
    let (code, now) = (token_hash(given.token.as_str()), state.now());
    transact!(state.db(), async |tx| {
        let account_id = store::token::take(tx, Purpose::Newsletter, &code, now).await?.ok_or(Code::Gone)?.account_id;
        store::processing_limit::lock(tx, &account_id).await?;
        let asked = store::newsletter::take(tx, &account_id, now).await?.ok_or(Code::Gone)?;
        if store::newsletter::set(tx, &state.id(), &account_id, true, &asked, now).await? {
            let (kind, actor) = (ActivityKind::NewsletterGranted, Actor::Person);
            store::activity::record(tx, &state.id(), &account_id, kind, actor, &client.origin(), now).await?;
            state.tell(tx, &account_id, RecipientAction::Subscribe, "").await?;
        } else if store::processing_limit::holds(tx, &account_id, Notify).await? {
            // Limited since it was asked for: it does not begin; the code is good again once the limit is lifted.
            return Err(Code::Conflict.into());
        }
        Ok(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}
