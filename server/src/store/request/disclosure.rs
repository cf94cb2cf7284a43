use contract::rights::DisclosureGround;
use contract::time::Timestamp;

use crate::store::activity::{code, from_code};
use crate::store::{Conn, execute, rows};

/// A disclosure as its person sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Disclosed {
    /// when
    pub at: i64,
    /// to whom
    pub recipient: String,
    ground: String,
    /// what, and for what
    pub reason: String,
}

impl Disclosed {
    /// Why it may be.
    ///
    /// # Errors
    /// When the code is unknown, which the server has not written.
    pub fn ground(&self) -> sqlx::Result<DisclosureGround> {
        from_code(&self.ground)
    }
}

/// A disclosure as staff recorded it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Recorded {
    /// when
    pub at: i64,
    /// to whom
    pub recipient: String,
    ground: String,
    /// what, and for what
    pub reason: String,
    /// the law that forbids to tell the person, if one does
    pub law: Option<String>,
    /// who of the staff
    pub staff: String,
}

impl Recorded {
    /// Why it may be.
    ///
    /// # Errors
    /// When the code is unknown, which the server has not written.
    pub fn ground(&self) -> sqlx::Result<DisclosureGround> {
        from_code(&self.ground)
    }
}

/// A new disclosure.
#[derive(Clone, Debug)]
pub struct NewDisclosure<'a> {
    /// a new row id
    pub id: &'a str,
    /// whose data
    pub account_id: &'a str,
    /// to whom
    pub recipient: &'a str,
    /// why it may be
    pub ground: DisclosureGround,
    /// what, and for what
    pub reason: &'a str,
    /// who of the staff
    pub staff: &'a str,
}

/// Records a disclosure, for its person to see.
///
/// # Errors
/// The database's.
pub async fn disclose(tx: &mut Conn, new: &NewDisclosure<'_>, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into disclosure (id, account_id, at, recipient, ground, reason, staff) values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.account_id,
        at.0,
        new.recipient,
        code(new.ground),
        new.reason,
        new.staff,
    )
}

/// Records one that a law forbids to tell the person of.
///
/// # Errors
/// The database's.
pub async fn seal(tx: &mut Conn, new: &NewDisclosure<'_>, law: &str, at: Timestamp) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into sealed_disclosure (id, account_id, at, recipient, ground, reason, law, staff) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id,
        new.account_id,
        at.0,
        new.recipient,
        code(new.ground),
        new.reason,
        law,
        new.staff,
    )
}

/// What was disclosed of an account, the latest first.
///
/// # Errors
/// The database's.
pub async fn disclosures(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Disclosed>> {
    let sql = "select at, recipient, ground, reason from disclosure where account_id = $1 order by at desc, id desc";
    rows!(conn, Disclosed, sql, account_id)
}

/// Everything that was disclosed of an account, for staff: also what a law forbids to tell the person of. The latest first.
///
/// # Errors
/// The database's.
pub async fn recorded(conn: &mut Conn, account_id: &str) -> sqlx::Result<Vec<Recorded>> {
    let sql = "select at, recipient, ground, reason, cast(null as text) as law, staff from disclosure where account_id = $1 \
               union all \
               select at, recipient, ground, reason, law, staff from sealed_disclosure where account_id = $1 \
               order by at desc, recipient";
    rows!(conn, Recorded, sql, account_id)
}
