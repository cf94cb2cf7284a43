use axum::Json;
use contract::path;
use contract::policy::Document;
use contract::privacy::{Acceptance, ActivityKind, Actor, ConsentChange, Consents, NewsletterDraft};
use contract::time::Timestamp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Checked, Client, SignedIn};
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{self, Conn, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(put))
}

/// Newsletter and accepted policies, each with its history.
#[utoipa::path(get, path = path::ME_CONSENTS, tag = "privacy", responses((status = 200, body = Consents)))]
async fn get(state: State, who: SignedIn) -> Outcome<Json<Consents>> {
    Ok(Json(consents(&mut state.db().read().await?, &who.account_id).await?))
}

/// Give or withdraw the consent to the newsletter: one request either way (GDPR art. 7(3)).
#[utoipa::path(
    put,
    path = path::ME_NEWSLETTER,
    tag = "privacy",
    request_body = NewsletterDraft,
    responses((status = 200, body = Consents))
)]
async fn put(
    state: State,
    who: SignedIn,
    client: Client,
    Checked(draft): Checked<NewsletterDraft>,
) -> Outcome<Json<Consents>> {
    let account = store::account::by_id(&mut state.db().read().await?, &who.account_id).await?;
    let lang = account.map(|account| account.lang()).unwrap_or_default();
    let (policy, now) = (state.policy(Document::Privacy, lang)?, state.now());
    let (change, entry) = (state.id(), state.id());
    let kind = if draft.granted { ActivityKind::NewsletterGranted } else { ActivityKind::NewsletterWithdrawn };
    let consents = transact!(state.db(), async |tx| {
        if store::newsletter::set(tx, &change, &who.account_id, draft.granted, policy, now).await? {
            let origin = client.origin();
            store::activity::record(tx, &entry, &who.account_id, kind, Actor::Person, &origin, now).await?;
        }
        Ok(consents(tx, &who.account_id).await?)
    })?;
    Ok(Json(consents))
}

async fn consents(conn: &mut Conn, account_id: &str) -> sqlx::Result<Consents> {
    let history = store::newsletter::history(conn, account_id).await?;
    let acceptances = store::policy::acceptances(conn, account_id, Document::Privacy).await?;
    Ok(Consents {
        newsletter: store::newsletter::wanted(conn, account_id).await?,
        newsletter_history: history
            .into_iter()
            .map(|change| ConsentChange {
                granted: change.granted == 1,
                at: Timestamp(change.at),
                policy_version: change.policy_version,
            })
            .collect(),
        acceptances: acceptances
            .into_iter()
            .map(|acceptance| Acceptance {
                version: acceptance.version,
                at: Timestamp(acceptance.at),
                sha256: acceptance.sha256,
            })
            .collect(),
    })
}
