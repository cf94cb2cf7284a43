//! Erases an account whose time has come, step by step. Killed anywhere and begun again it comes to the same end.

use std::time::Duration;

use contract::lang::Lang;
use contract::privacy::Holding;

use crate::problem::{Failure, Outcome};
use crate::state::State;
use crate::store::erasure::{STEPS, Step};
use crate::store::held::Subject;
use crate::store::outbox::{Job, Post};
use crate::store::{self, transact};

/// How long and how often to wait for a mail that is being sent: half a minute, which is longer than a mail server is given.
const PAUSE: Duration = Duration::from_millis(100);
const TRIES: u32 = 300;

/// Erases an account, unless the request was stopped. What is left: a tombstone, and one last mail.
///
/// # Errors
/// The database's, or the outbox folder's; the next try goes on where this one stopped.
pub async fn run(state: &State, account_id: &str) -> Outcome<()> {
    let now = state.now();
    if !transact!(state.db(), async |tx| { Ok(store::erasure::begin(tx, account_id, now).await?) })? {
        // Stopped; or done by a run that was cut short before the very last line.
        return state.db().expunge().await;
    }
    let email_keys = store::erasure::email_keys(&mut state.db().read().await?, account_id).await?;
    let subject = state.subject(account_id, email_keys);
    stop_mail(state, &subject).await?;
    // Which recipients were told is needed to the end, to tell them to erase.
    for step in STEPS.iter().filter(|step| !step.is_last() && step.holding != Holding::RecipientTasks) {
        transact!(state.db(), async |tx| { Ok(store::erasure::erase(tx, step, &subject).await?) })?;
    }
    state.mailer().forget(&subject.names()).await.map_err(Failure::internal)?;
    let subject = finish(state, account_id).await?;
    state.mailer().forget(&subject.names()).await.map_err(Failure::internal)?;
    compare(state, &subject).await?;
    state.db().expunge().await
}

/// Waits until no mail to the person is under way; another worker may be sending one.
async fn stop_mail(state: &State, subject: &Subject) -> Outcome<()> {
    for _ in 0..TRIES {
        let now = state.now();
        if transact!(state.db(), async |tx| { Ok(store::erasure::stop_mail(tx, subject, now).await?) })? == 0 {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Failure::unavailable(1))
}

/// The account itself, its mark, and the last mail: all or nothing, so that a run that is cut short never loses the address
/// before the mail is on its way. All steps once more, for what has arrived while they ran.
async fn finish(state: &State, account_id: &str) -> Outcome<Subject> {
    let (now, mark) = (state.now(), state.keyed_hash("tombstone", account_id));
    transact!(state.db(), async |tx| {
        let subject = state.subject(account_id, store::erasure::email_keys(tx, account_id).await?);
        if store::erasure::stop_mail(tx, &subject, now).await? > 0 {
            // A mail that is being sent right now; the next try waits for it.
            return Err(Failure::unavailable(1));
        }
        let addressee = store::erasure::addressee(tx, account_id).await?;
        let request = store::erasure::of_account(tx, account_id).await?;
        if store::recipient::being_told(tx, account_id, now).await? > 0 {
            // A recipient is being told something right now; the word to erase must come after it.
            return Err(Failure::unavailable(1));
        }
        if let Some(request) = &request {
            state.tell_to_erase(tx, account_id, &request.reference).await?;
        }
        for step in STEPS {
            store::erasure::erase(tx, step, &subject).await?;
        }
        store::erasure::entomb(tx, &mark, now).await?;
        if let (Some(addressee), Some(request)) = (addressee, request) {
            let lang = Lang::from_tag(&addressee.lang).unwrap_or_default();
            let post = Post::Farewell { email: addressee.email, lang, reference: request.reference };
            state.enqueue(tx, &Job::Mail(post)).await?;
        }
        Ok(subject)
    })
}

/// Counts again with the steps of the preview: anything that is left but the last mail is an alarm.
async fn compare(state: &State, subject: &Subject) -> Outcome<()> {
    for step in STEPS {
        let count = store::erasure::count(&mut state.db().read().await?, step, subject).await?;
        let declared = i64::from(is_farewell(step));
        if count > declared {
            metrics::counter!("erasure_leftovers_total").increment(1);
            tracing::error!(holding = ?step.holding, count, "erasure left something behind");
        }
    }
    Ok(())
}

/// The last mail waits under the address that it goes to.
fn is_farewell(step: &Step) -> bool {
    step.holding == Holding::Mail && step.count.contains("recipient")
}
