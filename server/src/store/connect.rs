//! Opens a database and brings its tables up to date.

use std::future::ready;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnectionMetadata;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgPool, SqliteConnection, SqlitePool};
use tokio::sync::Notify;

use super::{Db, Pools};
use crate::config::DatabaseUrl;

static LITE: Migrator = sqlx::migrate!("migrations/sqlite");
static PG: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a request waits for a connection or a lock before it is a 503.
const WAIT: Duration = Duration::from_secs(5);

impl Db {
    /// Opens the database and migrates it.
    ///
    /// # Errors
    /// When it cannot be reached, or its tables are of a newer version.
    pub async fn open(url: &DatabaseUrl, connections: u32) -> sqlx::Result<Self> {
        let pools = match url {
            DatabaseUrl::Sqlite(path) => open_sqlite(path, connections).await?,
            DatabaseUrl::Postgres(url) => open_postgres(url, connections).await?,
        };
        Ok(Self { pools, written: Arc::new(Notify::new()) })
    }
}

async fn open_sqlite(path: &Path, connections: u32) -> sqlx::Result<Pools> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(WAIT)
        // What is deleted is overwritten: an erasure leaves no bytes in the file.
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off");
    let pool = |max| SqlitePoolOptions::new().max_connections(max).acquire_timeout(WAIT).before_acquire(is_free);
    let write: SqlitePool = pool(1).connect_with(options.clone()).await?;
    LITE.run(&write).await.map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    let read = pool(connections).connect_with(options.pragma("query_only", "on")).await?;
    Ok(Pools::Lite { read, write })
}

/// A transaction that SQLite undid by itself, as on a full disk, cannot be rolled back any more. Its connection takes it for open and would
/// begin no other: the pool opens a new one.
fn is_free(conn: &mut SqliteConnection, _: PoolConnectionMetadata) -> BoxFuture<'_, sqlx::Result<bool>> {
    Box::pin(ready(Ok(!conn.is_in_transaction())))
}

async fn open_postgres(url: &str, connections: u32) -> sqlx::Result<Pools> {
    let millis = WAIT.as_millis().to_string();
    let options = PgConnectOptions::from_str(url)?
        .application_name("vet2b")
        .options([("lock_timeout", millis.as_str()), ("statement_timeout", "30000")]);
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(WAIT).connect_with(options).await?;
    migrate_postgres(&pool).await?;
    Ok(Pools::Pg(pool))
}

/// Two processes may start at once. Session advisory locks do not exist on every compatible engine, so the loser of the race
/// looks again instead: each migration is a transaction, and what the winner has done is then found done.
async fn migrate_postgres(pool: &PgPool) -> sqlx::Result<()> {
    let mut tries = 0;
    loop {
        let mut migrator = Migrator::with_migrations(PG.iter().cloned().collect());
        migrator.set_locking(false);
        match migrator.run(pool).await {
            Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..)) if tries < 5 => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(200 * tries)).await;
            }
            outcome => return outcome.map_err(|error| sqlx::Error::Migrate(Box::new(error))),
        }
    }
}
