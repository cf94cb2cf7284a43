//! Requests about one's own data, and what happened to each.

/// Reads [`Stored`]; what follows the table's name is appended.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, reference, account_id, name, email, lang, kind, concern, words, about, state, by_portal, received_at, \
             received_on, extension, paused_days, asked_on, due_on, closed_at, assignee, refusal_by, refusal_reason, reminded \
             from request ",
            $rest
        )
    };
}

mod claim;
mod disclosure;
mod event;
mod removal;
mod staff;

use contract::lang::Lang;
use contract::rights::{Concern, RequestKind, RequestState};
use contract::time::Timestamp;

use super::activity::{code, from_code};
use super::{Conn, execute, row, rows};

pub use claim::{
    CODE_SECONDS, Claim, NewClaim, claims_of_address, find_claim, insert_claim, set_claim_code, take_claim,
};
pub use disclosure::{Disclosed, NewDisclosure, Recorded, disclose, disclosures, recorded, seal};
pub use event::{Event, NewEvent, event, events, record};
pub use removal::{Removal, propose_removal, removal, withdraw_removal};
pub use staff::{
    assign, close, extend, lock, open, pause, propose_refusal, remind, resume, set_about, withdraw_refusal,
};

/// A closed request of somebody without an account is kept for two years.
const KEPT_SECONDS: i64 = 2 * 365 * 86_400;
/// The answer to a report of somebody who is erased is on its way for so long, at most: three days.
const ANSWERED_SECONDS: i64 = 3 * 86_400;
/// How many closed requests a person's page shows.
const LISTED: i64 = 50;

/// A request as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// its id
    pub id: String,
    /// to quote
    pub reference: String,
    /// whose; none without an account
    pub account_id: Option<String>,
    /// who asks, without an account
    pub name: String,
    /// where the answers go, without an account
    pub email: String,
    /// language of the mails, as its tag
    pub lang: String,
    kind: String,
    concern: String,
    /// the person's own words
    pub words: String,
    /// the address that a child registered with
    pub about: String,
    state: String,
    /// 1: the portal answers it
    pub by_portal: i64,
    /// when it was received
    pub received_at: i64,
    /// the day of receipt, ISO 8601
    pub received_on: String,
    /// by how many months it was extended
    pub extension: i64,
    /// days on which the clock stood still, those of an open question left aside
    pub paused_days: i64,
    /// since when a question is open, ISO 8601
    pub asked_on: Option<String>,
    /// the day by whose end it must be answered, as it is without an open question
    pub due_on: String,
    /// when it was closed
    pub closed_at: Option<i64>,
    /// who of the staff has it
    pub assignee: Option<String>,
    /// who of the staff wants to refuse it
    pub refusal_by: Option<String>,
    /// why
    pub refusal_reason: Option<String>,
    /// of how many days before its end staff were reminded last; below zero of how many after it, or, while a question is open, of how
    /// many that it has been
    pub reminded: Option<i64>,
}

impl Stored {
    /// Which right.
    ///
    /// # Errors
    /// When the code is unknown, which the server has not written.
    pub fn kind(&self) -> sqlx::Result<RequestKind> {
        from_code(&self.kind)
    }

    /// About what.
    ///
    /// # Errors
    /// As [`Self::kind`].
    pub fn concern(&self) -> sqlx::Result<Concern> {
        from_code(&self.concern)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// As [`Self::kind`].
    pub fn state(&self) -> sqlx::Result<RequestState> {
        from_code(&self.state)
    }

    /// Language of the mails.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }
}

/// Whose a new request is.
#[derive(Clone, Copy, Debug)]
pub enum Requester<'a> {
    /// an account's
    Account(&'a str),
    /// of whoever proved this address
    Guest {
        /// who
        name: &'a str,
        /// where the answers go
        email: &'a str,
        /// the address, for comparing
        email_key: &'a str,
    },
}

/// A new request.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// a new row id
    pub id: &'a str,
    /// to quote
    pub reference: &'a str,
    /// whose
    pub requester: Requester<'a>,
    /// language of the mails
    pub lang: Lang,
    /// which right
    pub kind: RequestKind,
    /// about what
    pub concern: Concern,
    /// the person's own words
    pub words: &'a str,
    /// the address that a child registered with, and the same for comparing
    pub about: Option<(&'a str, &'a str)>,
    /// where it stands
    pub state: RequestState,
    /// the portal answers it
    pub by_portal: bool,
    /// the day of receipt, ISO 8601
    pub received_on: &'a str,
    /// the day by whose end it must be answered, ISO 8601
    pub due_on: &'a str,
    /// SHA-256 of the code that shows it
    pub receipt_hash: Option<&'a str>,
    /// the browser's name for the form
    pub key: Option<&'a str>,
}

