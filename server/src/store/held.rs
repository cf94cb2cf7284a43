//! What is held about a person, read by way of the catalogue: the data map counts it, the export copies it.

use contract::{privacy::Category, time::Timestamp};
use futures_util::{TryStreamExt as _, stream::BoxStream};
use sqlx::{AssertSqlSafe, ColumnIndex, Database, Decode, Row, Type};
use tokio::sync::mpsc;

use super::catalogue::{
    Column, Form, Owner, REDACTED, Table, of_account_devices, requested_by_account, sent_by_account, shown_to_account,
    tables,
};
use super::{Conn, Engine, one};

/// Entries that are passed on at a time.
const PAGE: usize = 1000;

/// A person, under all the names that the store knows them by.
#[derive(Clone, Debug)]
pub struct Subject {
    /// the account's id
    pub account_id: String,
    /// keys of the address, and of the former ones that are nobody else's now
    pub email_keys: Vec<String>,
    /// what sign-in failures are counted under
    pub failure_keys: Vec<String>,
}

/// A row, as far as it holds one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// the table
    pub table: &'static str,
    /// column and value, in the catalogue's order
    pub values: Vec<(&'static str, Value)>,
}

/// A value that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// a text; empty is "not given"
    Text(String),
    /// an instant, or none
    Instant(Option<Timestamp>),
    /// yes or no
    Flag(bool),
    /// a whole number
    Number(i64),
}

/// Every entry of a category, in pages: a cursor reads on as fast as they are taken, so that few of them are in memory. Ends early,
/// and without a failure, when nobody takes them any more.
pub async fn pages(
    conn: &mut Conn,
    subject: &Subject,
    category: Category,
    to: &mpsc::Sender<Vec<Entry>>,
) -> sqlx::Result<()> {
    for table in tables() {
        let columns: Vec<_> = table.held(category).collect();
        let Some(condition) = condition(table, category) else { continue };
        let casts: Vec<_> = columns.iter().map(|column| format!("cast({} as text)", column.name)).collect();
        let sql = format!("select {} from {} where {condition} order by {}", casts.join(", "), table.name, table.order);
        for key in subject.keys(table.owner) {
            let sql = AssertSqlSafe(sql.clone());
            match conn.engine() {
                Engine::Lite(conn) => {
                    send(sqlx::query::<sqlx::Sqlite>(sql).bind(key).fetch(conn), table.name, &columns, to).await?;
                }
                Engine::Pg(conn) => {
                    send(sqlx::query::<sqlx::Postgres>(sql).bind(key).fetch(conn), table.name, &columns, to).await?;
                }
            }
        }
    }
    Ok(())
}

/// Passes rows on as entries, a page at a time.
async fn send<R>(
    mut rows: BoxStream<'_, sqlx::Result<R>>,
    table: &'static str,
    columns: &[&'static Column],
    to: &mpsc::Sender<Vec<Entry>>,
) -> sqlx::Result<()>
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    R::Database: Database,
{
    let mut page = Vec::new();
    while let Some(row) = rows.try_next().await? {
        let texts = row_texts(&row, columns.len())?;
        let values = columns.iter().zip(texts).map(|(column, text)| (column.name, value(column, text)));
        page.push(Entry { table, values: values.collect() });
        if page.len() == PAGE && to.send(std::mem::take(&mut page)).await.is_err() {
            return Ok(());
        }
    }
    if !page.is_empty() {
        let _ = to.send(page).await;
    }
    Ok(())
}

/// How many entries of a category there are.
pub async fn count(conn: &mut Conn, subject: &Subject, category: Category) -> sqlx::Result<i64> {
    let mut count = 0;
    for table in tables() {
        let Some(condition) = condition(table, category) else { continue };
        let sql = format!("select count(*) from {} where {condition}", table.name);
        for key in subject.keys(table.owner) {
            count += one!(conn, (i64,), AssertSqlSafe(sql.clone()), key)?.0;
        }
    }
    Ok(count)
}

impl Subject {
    /// What letters in the outbox folder are found by.
    pub fn names(&self) -> Vec<String> {
        std::iter::once(&self.account_id).chain(&self.email_keys).cloned().collect()
    }

    /// What rows of this owner are found by.
    pub fn keys(&self, owner: Owner) -> &[String] {
        match owner {
            Owner::Account(_)
            | Owner::Device
            | Owner::Shown
            | Owner::Organisation
            | Owner::Sender
            | Owner::Requester(_) => std::slice::from_ref(&self.account_id),
            Owner::EmailKey(_) => &self.email_keys,
            Owner::FailureKey(_) => &self.failure_keys,
            Owner::Nobody => &[],
        }
    }
}

/// The rows of `$1` in which something of the category is filled in; none when the table holds nothing of it.
fn condition(table: &Table, category: Category) -> Option<String> {
    let filled: Vec<_> = table.held(category).map(|column| column.is_filled()).collect();
    let owned = match table.owner {
        Owner::Account(column) | Owner::EmailKey(column) | Owner::FailureKey(column) => format!("{column} = $1"),
        Owner::Organisation => "id in (select organisation_id from member where account_id = $1)".to_owned(),
        Owner::Device => of_account_devices!().to_owned(),
        Owner::Shown => shown_to_account!().to_owned(),
        Owner::Sender => sent_by_account!().to_owned(),
        Owner::Requester(column) => format!("{column}{}", requested_by_account!()),
        Owner::Nobody => return None,
    };
    (!filled.is_empty()).then(|| format!("{owned} and ({})", filled.join(" or ")))
}

fn row_texts<R>(row: &R, columns: usize) -> sqlx::Result<Vec<Option<String>>>
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    R::Database: Database,
{
    (0..columns).map(|index| row.try_get(index)).collect()
}

fn value(column: &Column, text: Option<String>) -> Value {
    let number = || text.as_deref().and_then(|text| text.parse::<i64>().ok());
    match column.form {
        _ if column.class.is_redacted() => {
            let is_filled = text.is_some_and(|text| !text.is_empty());
            Value::Text(if is_filled { REDACTED.to_owned() } else { String::new() })
        }
        Form::Instant => Value::Instant(number().map(Timestamp)),
        Form::Flag => Value::Flag(number() == Some(1)),
        Form::Number => Value::Number(number().unwrap_or_default()),
        Form::Text => Value::Text(text.unwrap_or_default()),
    }
}
