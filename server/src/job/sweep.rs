use contract::rights::RequestKind;

use crate::clock::utc_day;
use crate::limit;
use crate::problem::{Failure, Outcome};
use crate::rights::{self, Office};
use crate::session::{ABSOLUTE_SECONDS, IDLE_SECONDS};
use crate::state::{State, add_missing_marks};
use crate::store::outbox::Job;
use crate::store::{self, transact};

const DAY: i64 = 86_400;
/// Networks in the activity log are kept for thirty days (policy clause `retention`).
const NETWORK_SECONDS: i64 = 30 * DAY;
/// Done jobs, which hold nothing any more, for a week; given up ones for thirty days.
const DONE_SECONDS: i64 = 7 * DAY;
const DEAD_SECONDS: i64 = 30 * DAY;
/// The address of somebody erased, whom a recipient does not erase: for so long an operator can try again.
const SEALED_SECONDS: i64 = 90 * DAY;
/// What recipients answered to an erasure, which names nobody: as long as somebody may ask for it.
const ANSWER_SECONDS: i64 = 2 * 365 * DAY;
/// Letters in the outbox folder, the last one among them: three days, less the hour until the next sweep.
const LETTER_SECONDS: i64 = 3 * DAY - 3600;
/// What rests on a cookie decision goes when the decision has run out: six months. Statistics are kept no longer than that at all.
const DECISION_SECONDS: i64 = 182 * DAY;

/// Deletes what has expired; every hour, and at the start.
///
/// # Errors
/// The database's.
pub async fn sweep(state: &State) -> Outcome<()> {
    let now = state.now();
    let ago = |seconds: i64| now.plus_seconds(-seconds);
    state.limits().sweep();
    let reports = transact!(state.db(), async |tx| {
        store::registration::sweep(tx, now).await?;
        store::token::sweep(tx, now).await?;
        store::invitation::sweep(tx, now).await?;
        store::newsletter::sweep(tx, now).await?;
        store::session::sweep(tx, ago(IDLE_SECONDS), ago(ABSOLUTE_SECONDS)).await?;
        store::failure::sweep(tx, ago(limit::FORGET_SECONDS)).await?;
        store::activity::sweep(tx, ago(NETWORK_SECONDS)).await?;
        store::contact::sweep(tx, now).await?;
        store::contact_form::sweep(tx, now).await?;
        store::outbox::sweep(tx, ago(DONE_SECONDS), ago(DEAD_SECONDS)).await?;
        store::export::sweep(tx, now).await?;
        store::usage::sweep(tx, &utc_day(ago(DECISION_SECONDS))).await?;
        store::consent_device::sweep(tx, ago(DECISION_SECONDS)).await?;
        store::account_consent::sweep(tx, ago(DECISION_SECONDS)).await?;
        store::recipient::sweep(tx, ago(SEALED_SECONDS), ago(ANSWER_SECONDS)).await?;
        state.release_messages(tx).await?;
        store::request::sweep(tx, now).await?;
        store::staff_act::sweep(tx, now).await?;
        state.tell_overdue(tx).await?;
        Ok(store::request::sweep_reports(tx, now).await?)
    })?;
    if reports > 0 {
        // The last that was left of somebody erased: it stays in no corner of the database either.
        state.db().expunge().await?;
    }
    note_lost_exports(state).await?;
    resume_erasures(state).await?;
    if state.mailer().sweep(ago(LETTER_SECONDS)).await.is_err() {
        tracing::warn!("could not delete old letters from the outbox folder");
    }
    if copy_marks(state).await.is_err() {
        tracing::error!("could not copy the marks of erasures into erased.log");
    }
    rights::remind(state.db(), Office::of(state)).await?;
    if super::checkpoint::daily(state).await.is_err() {
        tracing::error!("could not sign a checkpoint of the ledger of cookie decisions");
    }
    // What a busy reader made an erasure leave in the log of the database.
    if state.db().checkpoint().await.is_err() {
        tracing::warn!("could not empty the write-ahead log");
    }
    let (waiting, dead) = store::outbox::counts(&mut state.db().read().await?).await?;
    metrics::gauge!("jobs_waiting").set(precise(waiting));
    metrics::gauge!("jobs_dead").set(precise(dead));
    let (waiting, failed) = store::recipient::counts(&mut state.db().read().await?).await?;
    metrics::gauge!("recipient_tasks_waiting").set(precise(waiting));
    metrics::gauge!("recipient_tasks_failed").set(precise(failed));
    if failed > 0 {
        tracing::warn!(failed, "recipients were given up; see `vet2b-server recipients list`");
    }
    if dead > 0 {
        tracing::warn!(dead, "jobs were given up; see docs/OPERATING.md");
    }
    Ok(())
}

/// Notes on each request for a copy whose export takes too long that staff are to see to it. The export itself may still come to its
/// end, as after a time without the server.
async fn note_lost_exports(state: &State) -> Outcome<()> {
    let lost = store::export::lost(&mut state.db().read().await?, state.now()).await?;
    for export in &lost {
        transact!(state.db(), async |tx| { rights::stuck(tx, state, &export.account_id, RequestKind::Access).await })?;
    }
    Ok(())
}

/// Has an erasure run again whose job was given up: no promise is given up.
async fn resume_erasures(state: &State) -> Outcome<()> {
    let now = state.now();
    transact!(state.db(), async |tx| {
        for account_id in store::erasure::abandoned(tx, now).await? {
            state.enqueue(tx, &Job::Erase { account_id }).await?;
        }
        Ok(())
    })
}

/// Puts the marks of all servers' erasures beside this one's database.
async fn copy_marks(state: &State) -> Outcome<()> {
    let marks = store::erasure::marks(&mut state.db().read().await?).await?;
    let path = state.config().erased_log();
    let copied = tokio::task::spawn_blocking(move || add_missing_marks(&path, &marks)).await;
    copied.map_err(Failure::internal)?.map_err(Failure::internal)
}

#[expect(clippy::cast_precision_loss, reason = "a gauge of 2^53 jobs would be wrong by one")]
const fn precise(count: i64) -> f64 {
    count as f64
}
