//! Registrations that wait for their confirmation.

use contract::account::{Declarations, OrganisationKind, Person, Registration};
use contract::account::{OrganisationDraft, PersonDraft};
use contract::lang::Lang;
use contract::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Conn, account::email_key, execute, row, rows};

/// How long a registration waits: 48 hours.
pub const SECONDS: i64 = 48 * 3600;

/// What was typed, without the password: its hash instead.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// company or school
    pub kind: OrganisationKind,
    /// who
    pub person: PersonDraft,
    /// e-mail address, as typed
    pub email: String,
    /// which organisation
    pub organisation: OrganisationDraft,
    /// PHC string
    pub password_hash: String,
    /// the policy version that was read
    pub policy_version: String,
    /// wants the newsletter: SHA-256 of the words beside the box, which are kept
    pub newsletter: Option<String>,
}

impl Draft {
    /// Of a checked registration. `newsletter` is the SHA-256 of the words beside the box, when it was ticked.
    pub fn new(registration: &Registration, password_hash: String, newsletter: Option<String>) -> Self {
        let Registration { kind, person, email, organisation, declarations, .. } = registration;
        let Person { name, surname, phone } = person;
        let Declarations { policy_version, .. } = declarations;
        Self {
            kind: *kind,
            person: PersonDraft {
                name: name.as_str().to_owned(),
                surname: surname.as_str().to_owned(),
                phone: phone.as_ref().map_or_else(String::new, |phone| phone.as_str().to_owned()),
            },
            email: email.as_str().to_owned(),
            organisation: OrganisationDraft {
                name: organisation.name.as_str().to_owned(),
                country: organisation.country.as_str().to_owned(),
                region: organisation.region.as_ref().map_or_else(String::new, |region| region.as_str().to_owned()),
                city: organisation.city.as_str().to_owned(),
                street: organisation.street.as_str().to_owned(),
                postcode: organisation.postcode.as_str().to_owned(),
                registration_number: organisation
                    .registration_number
                    .as_ref()
                    .map_or_else(String::new, |number| number.as_str().to_owned()),
                oid: organisation.oid.as_ref().map_or_else(String::new, |oid| oid.as_str().to_owned()),
            },
            password_hash,
            policy_version: policy_version.clone(),
            newsletter,
        }
    }
}

/// A registration as stored.
#[derive(Clone, sqlx::FromRow)]
pub struct Pending {
    /// its id
    pub id: String,
    draft: String,
    lang: String,
    /// when it was sent
    pub created_at: i64,
}

impl Pending {
    /// What was typed.
    ///
    /// # Errors
    /// When it cannot be read, which the server has not written.
    pub fn draft(&self) -> sqlx::Result<Draft> {
        serde_json::from_str(&self.draft).map_err(|error| sqlx::Error::Decode(error.into()))
    }

    /// Language of the mails.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }
}

/// Keeps a registration. `token_hash` is that of a code which nobody has: the true one is made when the mail is sent.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Conn,
    id: &str,
    token_hash: &str,
    draft: &Draft,
    lang: Lang,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let text = serde_json::to_string(draft).map_err(|error| sqlx::Error::Encode(error.into()))?;
    execute!(
        tx,
        "insert into registration (id, token_hash, email_key, draft, lang, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        token_hash,
        email_key(&draft.email),
        text,
        lang.tag(),
        now.0,
        now.plus_seconds(SECONDS).0,
    )
}

/// The registration with this id, unless expired.
///
/// # Errors
/// The database's.
pub async fn by_id(conn: &mut Conn, id: &str, now: Timestamp) -> sqlx::Result<Option<Pending>> {
    let sql = "select id, draft, lang, created_at from registration where id = $1 and expires_at > $2";
    row!(conn, Pending, sql, id, now.0)
}

/// The registration of a mailed code, unless expired.
///
/// # Errors
/// The database's.
pub async fn by_token(conn: &mut Conn, token_hash: &str, now: Timestamp) -> sqlx::Result<Option<Pending>> {
    let sql = "select id, draft, lang, created_at from registration where token_hash = $1 and expires_at > $2";
    row!(conn, Pending, sql, token_hash, now.0)
}

/// The oldest registration of an address, unless expired: a later one may be a stranger's.
///
/// # Errors
/// The database's.
pub async fn oldest(conn: &mut Conn, email_key: &str, now: Timestamp) -> sqlx::Result<Option<Pending>> {
    row!(
        conn,
        Pending,
        "select id, draft, lang, created_at from registration where email_key = $1 and expires_at > $2 \
         order by created_at, id limit 1",
        email_key,
        now.0,
    )
}

/// All registrations of an address, the oldest first.
///
/// # Errors
/// The database's.
pub async fn of_address(conn: &mut Conn, email_key: &str) -> sqlx::Result<Vec<Pending>> {
    let sql = "select id, draft, lang, created_at from registration where email_key = $1 order by created_at, id";
    rows!(conn, Pending, sql, email_key)
}

/// Sets the code that confirms it; an earlier one is void.
///
/// # Errors
/// The database's.
pub async fn set_token(tx: &mut Conn, id: &str, token_hash: &str) -> sqlx::Result<u64> {
    execute!(tx, "update registration set token_hash = $2 where id = $1", id, token_hash)
}

/// Deletes a registration whose address has an account.
///
/// # Errors
/// The database's.
pub async fn forget_known(tx: &mut Conn, id: &str) -> sqlx::Result<u64> {
    let sql = "delete from registration where id = $1 \
               and exists (select 1 from account a where a.email_key = registration.email_key)";
    execute!(tx, sql, id)
}

/// Deletes all registrations of an address: one is confirmed.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Conn, email_key: &str) -> sqlx::Result<u64> {
    execute!(tx, "delete from registration where email_key = $1", email_key)
}

/// Deletes what has expired.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &mut Conn, now: Timestamp) -> sqlx::Result<u64> {
    execute!(tx, "delete from registration where expires_at <= $1", now.0)
}
