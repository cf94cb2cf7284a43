//! Organisations, and who belongs to them.

use contract::account::{Organisation, OrganisationKind};
use contract::time::Timestamp;

use super::{Conn, activity, execute, row};

/// The role of whoever registers an organisation, or was invited to administer it.
const OWNER: &str = "owner";

/// The organisation that an account belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Membership {
    /// its id
    pub id: String,
    /// its name
    pub name: String,
    /// how many accounts belong to it
    pub members: i64,
}

/// Adds an organisation.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Conn,
    id: &str,
    kind: OrganisationKind,
    organisation: &Organisation,
    now: Timestamp,
) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into organisation \
         (id, kind, name, country, region, city, street, postcode, registration_number, oid, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        activity::code(kind),
        organisation.name.as_str(),
        organisation.country.as_str(),
        organisation.region.as_ref().map_or("", |region| region.as_str()),
        organisation.city.as_str(),
        organisation.street.as_str(),
        organisation.postcode.as_str(),
        organisation.registration_number.as_ref().map_or("", |number| number.as_str()),
        organisation.oid.as_ref().map_or("", |oid| oid.as_str()),
        now.0,
    )
}

/// Makes an account a member.
///
/// # Errors
/// The database's.
pub async fn join(tx: &mut Conn, account_id: &str, organisation_id: &str) -> sqlx::Result<u64> {
    execute!(
        tx,
        "insert into member (account_id, organisation_id, role) values ($1, $2, $3)",
        account_id,
        organisation_id,
        OWNER
    )
}

/// The organisation of an account.
///
/// # Errors
/// The database's.
pub async fn of_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Membership>> {
    row!(
        conn,
        Membership,
        "select o.id, o.name, (select count(*) from member c where c.organisation_id = o.id) as members \
         from member m join organisation o on o.id = m.organisation_id where m.account_id = $1",
        account_id,
    )
}

/// Locks the organisation of an account, and this one, until the transaction ends: who belongs to them stays the same meanwhile, so
/// that no record is deleted under somebody who has just come. The eraser does as much.
///
/// # Errors
/// The database's.
pub async fn hold(tx: &mut Conn, account_id: &str, organisation_id: &str) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update organisation set name = name \
         where id = $2 or id = (select organisation_id from member where account_id = $1)",
        account_id,
        organisation_id,
    )
}

/// Moves an account to an organisation that is held, as one of those who administer it; the record of its former one goes with the
/// last member. Says whether it was not there already.
///
/// # Errors
/// The database's.
pub async fn move_to(tx: &mut Conn, account_id: &str, organisation_id: &str) -> sqlx::Result<bool> {
    let former = of_account(tx, account_id).await?.filter(|former| former.id != organisation_id);
    let Some(former) = former else { return Ok(false) };
    let sql = "update member set organisation_id = $2, role = $3 where account_id = $1";
    execute!(tx, sql, account_id, organisation_id, OWNER)?;
    if former.members == 1 {
        execute!(tx, "delete from organisation where id = $1", &former.id)?;
    }
    Ok(true)
}

/// Corrects the organisation of an account. Its kind stays: another kind is another registration.
///
/// # Errors
/// The database's.
pub async fn correct(tx: &mut Conn, account_id: &str, organisation: &Organisation) -> sqlx::Result<u64> {
    execute!(
        tx,
        "update organisation set name = $2, country = $3, region = $4, city = $5, street = $6, postcode = $7, \
         registration_number = $8, oid = $9 \
         where id = (select organisation_id from member where account_id = $1)",
        account_id,
        organisation.name.as_str(),
        organisation.country.as_str(),
        organisation.region.as_ref().map_or("", |region| region.as_str()),
        organisation.city.as_str(),
        organisation.street.as_str(),
        organisation.postcode.as_str(),
        organisation.registration_number.as_ref().map_or("", |number| number.as_str()),
        organisation.oid.as_ref().map_or("", |oid| oid.as_str()),
    )
}