/// Adds a request, unless the same form, or one of the portal's own of which only one can be open, is there already; says whether it did.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Conn, new: &NewRequest<'_>, received_at: Timestamp) -> sqlx::Result<bool> {
    let (account_id, name, email, email_key) = match new.requester {
        Requester::Account(id) => (Some(id), "", "", None),
        Requester::Guest { name, email, email_key } => (None, name, email, Some(email_key)),
    };
    let (about, about_key) = new.about.map_or(("", None), |(about, key)| (about, Some(key)));
    let closed_at = new.state.is_closed().then_some(received_at.0);
    let rows = execute!(
        tx,
        "insert into request (id, reference, account_id, name, email, email_key, lang, kind, concern, words, about, about_key, \
         state, by_portal, received_at, received_on, due_on, closed_at, receipt_hash, key) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) on conflict do nothing",
        new.id,
        new.reference,
        account_id,
        name,
        email,
        email_key,
        new.lang.tag(),
        new.kind.code(),
        new.concern.code(),
        new.words,
        about,
        about_key,
        code(new.state),
        i64::from(new.by_portal),
        received_at.0,
        new.received_on,
        new.due_on,
        closed_at,
        new.receipt_hash,
        new.key,
    )?;
    Ok(rows == 1)
}

/// The request with this id.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where id = $1"), id)
}

/// The request with this reference.
///
/// # Errors
/// The database's.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where reference = $1"), reference)
}

/// The request that a receipt code shows.
///
/// # Errors
/// The database's.
pub async fn by_receipt(conn: &mut Conn, hash: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where receipt_hash = $1"), hash)
}

/// The account's request that was filed by this form.
///
/// # Errors
/// The database's.
pub async fn by_key(conn: &mut Conn, account_id: &str, key: &str) -> sqlx::Result<Option<Stored>> {
    row!(conn, Stored, select!("where account_id = $1 and key = $2"), account_id, key)
}

/// The account's open request of a kind that the portal works on by itself.
///
/// # Errors
/// The database's.
pub async fn open_of(conn: &mut Conn, account_id: &str, kind: RequestKind) -> sqlx::Result<Option<Stored>> {
    let sql = select!("where account_id = $1 and kind = $2 and by_portal = 1 and closed_at is null");
    row!(conn, Stored, sql, account_id, kind.code())
}

/// The account's requests: the open ones by date, then the latest closed ones.
///
/// # Errors
/// The database's.
pub async fn of_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Stored>> {
    let open = select!("where account_id = $1 and closed_at is null order by due_on, received_at, id");
    let mut all = rows!(conn, Stored, open, account_id)?;
    let closed = select!(
        "where account_id = $1 and closed_at is not null order by closed_at desc, received_at desc, id desc limit $2"
    );
    all.extend(rows!(conn, Stored, closed, account_id, LISTED)?);
    Ok(all)
}

/// The requests that were filed by an address and are no account's, the oldest first; an account that gave the address up later has its
/// own.
///
/// # Errors
/// The database's.
pub async fn of_address(conn: &mut Conn, email_key: &str) -> sqlx::Result<Vec<Stored>> {
    let sql = select!(
        "where email_key = $1 and account_id is null and not exists (select 1 from former_email f \
         where f.email_key = request.email_key and f.until >= request.received_at) order by received_at, id"
    );
    rows!(conn, Stored, sql, email_key)
}

/// What the account disputes: until it is decided, its processing is restricted (GDPR art. 18(1)(a)).
///
/// # Errors
/// The database's.
pub async fn disputed(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Concern>> {
    let sql = "select distinct concern from request where account_id = $1 and kind = 'rectification' and closed_at is null \
               order by concern";
    rows!(conn, (String,), sql, account_id)?.iter().map(|(concern,)| from_code(concern)).collect()
}

/// Deletes what waited too long for its code, and what was closed two years ago and is of no account.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from request_claim where expires_at <= $1", now.0)?;
    let before = now.plus_seconds(-KEPT_SECONDS);
    let sql = "delete from request_event where request_id in \
               (select id from request where closed_at <= $1 and account_id is null)";
    execute!(tx, sql, before.0)?;
    execute!(tx, "delete from request where closed_at <= $1 and account_id is null", before.0)
}

/// Deletes the guardians' reports that were left open by an erasure, once they are closed and answered; gives how many.
///
/// # Errors
/// The database's.
pub async fn sweep_reports(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    let before = now.plus_seconds(-ANSWERED_SECONDS);
    let sql = "delete from request_event where request_id in \
               (select id from request where until_closed = 1 and closed_at <= $1)";
    execute!(tx, sql, before.0)?;
    execute!(tx, "delete from request where until_closed = 1 and closed_at <= $1", before.0)
}
