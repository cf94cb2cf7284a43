//! Erases an account whose time has come, step by step. Killed anywhere and begun again it comes to the same end: one mark, one
//! certificate, one last mail.

mod again;
mod certificate;
mod drift;

use std::time::Duration;

use contract::lang::Lang;
use contract::privacy::{Certificate, Holding, Provider};
use contract::time::Timestamp;

use crate::problem::{Failure, Outcome};
use crate::session::token_hash;
use crate::state::{State, append_mark};
use crate::store::erasure::{Addressee, STEPS, Step, Stored, Tally};
use crate::store::held::Subject;
use crate::store::outbox::{Job, Post};
use crate::store::{self, Conn, transact};

pub use again::reapply;

/// How long and how often to wait for a mail that is being sent: half a minute, which is longer than a mail server is given.
const PAUSE: Duration = Duration::from_millis(100);
const TRIES: u32 = 300;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// nobody can stop it any more
    Begun,
    /// no mail to the person is under way
    MailStopped,
    /// this step of [`STEPS`] is done
    Step(usize),
    /// the letters in the outbox folder are gone
    LettersGone,
    /// the mark is on the disk, beside the database
    Marked,
    /// the account is gone
    Finished,
    /// nothing is left
    Compared,
}

/// Erases an account, unless the request was stopped. What is left: a mark, a certificate, and one last mail.
///
/// # Errors
/// The database's, or the outbox folder's; the next try goes on where this one stopped.
pub async fn run(state: &State, account_id: &str) -> Outcome<()> {
    watched(state, account_id, &mut |_| Ok(())).await
}

/// The same, telling how far it is; whoever watches can end the run there, as a crash would.
///
/// # Errors
/// As [`run`], and the watcher's.
pub async fn watched(
    state: &State,
    account_id: &str,
    watch: &mut (dyn FnMut(Stage) -> Outcome<()> + Send),
) -> Outcome<()> {
    let now = state.now();
    if !transact!(state.db(), async |tx| { Ok(store::erasure::begin(tx, account_id, now).await?) })? {
        let account = store::account::by_id(&mut state.db().read().await?, account_id).await?;
        return match account {
            // Stopped, or not due yet.
            Some(_) => Ok(()),
            // Done by a run that was cut short after the account was gone. Its id is all that is known; the last mail does not bear it.
            None => settle(state, &state.subject(account_id, Vec::new()), None, watch).await,
        };
    }
    watch(Stage::Begun)?;
    let email_keys = store::erasure::email_keys(&mut state.db().read().await?, account_id).await?;
    let subject = state.subject(account_id, email_keys);
    stop_mail(state, &subject).await?;
    watch(Stage::MailStopped)?;
    // Who else had got data is needed to the end, to tell them to erase and to name them.
    let is_needed = |step: &Step| matches!(step.holding, Holding::RecipientTasks | Holding::CookieChoices);
    let is_first = |step: &Step| !step.is_last() && !is_needed(step);
    for (number, step) in STEPS.iter().enumerate().filter(|(_, step)| is_first(step)) {
        transact!(state.db(), async |tx| {
            tx.freeze().await?;
            let counts = erase(tx, step, &subject).await?;
            store::erasure::note_done(tx, account_id, step.holding, counts).await?;
            Ok(())
        })?;
        watch(Stage::Step(number))?;
    }
    forget_letters(state, &subject).await?;
    watch(Stage::LettersGone)?;
    mark(state, account_id).await?;
    watch(Stage::Marked)?;
    let Finished { subject, farewell } = finish(state, account_id).await?;
    watch(Stage::Finished)?;
    settle(state, &subject, farewell.as_deref(), watch).await
}

