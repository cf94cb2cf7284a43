//! Organisations, and who belongs to them.

use contract::account::{Organisation, OrganisationKind};
use contract::time::Timestamp;

use super::{Conn, activity, execute};

/// The role of whoever registers an organisation.
const OWNER: &str = "owner";

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
