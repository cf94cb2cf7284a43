//! The macros by which one text runs on both engines; how to use them stands at the top of [`super`].

/// One write transaction; gives back the block's `Outcome`. A macro, as futures of async closures that borrow are not known to be
/// `Send`, which handlers need.
macro_rules! transact {
    ($db:expr, async |$tx:ident| $work:block) => {{
        let (db, mut attempt) = ($db, 0);
        loop {
            let mut transaction = match db.begin().await {
                Ok(transaction) => transaction,
                Err(error) => break Err($crate::problem::Failure::from(error)),
            };
            let $tx = &mut transaction;
            let outcome: $crate::problem::Outcome<_> = async { $work }.await;
            if let Some(outcome) = db.finish(transaction, outcome, &mut attempt).await {
                break outcome;
            }
        }
    }};
}

/// Runs a query on whichever engine the connection has.
macro_rules! fetch {
    ($conn:expr, $method:ident, $type:ty, $sql:expr $(, $arg:expr)*) => {
        match $conn.engine() {
            $crate::store::Engine::Lite(conn) => {
                sqlx::query_as::<sqlx::Sqlite, $type>($sql)$(.bind($arg))*.$method(conn).await
            }
            $crate::store::Engine::Pg(conn) => {
                sqlx::query_as::<sqlx::Postgres, $type>($sql)$(.bind($arg))*.$method(conn).await
            }
        }
    };
}

/// `sqlx::Result<Option<Type>>`: at most one row.
macro_rules! row {
    ($conn:expr, $type:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::store::fetch!($conn, fetch_optional, $type, $sql $(, $arg)*) };
}

/// `sqlx::Result<Type>`: exactly one row.
macro_rules! one {
    ($conn:expr, $type:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::store::fetch!($conn, fetch_one, $type, $sql $(, $arg)*) };
}

/// `sqlx::Result<Vec<Type>>`: any number of rows.
macro_rules! rows {
    ($conn:expr, $type:ty, $sql:expr $(, $arg:expr)* $(,)?) => { $crate::store::fetch!($conn, fetch_all, $type, $sql $(, $arg)*) };
}

/// `sqlx::Result<u64>`: how many rows a statement touched.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn.engine() {
            $crate::store::Engine::Lite(conn) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
            $crate::store::Engine::Pg(conn) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
        }
    };
}

pub(crate) use {execute, fetch, one, row, rows, transact};
