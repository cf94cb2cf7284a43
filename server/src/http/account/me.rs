use axum::Json;
use contract::account::{Account, LanguageDraft, OrganisationDraft, PersonDraft};
use contract::path;
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};
use contract::rights::{Concern, RequestKind};

use crate::extract::{Checked, Client, SignedIn};
use crate::problem::Outcome;
use crate::rights;
use crate::state::State;
use crate::store::{self, transact};

/// Everything that the person typed.
#[utoipa::path(get, path = path::ME, tag = "account", responses((status = 200, body = Account), (status = 401, body = Problem)))]
pub async fn show(state: State, signed_in: SignedIn) -> Outcome<Json<Account>> {
    account(&state, &signed_in).await
}

/// Correct name and phone.
#[utoipa::path(put, path = path::ME_PERSON, tag = "account", request_body = PersonDraft, responses(
    (status = 200, body = Account), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn set_person(
    state: State,
    signed_in: SignedIn,
    client: Client,
    Checked(person): Checked<PersonDraft>,
) -> Outcome<Json<Account>> {
    transact!(state.db(), async |tx| {
        store::account::set_person(tx, &signed_in.account_id, &person).await?;
        let (kind, actor) = (ActivityKind::PersonCorrected, Actor::Person);
        let (id, now) = (state.id(), state.now());
        store::activity::record(tx, &id, &signed_in.account_id, kind, actor, &client.origin(), now).await?;
        rights::answered(tx, &state, &signed_in.account_id, RequestKind::Rectification, Concern::Name).await?;
        Ok(())
    })?;
    account(&state, &signed_in).await
}

/// Correct the organisation.
#[utoipa::path(put, path = path::ME_ORGANISATION, tag = "account", request_body = OrganisationDraft, responses(
    (status = 200, body = Account), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn set_organisation(
    state: State,
    signed_in: SignedIn,
    client: Client,
    Checked(organisation): Checked<OrganisationDraft>,
) -> Outcome<Json<Account>> {
    transact!(state.db(), async |tx| {
        store::organisation::correct(tx, &signed_in.account_id, &organisation).await?;
        let (kind, actor) = (ActivityKind::OrganisationCorrected, Actor::Person);
        let (id, now) = (state.id(), state.now());
        store::activity::record(tx, &id, &signed_in.account_id, kind, actor, &client.origin(), now).await?;
        rights::answered(tx, &state, &signed_in.account_id, RequestKind::Rectification, Concern::Organisation).await?;
        Ok(())
    })?;
    account(&state, &signed_in).await
}

/// Choose the language of the mails.
#[utoipa::path(put, path = path::ME_LANGUAGE, tag = "account", request_body = LanguageDraft, responses(
    (status = 200, body = Account), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn set_language(
    state: State,
    signed_in: SignedIn,
    client: Client,
    Checked(language): Checked<LanguageDraft>,
) -> Outcome<Json<Account>> {
    transact!(state.db(), async |tx| {
        if store::account::set_lang(tx, &signed_in.account_id, language.lang).await? == 0 {
            return Ok(());
        }
        let (kind, actor) = (ActivityKind::LanguageChanged, Actor::Person);
        let (id, now) = (state.id(), state.now());
        store::activity::record(tx, &id, &signed_in.account_id, kind, actor, &client.origin(), now).await?;
        Ok(())
    })?;
    account(&state, &signed_in).await
}

async fn account(state: &State, signed_in: &SignedIn) -> Outcome<Json<Account>> {
    let profile = store::profile::by_account(&mut state.db().read().await?, &signed_in.account_id).await?;
    Ok(Json(profile.ok_or(Code::SignInRequired)?.account()?))
}
