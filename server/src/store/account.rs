//! Accounts.

use contract::account::Person;
use contract::lang::Lang;
use contract::problem::Code;
use contract::time::Timestamp;

use super::processing_limit::{staying, undisputed, unlimited};
use super::{Conn, execute, row, rows, violates};
use crate::problem::Failure;

/// What signing in and mailing need of an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Account {
    /// its id
    pub id: String,
    /// e-mail address, as typed
    pub email: String,
    /// e-mail address, for comparing
    pub email_key: String,
    /// given name
    pub name: String,
    /// family name
    pub surname: String,
    /// language of the mails, as its tag
    pub lang: String,
    /// PHC string
    pub password_hash: String,
    /// when the address was last changed
    pub email_changed_at: Option<i64>,
    /// an address that waits for its confirmation
    pub pending_email: Option<String>,
}

impl Account {
    /// Language of the mails.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }
}

/// An address, for comparing: domains have no case, and nobody's mailbox differs from another's by case alone.
pub fn email_key(email: &str) -> String {
    email.to_lowercase()
}

const SELECT_BY_KEY: &str = "select id, email, email_key, name, surname, lang, password_hash, email_changed_at, pending_email \
                             from account where email_key = $1";
const SELECT_BY_ID: &str = "select id, email, email_key, name, surname, lang, password_hash, email_changed_at, pending_email \
                            from account where id = $1";

/// The account of an address.
///
/// # Errors
/// The database's.
pub async fn by_email_key(conn: &mut Conn, key: &str) -> sqlx::Result<Option<Account>> {
    row!(conn, Account, SELECT_BY_KEY, key)
}

/// The account with this id.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Account>> {
    row!(conn, Account, SELECT_BY_ID, id)
}

/// The account with this id, to tell it of something that it need not be told by mail; none while a limit stands against that, the
/// address is disputed, or the account's erasure waits.
///
/// # Errors
/// The database's.
pub async fn to_notify(conn: &mut Conn, id: &str) -> sqlx::Result<Option<Account>> {
    let sql = concat!(
        "select id, email, email_key, name, surname, lang, password_hash, email_changed_at, pending_email \
         from account where id = $1 and ",
        unlimited!("account.id", "'notify'"),
        " and ",
        undisputed!("account.id", "'email'"),
        " and ",
        staying!("account.id")
    );
    row!(conn, Account, sql, id)
}

/// The ids of so many accounts after one, in their order, without those that limit being told, dispute their address, or are about to be
/// erased.
///
/// # Errors
/// The database's.
pub async fn ids_after(conn: &mut Conn, after: &str, most: i64) -> sqlx::Result<Vec<String>> {
    let sql = concat!(
        "select id from account where id > $1 and ",
        unlimited!("account.id", "'notify'"),
        " and ",
        undisputed!("account.id", "'email'"),
        " and ",
        staying!("account.id"),
        " order by id limit $2"
    );
    let ids = rows!(conn, (String,), sql, after, most)?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Begins an account.
///
/// # Errors
/// The database's; [`super::violates`] `account_email_key_unique` when the address has one already.
pub async fn insert(tx: &mut Conn, account: &Account, phone: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into account (id, email, email_key, name, surname, phone, lang, password_hash, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &account.id,
        &account.email,
        &account.email_key,
        &account.name,
        &account.surname,
        phone,
        &account.lang,
        &account.password_hash,
        now.0,
    )
}

/// What a violated [`insert`] or [`set_email`] comes to: somebody else was faster with the address, and the code is void.
pub fn taken(error: sqlx::Error) -> Failure {
    if violates(&error, "account_email_key_unique") { Code::Gone.into() } else { error.into() }
}

/// Corrects name and phone.
///
/// # Errors
/// The database's.
pub async fn set_person(tx: &mut Conn, id: &str, person: &Person) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update account set name = $2, surname = $3, phone = $4 where id = $1",
        id,
        person.name.as_str(),
        person.surname.as_str(),
        person.phone.as_ref().map_or("", |phone| phone.as_str()),
    )
}

/// Sets the language of the mails; 0 when it is that already.
///
/// # Errors
/// The database's.
pub async fn set_lang(tx: &mut Conn, id: &str, lang: Lang) -> sqlx::Result<u64> {
    execute!(tx, "update account set lang = $2 where id = $1 and lang <> $2", id, lang.tag())
}

/// Sets another password.
///
/// # Errors
/// The database's.
pub async fn set_password(tx: &mut Conn, id: &str, hash: &str) -> sqlx::Result<u64> {
    execute!(tx, "update account set password_hash = $2 where id = $1", id, hash)
}

/// Notes an address that waits for its confirmation.
///
/// # Errors
/// The database's.
pub async fn set_pending_email(tx: &mut Conn, id: &str, email: &str) -> sqlx::Result<u64> {
    execute!(tx, "update account set pending_email = $2 where id = $1", id, email)
}

/// Changes the address. The former one is kept: messages sent from it are the person's, and are copied and erased with the rest.
///
/// # Errors
/// The database's; [`super::violates`] `account_email_key_unique` when another account has it.
pub async fn set_email(tx: &mut Conn, id: &str, email: &str, now: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into former_email (account_id, until, email, email_key) select id, $2, email, email_key from account where id = $1",
        id,
        now.0,
    )?;
    execute!(
        tx,
        "update account set email = $2, email_key = $3, email_changed_at = $4, pending_email = null where id = $1",
        id,
        email,
        email_key(email),
        now.0,
    )
}
