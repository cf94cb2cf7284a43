//! The portal's own statistics (policy clause `usage-data`): one row for a device, day and page, while the device allows it.

mod summary;

use contract::consent::UsageEntry;

use super::catalogue::of_account_devices;
use super::processing_limit::unlimited;
use super::{Conn, execute, rows};
use crate::device;

pub use summary::{Day, Family, Page, Summary, summary};

/// At most so many rows of a device are shown.
const SHOWN: i64 = 200;

/// Whose row it is.
#[derive(Clone, Debug)]
pub struct Row<'r> {
    /// the device's random name
    pub subject: &'r str,
    /// ISO 8601 day, in UTC
    pub day: &'r str,
    /// the browser's family, as its code
    pub device: &'r str,
    /// network, shortened
    pub network: &'r str,
}

/// A row as stored, without its subject.
#[derive(Debug, sqlx::FromRow)]
struct Stored {
    day: String,
    path: String,
    visits: i64,
    seconds: i64,
    device: String,
    network: String,
}

/// Whether a device allows statistics now and until the transaction ends, and nobody who uses it has limited them: the row is locked,
/// so that a withdrawal waits, and then deletes what was added meanwhile; or was first, and nothing is found here.
///
/// # Errors
/// The database's.
pub async fn is_allowed(tx: &mut Conn, subject: &str) -> sqlx::Result<bool> {
    let sql = concat!(
        "update consent_device set statistics = statistics where subject = $1 and statistics = 1 and ",
        unlimited!("consent_device.account_id", "'improve', 'monitor'")
    );
    Ok(execute!(tx, sql, subject)? == 1)
}

/// Adds visits and time to a page. After [`is_allowed`], in the same transaction; whether there is a limit is looked at again, now that
/// the row is locked.
///
/// # Errors
/// The database's.
pub async fn add(tx: &mut Conn, row: &Row<'_>, path: &str, visits: i64, seconds: i64) -> sqlx::Result<u64> {
    execute!(
        tx,
        concat!(
            "insert into usage (subject, day, path, device, network, visits, seconds) select d.subject, $2, $3, $4, $5, $6, $7 \
             from consent_device d where d.subject = $1 and ",
            unlimited!("d.account_id", "'improve', 'monitor'"),
            " on conflict (subject, day, path, device, network) do update set \
             visits = usage.visits + excluded.visits, seconds = usage.seconds + excluded.seconds"
        ),
        row.subject,
        row.day,
        path,
        row.device,
        row.network,
        visits,
        seconds,
    )
}

/// What is held about a device, newest day first.
///
/// # Errors
/// The database's.
pub async fn of_device(conn: &mut Conn, subject: &str) -> sqlx::Result<Vec<UsageEntry>> {
    let sql = "select day, path, visits, seconds, device, network from usage where subject = $1 \
               order by day desc, path, device, network limit $2";
    Ok(rows!(conn, Stored, sql, subject, SHOWN)?.into_iter().map(Stored::shown).collect())
}

/// Deletes what is held about all devices of an account, those included that go by another name today.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Conn, account_id: &str) -> sqlx::Result<u64> {
    execute!(tx, concat!("delete from usage where ", of_account_devices!()), account_id)
}

/// Deletes what is of a day before this one.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, day: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from usage where day < $1", day)
}

impl Stored {
    fn shown(self) -> UsageEntry {
        let Self { day, path, visits, seconds, device, network } = self;
        UsageEntry { day, path, visits, seconds, device: device::from_code(&device), network }
    }
}
