//! The activity log: what happened to an account, for its owner.

use contract::privacy::{ActivityKind, Actor, Device};
use contract::time::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{Conn, execute, rows};
use crate::device;

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
    execute!(
        tx,
        "insert into activity (id, account_id, at, kind, actor, device, network) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        account_id,
        now.0,
        code(kind),
        code(actor),
        device::code(origin.device),
        origin.network.as_deref(),
    )
}

/// The entries before an id, newest first.
///
/// # Errors
/// The database's.
pub async fn before(conn: &mut Conn, account_id: &str, id: &str, limit: i64) -> sqlx::Result<Vec<Entry>> {
    rows!(
        conn,
        Entry,
        "select id, at, kind, actor, device from activity where account_id = $1 and id < $2 order by id desc limit $3",
        account_id,
        id,
        limit,
    )
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