/// What is left to be done when the account is gone: letters that were written in the last moments go, all but the last mail, which
/// another worker may have sent by now; everything is counted again; and nothing stays in a corner of the database. Needs nothing that
/// went with the account, so a run that was cut short before this does it by the id alone.
async fn settle(
    state: &State,
    subject: &Subject,
    farewell: Option<&str>,
    watch: &mut (dyn FnMut(Stage) -> Outcome<()> + Send),
) -> Outcome<()> {
    state.mailer().forget(&subject.names(), farewell).await.map_err(Failure::internal)?;
    compare(state, subject).await?;
    watch(Stage::Compared)?;
    state.db().expunge().await
}

/// Counts what a step is to delete, and has it do so; gives both numbers.
async fn erase(tx: &mut Conn, step: &Step, subject: &Subject) -> sqlx::Result<(i64, i64)> {
    let foreseen = store::erasure::count(tx, step, subject).await?;
    Ok((foreseen, store::erasure::erase(tx, step, subject).await?))
}

/// Waits until no mail to the person is under way; another worker may be sending one.
async fn stop_mail(state: &State, subject: &Subject) -> Outcome<()> {
    for _ in 0..TRIES {
        let now = state.now();
        let stopped = transact!(state.db(), async |tx| {
            let stopped = store::erasure::stop_mail(tx, subject, now).await?;
            let deleted = i64::try_from(stopped.deleted).unwrap_or(i64::MAX);
            store::erasure::note_done(tx, &subject.account_id, Holding::Mail, (deleted, deleted)).await?;
            Ok(stopped)
        })?;
        if stopped.sending == 0 {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Failure::unavailable(1))
}

/// Deletes the person's letters from the outbox folder.
async fn forget_letters(state: &State, subject: &Subject) -> Outcome<()> {
    let entries = |letters: u64| i64::try_from(letters).unwrap_or(i64::MAX);
    let foreseen = entries(state.mailer().count(&subject.names()).await.map_err(Failure::internal)?);
    let done = entries(state.mailer().forget(&subject.names(), None).await.map_err(Failure::internal)?);
    transact!(state.db(), async |tx| {
        store::erasure::note_done(tx, &subject.account_id, Holding::Mail, (foreseen, done)).await?;
        Ok(())
    })
}

/// Puts the account's mark beside the database. Before the account is gone: nobody can stop the erasure any more, and a mark that
/// is there twice does no harm, while one that is missing would let a restore bring the person back.
async fn mark(state: &State, account_id: &str) -> Outcome<()> {
    let (path, mark, now) = (state.config().erased_log(), state.mark_of(account_id), state.now());
    let written = tokio::task::spawn_blocking(move || append_mark(&path, &mark, now)).await;
    written.map_err(Failure::internal)?.map_err(Failure::internal)
}

/// What the last transaction gives.
struct Finished {
    subject: Subject,
    /// the job of the last mail, where there is one
    farewell: Option<String>,
}

/// The account itself, its mark, the certificate and the last mail: all or nothing, so that a run that is cut short never loses the
/// address before the mail is on its way. All steps once more, for what has arrived while they ran.
async fn finish(state: &State, account_id: &str) -> Outcome<Finished> {
    let (now, mark) = (state.now(), state.mark_of(account_id));
    let (finished, tallies, request) = transact!(state.db(), async |tx| {
        tx.freeze().await?;
        let subject = state.subject(account_id, store::erasure::email_keys(tx, account_id).await?);
        let stopped = store::erasure::stop_mail(tx, &subject, now).await?;
        if stopped.sending > 0 {
            // A mail that is being sent right now; the next try waits for it.
            return Err(Failure::unavailable(1));
        }
        let addressee = store::erasure::addressee(tx, account_id).await?;
        let request = store::erasure::of_account(tx, account_id).await?;
        if store::recipient::being_told(tx, account_id, now).await? > 0 {
            // A recipient is being told something right now; the word to erase must come after it.
            return Err(Failure::unavailable(1));
        }
        let mut others = match &request {
            Some(request) => state.tell_to_erase(tx, account_id, &request.reference).await?,
            None => Vec::new(),
        };
        let counted = store::recipient::counted_since(tx, account_id).await?;
        others.extend(counted.map(|_| Provider::GoogleAnalytics));
        let reports = store::erasure::open_reports(tx, account_id).await?;
        let mut tallies = store::erasure::noted(tx, account_id).await?;
        let deleted = i64::try_from(stopped.deleted).unwrap_or(i64::MAX);
        add(&mut tallies, Holding::Mail, (deleted, deleted));
        for step in STEPS {
            let counts = erase(tx, step, &subject).await?;
            add(&mut tallies, step.holding, counts);
        }
        let mut left = Vec::new();
        for step in STEPS {
            left.push((step.holding, store::erasure::count(tx, step, &subject).await?));
        }
        store::erasure::entomb(tx, &mark, now).await?;
        let request = request.filter(|request| !again::is_again(request));
        let farewell = match (addressee, &request) {
            (Some(addressee), Some(request)) => {
                let outcomes = certificate::Outcomes { tallies: &tallies, left: &left, reports, others: &others };
                let certificate = certificate::of(state, request, now, &outcomes);
                issue(state, tx, certificate, (addressee, request)).await?
            }
            _ => None,
        };
        Ok((Finished { subject, farewell }, tallies, request))
    })?;
    tell_differences(&tallies);
    if let Some(request) = &request {
        tell_unexplained(&drift::unexplained(request, now, &tallies));
    }
    Ok(finished)
}

/// Keeps the certificate and has the last mail sent; gives the mail's job. None when there is a certificate of this request already,
/// as after the restore of a backup in which it waited: then the last mail is out.
async fn issue(
    state: &State,
    tx: &mut Conn,
    certificate: Certificate,
    (addressee, request): (Addressee, &Stored),
) -> Outcome<Option<String>> {
    let (now, code) = (state.now(), state.certificate_code(&request.id));
    let keeps = |holding| certificate.kept.iter().any(|rest| rest.holding == holding);
    let (sealed, reports) = (keeps(Holding::RecipientErasures), keeps(Holding::GuardianReports));
    let file = state.certificate_file(tx, certificate).await?;
    if store::certificate::insert(tx, &token_hash(&code), &file, now).await? == 0 {
        return Ok(None);
    }
    let lang = Lang::from_tag(&addressee.lang).unwrap_or_default();
    let (email, reference) = (addressee.email, request.reference.clone());
    let (id, post) = (state.id(), Post::Farewell { email, lang, reference, certificate: code, sealed, reports });
    store::outbox::insert(tx, &id, &Job::Mail(post), now, now).await?;
    Ok(Some(id))
}

fn add(tallies: &mut Vec<Tally>, holding: Holding, (foreseen, done): (i64, i64)) {
    match tallies.iter_mut().find(|tally| tally.holding == holding) {
        Some(tally) => {
            tally.foreseen += foreseen;
            tally.done += done;
        }
        None => tallies.push(Tally { holding, shown: 0, foreseen, done }),
    }
}

/// What was deleted is what the same steps had counted right before; anything else is an alarm.
fn tell_differences(tallies: &[Tally]) {
    for Tally { holding, foreseen, done, .. } in tallies.iter().filter(|tally| tally.foreseen != tally.done) {
        metrics::counter!("erasure_differences_total").increment(1);
        tracing::error!(?holding, foreseen, done, "an erasure did not delete what it had foreseen");
    }
}

/// What was deleted is what the person was shown, but for what may have come or gone since; anything else is an alarm.
fn tell_unexplained(tallies: &[&Tally]) {
    for Tally { holding, shown, done, .. } in tallies {
        metrics::counter!("erasure_differences_total").increment(1);
        tracing::error!(?holding, shown, done, "an erasure did not delete what its preview had shown");
    }
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

/// How long the last mail is tried, at most: three days.
const FAREWELL_SECONDS: i64 = 3 * 86_400;

/// When nothing of the last mail is kept any more.
fn farewell_ends(executed: Timestamp) -> Timestamp {
    executed.plus_seconds(FAREWELL_SECONDS)
}
