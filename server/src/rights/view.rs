use contract::rights::{Pause, Request, RequestEvent, RequestEventKind, Timeline};
use contract::time::Timestamp;

use super::office::Office;
use crate::problem::Outcome;
use crate::store::Conn;
use crate::store::recipient;
use crate::store::request::{self, Event, Stored};

/// A request as its person sees it today.
///
/// # Errors
/// The database's.
pub async fn shown(conn: &mut Conn, office: Office<'_>, stored: Stored) -> Outcome<Request> {
    let events = request::events(conn, &stored.id).await?;
    let timeline = timeline(office, &stored, &events)?;
    let (kind, concern, state, lang) = (stored.kind()?, stored.concern()?, stored.state()?, stored.lang());
    let mut told = Vec::new();
    for event in events {
        let kind = event.kind()?;
        if kind.is_shown() {
            let actor = event.actor()?;
            told.push(RequestEvent { kind, actor, at: Timestamp(event.at), on: event.day, reason: event.reason });
        }
    }
    let recipients = match &stored.account_id {
        Some(account_id) => recipient::of_request(conn, account_id, &stored.reference).await?,
        None => Vec::new(),
    };
    Ok(Request {
        id: stored.id,
        reference: stored.reference,
        kind,
        concern,
        words: stored.words,
        lang,
        state,
        by_portal: stored.by_portal == 1,
        timeline,
        events: told,
        recipients,
        closed_at: stored.closed_at.map(Timestamp),
    })
}

fn timeline(office: Office<'_>, stored: &Stored, events: &[Event]) -> Outcome<Timeline> {
    let today = office.today()?;
    // The clock of a closed request stands at what it was.
    let due = match stored.closed_at {
        Some(_) => super::office::stored_day(&stored.due_on)?,
        None => office.due(stored)?,
    };
    let received = super::office::stored_day(&stored.received_on)?;
    let mut pauses: Vec<Pause> = Vec::new();
    for event in events {
        match event.kind()? {
            RequestEventKind::Asked => pauses.push(Pause { from: event.day.clone(), until: None }),
            RequestEventKind::Answered | RequestEventKind::Cancelled | RequestEventKind::Decided => {
                if let Some(open) = pauses.last_mut().filter(|pause| pause.until.is_none()) {
                    open.until = Some(event.day.clone());
                }
            }
            _ => {}
        }
    }
    Ok(Timeline {
        received_on: stored.received_on.clone(),
        due_on: due.to_string(),
        today: today.to_string(),
        days_left: due.days_since(today).into(),
        days: due.days_since(received).into(),
        extension: u32::try_from(stored.extension).unwrap_or_default(),
        pauses,
    })
}
