use contract::privacy::{ActivityKind, Actor};
use contract::rights::{CivilDay, Country, RequestEventKind, RequestState, Term};
use contract::time::Timestamp;

use crate::clock;
use crate::problem::{Failure, Outcome};
use crate::random::Random;
use crate::state::State;
use crate::store::Conn;
use crate::store::activity::{self, Origin};
use crate::store::outbox::{self, Job, Post};
use crate::store::request::{self, NewEvent, Stored};

/// What a step of a request needs beside its transaction. A command has no [`State`], so this is the least of it.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// randomness
    pub random: &'a dyn Random,
    /// this instant
    pub now: Timestamp,
    /// whose public holidays count
    pub country: Country,
}

/// Who moves a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum By<'a> {
    /// the person
    Person,
    /// the portal
    Portal,
    /// somebody of the staff
    Staff(&'a str),
    /// somebody of the staff, who gives it to somebody
    Giver {
        /// who
        name: &'a str,
        /// to whom
        to: &'a str,
    },
}

impl By<'_> {
    const fn actor(self) -> Actor {
        match self {
            Self::Person => Actor::Person,
            Self::Portal => Actor::System,
            Self::Staff(_) | Self::Giver { .. } => Actor::Staff,
        }
    }
}

impl<'a> Office<'a> {
    /// Of a running server.
    pub fn of(state: &'a State) -> Self {
        Self { random: state.random(), now: state.now(), country: state.config().country }
    }

    /// A new row's id.
    pub fn id(&self) -> String {
        self.random.id(self.now)
    }

    /// The day of an instant in the portal's time zone.
    ///
    /// # Errors
    /// 500 for an instant that no calendar has.
    pub fn day(&self, at: Timestamp) -> Outcome<CivilDay> {
        CivilDay::parse(&clock::day(at)).ok_or_else(|| Failure::internal("an instant without a day"))
    }

    /// This day.
    ///
    /// # Errors
    /// As [`Self::day`].
    pub fn today(&self) -> Outcome<CivilDay> {
        self.day(self.now)
    }

    /// The last day of a request's time; that of an open question is counted up to today.
    ///
    /// # Errors
    /// 500 for a stored day that is none.
    pub fn due(&self, request: &Stored) -> Outcome<CivilDay> {
        Ok(self.term(request)?.due(self.country))
    }

    /// The time that a request may take, as it is today.
    pub(super) fn term(&self, request: &Stored) -> Outcome<Term> {
        let mut paused_days = u16::try_from(request.paused_days).unwrap_or_default();
        if let Some(asked) = &request.asked_on {
            paused_days =
                paused_days.saturating_add(contract::rights::clock::paused_days(stored_day(asked)?, self.today()?));
        }
        let extension = u8::try_from(request.extension).unwrap_or_default();
        Ok(Term { received: stored_day(&request.received_on)?, extension, paused_days })
    }

    /// Closes a request; its clock is kept as it is today, an open question's days included, and nothing waits for a second person any
    /// more. Says whether it was open.
    pub(super) async fn close(&self, tx: &mut Conn, request: &Stored, state: RequestState) -> Outcome<bool> {
        let term = self.term(request)?;
        let clock = (i64::from(term.paused_days), term.due(self.country).to_string());
        request::withdraw_removal(tx, &request.id).await?;
        Ok(request::close(tx, &request.id, state, (clock.0, &clock.1), self.now).await?)
    }

    /// Adds a job to the transaction.
    pub(super) async fn enqueue(&self, tx: &mut Conn, job: &Job) -> Outcome<()> {
        Ok(outbox::insert(tx, &self.id(), job, self.now, self.now).await?)
    }

    /// Adds a job that is to be done later.
    pub(super) async fn enqueue_at(&self, tx: &mut Conn, job: &Job, run_at: Timestamp) -> Outcome<()> {
        Ok(outbox::insert(tx, &self.id(), job, run_at, self.now).await?)
    }

    /// Writes to whoever asked, or whose account it is.
    pub(super) async fn tell(
        &self,
        tx: &mut Conn,
        request: &Stored,
        step: RequestEventKind,
        reason: &str,
    ) -> Outcome<()> {
        let (id, reason) = (request.id.clone(), reason.to_owned());
        let post = match &request.account_id {
            Some(account_id) => Post::RequestStep { id, step, reason, account_id: account_id.clone() },
            None => Post::GuestRequestStep { id, step, reason, email: request.email.clone(), erasure: None },
        };
        self.enqueue(tx, &Job::Mail(post)).await
    }

    /// Records what happened, on the request and, where it is an account's and there is a kind for it, in the activity log.
    pub(super) async fn note(
        &self,
        tx: &mut Conn,
        request: &Stored,
        what: (RequestEventKind, Option<ActivityKind>),
        by: By<'_>,
        reason: &str,
        origin: &Origin,
    ) -> Outcome<()> {
        let (id, day) = (self.id(), self.today()?.to_string());
        let (staff, assignee) = match by {
            By::Person | By::Portal => (None, None),
            By::Staff(name) => (Some(name), None),
            By::Giver { name, to } => (Some(name), Some(to)),
        };
        let (kind, activity) = what;
        let (request_id, actor) = (request.id.as_str(), by.actor());
        let new = NewEvent { id: &id, request_id, day: &day, kind, actor, staff, assignee, reason };
        request::record(tx, &new, self.now).await?;
        if let (Some(kind), Some(account_id)) = (activity, &request.account_id) {
            match by {
                By::Staff(_) | By::Giver { .. } => {
                    let about = about(request, reason);
                    activity::record_staff(tx, &self.id(), account_id, kind, &about, self.now).await?
                }
                _ => activity::record(tx, &self.id(), account_id, kind, by.actor(), origin, self.now).await?,
            };
        }
        Ok(())
    }
}

/// What the activity log says of a step: of which request, and why.
pub(super) fn about(request: &Stored, reason: &str) -> String {
    [request.reference.as_str(), reason].join(if reason.is_empty() { "" } else { ": " })
}

/// A day as stored.
pub(super) fn stored_day(text: &str) -> Outcome<CivilDay> {
    CivilDay::parse(text).ok_or_else(|| Failure::internal("a stored day is none"))
}
