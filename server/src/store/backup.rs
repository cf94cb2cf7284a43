//! Copies of the database, and what of the present one outlives its replacement by an older copy.

use std::path::Path;
use std::time::Duration;

use contract::time::Timestamp;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::signing_key::SigningKey;
use super::{Conn, Db, Pools, erasure, execute, rows, signing_key};

/// What of a database must not be lost with it: marks of erased accounts, certificates, and the keys that have signed.
#[derive(Clone, Debug, Default)]
pub struct Relics {
    /// marks of erased accounts, with when
    pub marks: Vec<(String, Timestamp)>,
    certificates: Vec<(String, String, i64)>,
    keys: Vec<SigningKey>,
}

impl Relics {
    /// Marks alone.
    pub fn of_marks(marks: Vec<(String, Timestamp)>) -> Self {
        Self { marks, ..Self::default() }
    }
}

impl Db {
    /// Writes a consistent copy into an empty file, while the portal serves. False where the engine has tools of its own for that.
    ///
    /// # Errors
    /// When the file cannot be written, or the disk is full.
    pub async fn copy_to(&self, path: &str) -> sqlx::Result<bool> {
        let Pools::Lite { write, .. } = &self.pools else { return Ok(false) };
        sqlx::query("vacuum into $1").bind(path).execute(write).await?;
        Ok(true)
    }
}

/// Whether a SQLite file is a whole database of a portal. Reads alone.
///
/// # Errors
/// When it is no SQLite database.
pub async fn is_whole(path: &Path) -> sqlx::Result<bool> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let sql = "select count(*) from sqlite_master where name in ('account', 'tombstone', '_sqlx_migrations')";
    let (tables,): (i64,) = sqlx::query_as(sql).fetch_one(&mut conn).await?;
    let (check,): (String,) = sqlx::query_as("pragma quick_check(1)").fetch_one(&mut conn).await?;
    conn.close().await?;
    Ok(tables == 3 && check == "ok")
}

/// Whether somebody has a SQLite database open. Only who is alone with it can end its write-ahead log, which this does.
///
/// # Errors
/// When it is no SQLite database.
pub async fn is_in_use(path: &Path) -> sqlx::Result<bool> {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_millis(200));
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let mode: sqlx::Result<(String,)> = sqlx::query_as("pragma journal_mode = delete").fetch_one(&mut conn).await;
    conn.close().await?;
    match mode {
        Ok((mode,)) => Ok(mode != "delete"),
        Err(sqlx::Error::Database(error)) if error.message().contains("locked") => Ok(true),
        Err(error) => Err(error),
    }
}

/// What of a database must not be lost with it.
///
/// # Errors
/// The database's.
pub async fn relics(conn: &mut Conn) -> sqlx::Result<Relics> {
    let marks = erasure::marks(conn).await?;
    let sql = "select code_hash, file, at from certificate order by at, code_hash";
    let certificates = rows!(conn, (String, String, i64), sql)?;
    Ok(Relics { marks, certificates, keys: signing_key::all(conn).await? })
}

/// Adds what is missing. A key that is added has signed and signs no more; nor does one that was replaced since.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Conn, relics: &Relics, now: Timestamp) -> sqlx::Result<()> {
    for (mark, at) in &relics.marks {
        erasure::entomb(tx, mark, *at).await?;
    }
    for (code_hash, file, at) in &relics.certificates {
        let sql = "insert into certificate (code_hash, file, at) values ($1, $2, $3) on conflict do nothing";
        execute!(tx, sql, code_hash, file, *at)?;
    }
    for key in &relics.keys {
        let sql = "insert into signing_key (id, nonce, public, created_at, replaced_at) values ($1, $2, $3, $4, $5) \
                   on conflict (id) do update set replaced_at = coalesce(signing_key.replaced_at, $6)";
        let ended = key.replaced_at.unwrap_or(now.0);
        execute!(tx, sql, &key.id, &key.nonce, &key.public, key.created_at, ended, key.replaced_at)?;
    }
    Ok(())
}
