//! The cookie choice of a person, as made while signed in: on their other devices the stricter of both holds.

use contract::{
    consent::{Answer, Decision, How},
    time::Timestamp,
};

use super::{Conn, execute, row};

/// Notes a choice. A question that was not answered on this device stays as it was answered before.
///
/// # Errors
/// The database's.
pub async fn set(tx: &mut Conn, account_id: &str, decision: &Decision, now: Timestamp) -> sqlx::Result<()> {
    let Decision { preferences, statistics, .. } = decision;
    execute!(
        tx,
        "insert into account_consent \
         (account_id, preferences, preferences_version, statistics, statistics_version, at) \
         values ($1, $2, $3, $4, $5, $6) \
         on conflict (account_id) do update set \
         preferences = case excluded.preferences_version when 0 then account_consent.preferences else excluded.preferences end, \
         preferences_version = case excluded.preferences_version when 0 then account_consent.preferences_version \
         else excluded.preferences_version end, \
         statistics = case excluded.statistics_version when 0 then account_consent.statistics else excluded.statistics end, \
         statistics_version = case excluded.statistics_version when 0 then account_consent.statistics_version \
         else excluded.statistics_version end, \
         at = excluded.at",
        account_id,
        i64::from(preferences.granted),
        i64::from(preferences.version),
        i64::from(statistics.granted),
        i64::from(statistics.version),
        now.0,
    )?;
    Ok(())
}

/// The last choice, as a decision of no device.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Decision>> {
    let sql = "select preferences, preferences_version, statistics, statistics_version, at \
               from account_consent where account_id = $1";
    let found = row!(conn, (i64, i64, i64, i64, i64), sql, account_id)?;
    let answer = |granted: i64, version: i64| Answer {
        granted: granted == 1,
        version: u16::try_from(version).unwrap_or_default(),
    };
    Ok(found.map(|(preferences, preferences_version, statistics, statistics_version, at)| Decision {
        preferences: answer(preferences, preferences_version),
        statistics: answer(statistics, statistics_version),
        at: Timestamp(at).seconds(),
        how: How::Account,
        recorded: true,
        ..Decision::none()
    }))
}

/// Deletes choices that have run out.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, chosen_until: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from account_consent where at <= $1", chosen_until.0)
}
