//! The activity log: what happened to an account, for its owner. The entries of an account are chained by their hashes, so that
//! one that was altered, taken out or moved is found.

mod chain;

use contract::privacy::{ActivityKind, ActivityLink, Actor, Device, NO_ENTRY};
use contract::time::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{Conn, execute, one, row, rows};
use crate::device;
use crate::signing::sha256;

pub use chain::{Broken, Checked, broken};

/// An entry as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// its id; ids sort by age
    pub id: String,
    /// when
    pub at: i64,
    /// what, as its code
    pub kind: String,
    /// who, as its code
    pub actor: String,
    /// with which kind of browser, as its code
    pub device: String,
    /// why staff did it; empty for what others did
    pub reason: String,
    /// place in the account's log, from 1
    pub number: i64,
    /// hash of the entry before
    pub previous_hash: String,
    /// its own
    pub hash: String,
}

/// Where something was done from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// kind of browser
    pub device: Device,
    /// network, shortened; none when the portal itself acted
    pub network: Option<String>,
}

impl Origin {
    /// The portal itself.
    pub const SYSTEM: Self = Self { device: Device::Other, network: None };
}

/// Adds an entry. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn record(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    kind: ActivityKind,
    actor: Actor,
    origin: &Origin,
    now: Timestamp,
) -> sqlx::Result<u64> {
    add(tx, id, account_id, (kind, actor, ""), origin, now).await
}

/// Adds an entry about what staff did, with the reason that the person reads. `id` is a new row id.
///
/// # Errors
/// The database's.
pub async fn record_staff(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    kind: ActivityKind,
    reason: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    add(tx, id, account_id, (kind, Actor::Staff, reason), &Origin::SYSTEM, now).await
}

/// The chain's head is updated first: the row is locked until the commit, so writers about one account wait for one another on both
/// engines, and its chain cannot fork.
async fn add(
    tx: &mut Conn,
    id: &str,
    account_id: &str,
    (kind, actor, reason): (ActivityKind, Actor, &str),
    origin: &Origin,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let sql = "insert into activity_head (account_id, number, hash) values ($1, 1, $2) \
               on conflict (account_id) do update set number = activity_head.number + 1 returning number, hash";
    let (number, previous) = one!(tx, (i64, String), sql, account_id, NO_ENTRY)?;
    let mut link = ActivityLink {
        number,
        previous_sha256: previous,
        at: now,
        kind: code(kind),
        actor: code(actor),
        device: device::code(origin.device).to_owned(),
        reason: reason.to_owned(),
        sha256: String::new(),
    };
    link.sha256 = sha256(&link.text());
    execute!(
        tx,
        "insert into activity (id, account_id, at, kind, actor, device, network, reason, number, previous_hash, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        account_id,
        now.0,
        link.kind,
        link.actor,
        link.device,
        origin.network.as_deref(),
        reason,
        number,
        link.previous_sha256,
        link.sha256.as_str(),
    )?;
    execute!(tx, "update activity_head set hash = $2 where account_id = $1", account_id, &link.sha256)
}

/// The entries before the one with an id, newest first, by their numbers: ids of one millisecond are in no order. All for an id that
/// is none of the account's.
///
/// # Errors
/// The database's.
pub async fn before(conn: &mut Conn, account_id: &str, id: &str, limit: i64) -> sqlx::Result<Vec<Entry>> {
    rows!(
        conn,
        Entry,
        "select id, at, kind, actor, device, reason, number, previous_hash, hash from activity \
         where account_id = $1 \
         and number < coalesce((select number from activity where id = $2 and account_id = $1), 9223372036854775807) \
         order by number desc limit $3",
        account_id,
        id,
        limit,
    )
}

/// The whole chain of an account, the oldest entry first, and its head: number and hash of the last entry.
///
/// # Errors
/// The database's.
pub async fn whole(conn: &mut Conn, account_id: &str) -> sqlx::Result<(Vec<ActivityLink>, (i64, String))> {
    let head = "select number, hash from activity_head where account_id = $1";
    let head = row!(conn, (i64, String), head, account_id)?.unwrap_or_else(|| (0, NO_ENTRY.to_owned()));
    // What is added meanwhile is behind the head.
    let sql = "select id, at, kind, actor, device, reason, number, previous_hash, hash from activity \
               where account_id = $1 and number <= $2 order by number";
    let entries = rows!(conn, Entry, sql, account_id, head.0)?;
    Ok((entries.into_iter().map(Entry::link).collect(), head))
}

impl Entry {
    /// As it is hashed.
    pub fn link(self) -> ActivityLink {
        ActivityLink {
            number: self.number,
            previous_sha256: self.previous_hash,
            at: Timestamp(self.at),
            kind: self.kind,
            actor: self.actor,
            device: self.device,
            reason: self.reason,
            sha256: self.hash,
        }
    }
}

/// Forgets networks older than this.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, before: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "update activity set network = null where network is not null and at < $1", before.0)
}

/// The stored code of a value: the same as on the wire.
pub fn code<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The value of a stored code.
///
/// # Errors
/// When the code is unknown, which the server has not written.
pub fn from_code<T: DeserializeOwned>(code: &str) -> sqlx::Result<T> {
    serde_json::from_value(code.into()).map_err(|error| sqlx::Error::Decode(error.into()))
}
