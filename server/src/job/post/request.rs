use contract::day;
use contract::lang::Lang;
use contract::rights::{CivilDay, RequestEventKind};
use contract::route::{Dashboard, Route};

use super::{Envelope, page, to};
use crate::job::Undone;
use crate::mail::letter::{Letter, RequestFacts};
use crate::problem::{Failure, Outcome};
use crate::random::compact;
use crate::rights::{Office, receipt_code};
use crate::session::token_hash;
use crate::state::State;
use crate::store::request::Stored;
use crate::store::{self, transact};

/// A new code for what was typed; an earlier one is void. Nothing when it was confirmed or has run out.
pub(super) async fn code(state: &State, id: &str, email: &str, lang: Lang) -> Result<Option<Envelope>, Undone> {
    let (code, now) = (state.random().code(), state.now());
    let bare = compact(&code);
    let hash = token_hash(&bare);
    if !transact!(state.db(), async |tx| { Ok(store::request::set_claim_code(tx, id, &hash, now).await?) })? {
        return Ok(None);
    }
    let link = state.config().public_url.with_token(Route::RequestStatus, lang, &bare);
    let letter = Letter::RequestCode { code, link };
    Ok(Some(Envelope { to: email.to_owned(), account_id: None, name: None, lang, letter }))
}

/// What happened to an account's request.
pub(super) async fn to_account(
    state: &State,
    id: &str,
    step: RequestEventKind,
    reason: &str,
    account_id: &str,
) -> Result<Option<Envelope>, Undone> {
    let conn = &mut state.db().read().await?;
    let request = store::request::by_id(conn, id).await?;
    let account = store::account::by_id(conn, account_id).await?;
    let Some((request, account)) = request.zip(account) else { return Ok(None) };
    let link = page(state, Route::MyPrivacy(Dashboard::Requests), account.lang());
    let facts = facts(state, &request, account.lang(), link, None)?;
    Ok(letter(&request, facts, step, reason)?.map(|letter| to(&account, letter)))
}

/// What happened to the request of somebody without an account, and the way to the certificate of the erasure that it ended in.
pub(super) async fn to_guest(
    state: &State,
    id: &str,
    (step, reason): (RequestEventKind, &str),
    erasure: Option<&str>,
) -> Result<Option<Envelope>, Undone> {
    let Some(request) = store::request::by_id(&mut state.db().read().await?, id).await? else { return Ok(None) };
    let (lang, receipt, url) = (request.lang(), receipt_code(state, id), &state.config().public_url);
    let link = url.with_token(Route::RequestStatus, lang, &compact(&receipt));
    let certificate = erasure.map(|erasure| {
        let code = state.certificate_code(erasure);
        url.with_token(Route::Verify, lang, &format!("certificate={code}"))
    });
    let facts = RequestFacts { certificate, ..facts(state, &request, lang, link, Some(receipt))? };
    let letter = letter(&request, facts, step, reason)?;
    // The address may be a stranger's: no name.
    let to = request.email;
    Ok(letter.map(|letter| Envelope { to, account_id: None, name: None, lang, letter }))
}

/// To the consortium, which works in Latvian: a request has come, or is about to run out, or has; or nobody has answered its question.
pub(super) async fn to_staff(state: &State, id: &str, reminds: bool) -> Result<Option<Envelope>, Undone> {
    let Some(request) = store::request::by_id(&mut state.db().read().await?, id).await? else { return Ok(None) };
    if request.closed_at.is_some() {
        return Ok(None);
    }
    let request = facts(state, &request, Lang::Lv, String::new(), None).map(|facts| (facts, request))?;
    let (facts, stored) = request;
    let letter = match (reminds, &stored.asked_on) {
        (true, Some(asked)) => Letter::StaffUnanswered { request: facts, days: days_open(state, asked)? },
        (true, None) => Letter::StaffReminder { request: facts, days_left: days_left(state, &stored)? },
        // What is the portal's own comes to people when the portal could not do it.
        (false, _) => Letter::StaffRequest { request: facts, has_failed: stored.by_portal == 1 },
    };
    let to = state.config().mail_contact.email.to_string();
    Ok(Some(Envelope { to, account_id: None, name: None, lang: Lang::Lv, letter }))
}

fn days_left(state: &State, request: &Stored) -> Outcome<i64> {
    let office = Office::of(state);
    Ok(office.due(request)?.days_since(office.today()?).into())
}

fn days_open(state: &State, asked: &str) -> Outcome<i64> {
    let asked = CivilDay::parse(asked).ok_or_else(|| Failure::internal("a stored day is none"))?;
    Ok(Office::of(state).today()?.days_since(asked).into())
}

fn facts(
    state: &State,
    request: &Stored,
    lang: Lang,
    link: String,
    receipt: Option<String>,
) -> Result<RequestFacts, Undone> {
    let due = on(lang, Office::of(state).due(request)?);
    let (kind, reference) = (request.kind()?, request.reference.clone());
    Ok(RequestFacts { kind, reference, due, link, receipt, certificate: None })
}

fn letter(
    request: &Stored,
    facts: RequestFacts,
    step: RequestEventKind,
    reason: &str,
) -> Result<Option<Letter>, Undone> {
    let reason = reason.to_owned();
    Ok(match step {
        RequestEventKind::Received => Some(Letter::RequestReceived { request: facts }),
        RequestEventKind::Asked => Some(Letter::RequestAsked { request: facts, question: reason }),
        RequestEventKind::Answered => Some(Letter::RequestAnswered { request: facts }),
        RequestEventKind::Extended => Some(Letter::RequestExtended { request: facts, reason }),
        RequestEventKind::Decided => Some(Letter::RequestDecided { request: facts, state: request.state()?, reason }),
        _ => None,
    })
}

/// A day as in "on a day".
fn on(lang: Lang, at: CivilDay) -> String {
    let (year, month, number) = at.ymd();
    let narrow = |number: i32| i8::try_from(number).unwrap_or_default();
    day::on(lang, i16::try_from(year).unwrap_or_default(), narrow(month), narrow(number))
}
