use crate::store::processing_limit::unlimited;
use crate::store::{Conn, rows};

/// At most so many pages are shown.
const PAGES: i64 = 20;

/// What the portal's operator sees: sums, and nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// in order; a day without visits is not there
    pub days: Vec<Day>,
    /// the most visited first; those that few devices opened last, by name
    pub pages: Vec<Page>,
    /// by name
    pub families: Vec<Family>,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Day {
    /// ISO 8601, in UTC
    pub day: String,
    /// pages opened
    pub visits: i64,
    /// by so many devices
    pub devices: i64,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Page {
    /// its path
    pub path: String,
    /// how often it was opened
    pub visits: i64,
    /// how long it was looked at in all
    pub seconds: i64,
    /// on so many devices
    pub devices: i64,
}

/// A family of browsers.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Family {
    /// its code
    pub device: String,
    /// on so many devices
    pub devices: i64,
}

/// Of whom visits may be counted: of devices whose person has limited neither improving nor monitoring.
macro_rules! counted {
    () => {
        concat!(
            "subject in (select d.subject from consent_device d where ",
            unlimited!("d.account_id", "'improve', 'monitor'"),
            ")"
        )
    };
}

/// Sums since a day, this one included. Groups of fewer than `least` devices are there too, for the caller to hide; pages among
/// them come in the order of their names, so that the order tells nothing.
///
/// # Errors
/// The database's.
pub async fn summary(conn: &mut Conn, since: &str, least: i64) -> sqlx::Result<Summary> {
    let sql = concat!(
        "select day, cast(sum(visits) as bigint) as visits, count(distinct subject) as devices from usage \
         where day >= $1 and ",
        counted!(),
        " group by day order by day"
    );
    let days = rows!(conn, Day, sql, since)?;
    let sql = concat!(
        "select path, cast(sum(visits) as bigint) as visits, cast(sum(seconds) as bigint) as seconds, \
         count(distinct subject) as devices from usage where day >= $1 and ",
        counted!(),
        " group by path order by case when count(distinct subject) < $2 then -1 else sum(visits) end desc, path limit $3"
    );
    let pages = rows!(conn, Page, sql, since, least, PAGES)?;
    let sql = concat!(
        "select device, count(distinct subject) as devices from usage where day >= $1 and ",
        counted!(),
        " group by device order by device"
    );
    let families = rows!(conn, Family, sql, since)?;
    Ok(Summary { days, pages, families })
}
