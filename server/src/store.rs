//! SQL, and nowhere else. One text with `$1`, `$2` ... runs on SQLite and PostgreSQL.
//!
//! A store function takes a [`Conn`], which is a reader or an open write transaction, and gives back `sqlx::Result`:
//!
//! ```ignore
//! #[derive(sqlx::FromRow)]
//! pub struct Account { pub id: String, pub email: String }
//!
//! pub async fn by_key(conn: &mut Conn, key: &str) -> sqlx::Result<Option<Account>> {
//!     row!(conn, Account, "select id, email from account where email_key = $1", key)       // at most one
//! }
//!
//! pub async fn count(conn: &mut Conn) -> sqlx::Result<i64> {
//!     Ok(one!(conn, (i64,), "select count(*) from account")?.0)                            // exactly one
//! }
//!
//! pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Account>> {
//!     rows!(conn, Account, "select id, email from account order by id")                    // any number
//! }
//!
//! pub async fn rename(conn: &mut Conn, id: &str, name: &str) -> sqlx::Result<u64> {
//!     execute!(conn, "update account set name = $2 where id = $1", id, name)               // rows affected
//! }
//! ```
//!
//! A handler reads with `state.db().read()` and writes with `transact!`, which gives back an `Outcome`:
//!
//! ```ignore
//! let account = store::account::by_key(&mut state.db().read().await?, &key).await?;
//! let renamed = transact!(state.db(), async |tx| {
//!     Ok(store::account::rename(tx, &id, &name).await?)
//! })?;
//! ```
//!
//! The block is one transaction: all of it or, on any failure, nothing. It may run again when PostgreSQL reports a conflict, so it
//! awaits nothing but the database, and borrows or clones what it would otherwise move. Within it `?` leaves the block alone.
//! Violated constraints are told apart by [`violates`].

pub mod account;
pub mod account_consent;
pub mod activity;
pub mod address;
pub mod backup;
pub mod catalogue;
pub mod certificate;
pub mod checkpoint;
mod connect;
pub mod consent;
pub mod consent_device;
pub mod contact;
pub mod contact_form;
pub mod erasure;
pub mod export;
pub mod failure;
pub mod held;
pub mod invitation;
pub mod newsletter;
pub mod organisation;
pub mod outbox;
pub mod policy;
pub mod processing_limit;
pub mod profile;
pub mod recipient;
pub mod registration;
pub mod request;
pub mod session;
pub mod signing_key;
mod sql;
pub mod staff_act;
pub mod token;
pub mod usage;

use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::Notify;

use crate::problem::{Failure, Outcome};

pub(crate) use sql::{execute, fetch, one, row, rows, transact};

/// How often a transaction is tried when it loses against others.
const TRIES: u32 = 8;

/// A database: its pools, and the news that something was written.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    written: Arc<Notify>,
}

/// SQLite has one writer, so that nobody ever waits inside a transaction for another one's end.
#[derive(Clone, Debug)]
enum Pools {
    Lite { read: SqlitePool, write: SqlitePool },
    Pg(PgPool),
}

/// A connection: a reader, or an open transaction, which is undone when dropped.
#[derive(Debug)]
pub struct Conn(Inner);

