use axum::http::StatusCode;
use contract::path;
use contract::policy::{Document, Materiality, Policy, PolicyAnswerDraft, PolicyEvent, Standing};
use contract::privacy::{ActivityKind, Actor};
use contract::problem::{Code, Problem};
use contract::rights::{Concern, RequestKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Checked, Client, SignedIn};
use crate::problem::Outcome;
use crate::rights;
use crate::state::State;
use crate::store::{self, transact};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(post))
}

/// Answer a version of the privacy policy that is in force or announced, or one of its new purposes, which can be refused at any time.
/// The same answer twice is one.
#[utoipa::path(post, path = path::ME_POLICY, tag = "privacy", request_body = PolicyAnswerDraft, responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn post(
    state: State,
    who: SignedIn,
    client: Client,
    Checked(given): Checked<PolicyAnswerDraft>,
) -> Outcome<StatusCode> {
    let PolicyAnswerDraft { version, lang, clause, accepted } = given;
    let (policies, today) = (state.policies(), state.today());
    let policy = policies.version(Document::Privacy, lang, &version).ok_or(Code::NotFound)?;
    // Also one that an earlier version has brought, for whoever comes straight from before it.
    let mut until = policies.versions(Document::Privacy, lang).filter(|other| other.effective <= policy.effective);
    if !clause.is_empty() && !until.any(|policy| has_new_purpose(policy, &clause)) {
        return Err(Code::NotFound.into());
    }
    // What is past can no longer be answered; but a consent to a purpose can be withdrawn at any time (GDPR art. 7(3)).
    let withdraws = !clause.is_empty() && !accepted;
    if !withdraws && policies.standing(Document::Privacy, &version, &today) == Standing::Past {
        return Err(Code::Conflict.into());
    }
    let event = PolicyEvent::answer(!clause.is_empty(), accepted);
    let kind = match event {
        PolicyEvent::Declined => ActivityKind::PolicyDeclined,
        PolicyEvent::PurposeAllowed => ActivityKind::PurposeAllowed,
        PolicyEvent::PurposeRefused => ActivityKind::PurposeRefused,
        PolicyEvent::Accepted | PolicyEvent::Told | PolicyEvent::Shown => ActivityKind::PolicyAccepted,
    };
    transact!(state.db(), async |tx| {
        let now = state.now();
        if store::policy::record(tx, &state.id(), &who.account_id, (policy, &clause), event, now).await? {
            let origin = client.origin();
            store::activity::record(tx, &state.id(), &who.account_id, kind, Actor::Person, &origin, now).await?;
            let used = match event {
                PolicyEvent::Declined => Some((RequestKind::Objection, Concern::Policy)),
                PolicyEvent::PurposeRefused => Some((RequestKind::Withdrawal, Concern::NewPurpose)),
                _ => None,
            };
            if let Some((kind, concern)) = used {
                rights::answered(tx, &state, &who.account_id, kind, concern).await?;
            }
        }
        Ok(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}

fn has_new_purpose(policy: &Policy, clause: &str) -> bool {
    let mut changes = policy.changes.iter();
    changes.any(|change| change.clause == clause && change.materiality == Materiality::NewPurpose)
}
