//! The contact form.

use axum::Json;
use axum::http::StatusCode;
use contract::account::Receipt;
use contract::path;
use contract::portal::{Contact, ContactDraft, Topic};
use contract::problem::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Checked;
use crate::problem::{Failure, Outcome};
use crate::rights;
use crate::state::State;
use crate::store::outbox::{Job, Post};
use crate::store::{self, transact};

/// The endpoint.
pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(send))
}

/// Write to the consortium. The sender gets a mail with the reference, the consortium one with the message.
#[utoipa::path(post, path = path::CONTACT, tag = "portal", security(()), request_body = ContactDraft, responses(
    (status = 202, body = Receipt), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn send(state: State, Checked(contact): Checked<ContactDraft>) -> Outcome<(StatusCode, Json<Receipt>)> {
    Ok((StatusCode::ACCEPTED, Json(Receipt { reference: receive(&state, &contact).await? })))
}

/// Keeps a message and has both mails sent; gives its reference. A guardian's report is a request, with a date and an outcome.
///
/// The same words sent twice within minutes, as by a double click, are one message and have one reference. They know themselves by what
/// they say and not by a key in the form: the page of a first visit is the same for everybody, and after a step back the form would
/// bear the key of the message before, whatever it says now.
///
/// # Errors
/// 429, or the database's.
pub(super) async fn receive(state: &State, contact: &Contact) -> Outcome<String> {
    let email = contact.email.as_str().to_owned();
    let (id, reference, now) = (state.id(), state.random().reference(), state.now());
    let words = serde_json::to_string(contact).map_err(Failure::internal)?;
    let key = state.keyed_hash("contact form", &words);
    let received = Job::Mail(Post::ContactReceived { id: id.clone(), email: email.clone() });
    let forward = Job::Mail(Post::ContactForward { id: id.clone(), email: email.clone() });
    // The transaction may run again, and is one message all the same; one that is known already is none.
    let mut is_counted = false;
    transact!(state.db(), async |tx| {
        if let Some(known) = store::contact_form::note(tx, &key, &reference, now).await? {
            return Ok(known);
        }
        if !is_counted {
            state.count_mail("contact", &email)?;
            is_counted = true;
        }
        if contact.topic == Topic::GuardianReport {
            rights::report(tx, state, contact, &reference).await?;
        } else {
            store::contact::insert(tx, &id, &reference, contact, now).await?;
            state.enqueue(tx, &received).await?;
            state.enqueue(tx, &forward).await?;
        }
        Ok(reference.clone())
    })
}