#[derive(Debug)]
enum Inner {
    Lite(PoolConnection<Sqlite>),
    Pg(PoolConnection<Postgres>),
    LiteTransaction(Transaction<'static, Sqlite>),
    PgTransaction(Transaction<'static, Postgres>),
}

/// Which of the two engines a statement goes to; for the macros.
#[derive(Debug)]
pub enum Engine<'c> {
    /// SQLite
    Lite(&'c mut SqliteConnection),
    /// PostgreSQL
    Pg(&'c mut PgConnection),
}

impl Conn {
    /// The engine behind it; for the macros.
    pub fn engine(&mut self) -> Engine<'_> {
        match &mut self.0 {
            Inner::Lite(conn) => Engine::Lite(conn),
            Inner::LiteTransaction(conn) => Engine::Lite(conn),
            Inner::Pg(conn) => Engine::Pg(conn),
            Inner::PgTransaction(conn) => Engine::Pg(conn),
        }
    }

    /// Has everything in this transaction see the database as of one instant, so that two statements count the same rows. Before the
    /// transaction's first statement; SQLite's are like that anyway.
    ///
    /// # Errors
    /// The database's.
    pub async fn freeze(&mut self) -> sqlx::Result<()> {
        if let Inner::PgTransaction(transaction) = &mut self.0 {
            sqlx::query("set transaction isolation level repeatable read").execute(&mut **transaction).await?;
        }
        Ok(())
    }

    async fn commit(self) -> sqlx::Result<()> {
        match self.0 {
            Inner::LiteTransaction(transaction) => transaction.commit().await,
            Inner::PgTransaction(transaction) => transaction.commit().await,
            Inner::Lite(_) | Inner::Pg(_) => Ok(()),
        }
    }

    async fn rollback(self) -> sqlx::Result<()> {
        match self.0 {
            Inner::LiteTransaction(transaction) => transaction.rollback().await,
            Inner::PgTransaction(transaction) => transaction.rollback().await,
            Inner::Lite(_) | Inner::Pg(_) => Ok(()),
        }
    }
}

impl Db {
    /// A connection for reading.
    ///
    /// # Errors
    /// When none is free within five seconds.
    pub async fn read(&self) -> sqlx::Result<Conn> {
        Ok(Conn(match &self.pools {
            Pools::Lite { read, .. } => Inner::Lite(read.acquire().await?),
            Pools::Pg(pool) => Inner::Pg(pool.acquire().await?),
        }))
    }

    /// A connection for reading that sees one moment, however much is written meanwhile. To be dropped soon: on SQLite the
    /// write-ahead log grows as long as it is held.
    ///
    /// # Errors
    /// When none is free within five seconds.
    pub async fn snapshot(&self) -> sqlx::Result<Conn> {
        Ok(Conn(match &self.pools {
            Pools::Lite { read, .. } => Inner::LiteTransaction(read.begin().await?),
            Pools::Pg(pool) => {
                Inner::PgTransaction(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        }))
    }

    /// A write transaction. On SQLite `begin immediate`: a deferred one that reads first and then writes fails with
    /// SQLITE_BUSY_SNAPSHOT, which no timeout retries. For `transact!`.
    ///
    /// # Errors
    /// When the database is busy for longer than five seconds, or away.
    pub async fn begin(&self) -> sqlx::Result<Conn> {
        Ok(Conn(match &self.pools {
            Pools::Lite { write, .. } => Inner::LiteTransaction(write.begin_with("begin immediate").await?),
            Pools::Pg(pool) => Inner::PgTransaction(pool.begin().await?),
        }))
    }

    /// Ends a transaction: commits a success, undoes a failure. None when it lost against another one and is to be tried again.
    /// For `transact!`.
    pub async fn finish<T>(&self, tx: Conn, outcome: Outcome<T>, attempt: &mut u32) -> Option<Outcome<T>> {
        let outcome = match outcome {
            Ok(value) => tx.commit().await.map(|()| value).map_err(Failure::from),
            // The work's failure is the one to tell; the transaction is gone either way.
            Err(failure) => tx.rollback().await.map_err(Failure::from).and(Err(failure)),
        };
        *attempt += 1;
        match &outcome {
            Ok(_) => self.written.notify_one(),
            Err(failure) if failure.is_conflicting() && *attempt < TRIES => {
                tokio::time::sleep(Duration::from_millis(u64::from(5 * *attempt * *attempt))).await;
                return None;
            }
            Err(_) => {}
        }
        Some(outcome)
    }

    /// Waits until something is written, by this process; the worker then looks for jobs.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Moves SQLite's write-ahead log into the database and empties it, so that nothing erased stays in it.
    ///
    /// # Errors
    /// When the database is busy or away.
    pub async fn checkpoint(&self) -> Outcome<()> {
        if let Pools::Lite { write, .. } = &self.pools {
            let sql = "pragma wal_checkpoint(truncate)";
            let (busy, ..): (i64, i64, i64) = sqlx::query_as(sql).fetch_one(write).await?;
            if busy != 0 {
                // A reader held on to it for longer than the writers' patience.
                return Err(Failure::unavailable(1));
            }
        }
        Ok(())
    }

    /// Takes the last traces of what was erased out of SQLite's files: `secure_delete` overwrites deleted rows, but not the copies
    /// that stay in a page when its rows were moved to another one before. `vacuum` writes the file anew. The time it takes grows
    /// with the file; erasures are rare.
    ///
    /// # Errors
    /// When the database is busy or away.
    pub async fn expunge(&self) -> Outcome<()> {
        if let Pools::Lite { write, .. } = &self.pools {
            sqlx::query("vacuum").execute(write).await?;
        }
        self.checkpoint().await
    }

    /// Ends all connections, once they are free.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Lite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }
}

/// Whether an error is the violation of this constraint. SQLite names the columns instead (`table.column`), so a constraint's
/// name must begin with them: `account_email_key_unique` is about `account.email_key`.
pub fn violates(error: &sqlx::Error, constraint: &str) -> bool {
    let Some(error) = error.as_database_error().filter(|error| error.is_unique_violation()) else { return false };
    match error.constraint() {
        Some(name) => name == constraint,
        None => error
            .message()
            .rsplit_once(": ")
            .is_some_and(|(_, columns)| constraint.starts_with(&columns.replace('.', "_"))),
    }
}

/// Whether the database answers.
///
/// # Errors
/// When it does not.
pub async fn ping(conn: &mut Conn) -> sqlx::Result<()> {
    one!(conn, (i64,), "select count(*) from policy_version").map(|_| ())
}
