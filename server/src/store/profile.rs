//! An account with its organisation, as pages show it.

use contract::account::{Account, OrganisationReply, PersonReply, Viewer};
use contract::lang::Lang;
use contract::time::Timestamp;

use super::{Conn, activity, row};

/// Everything that the person typed, in one row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Profile {
    email: String,
    pending_email: Option<String>,
    name: String,
    surname: String,
    phone: String,
    lang: String,
    created_at: i64,
    kind: String,
    organisation_name: String,
    country: String,
    region: String,
    city: String,
    street: String,
    postcode: String,
    registration_number: String,
    oid: String,
    erasure_due: Option<i64>,
}

/// The profile of an account.
///
/// # Errors
/// The database's.
pub async fn by_account(conn: &mut Conn, account_id: &str) -> sqlx::Result<Option<Profile>> {
    row!(
        conn,
        Profile,
        "select account.email, account.pending_email, account.name, account.surname, account.phone, account.lang, \
         account.created_at, organisation.kind, organisation.name as organisation_name, organisation.country, \
         organisation.region, organisation.city, organisation.street, organisation.postcode, \
         organisation.registration_number, organisation.oid, erasure.due_at as erasure_due \
         from account \
         join member on member.account_id = account.id \
         join organisation on organisation.id = member.organisation_id \
         left join erasure on erasure.account_id = account.id \
         where account.id = $1",
        account_id,
    )
}

impl Profile {
    /// As much as every page needs.
    ///
    /// # Errors
    /// When the stored kind is unknown.
    pub fn viewer(self, authenticated_at: Timestamp) -> sqlx::Result<Viewer> {
        Ok(Viewer {
            kind: activity::from_code(&self.kind)?,
            name: self.name,
            surname: self.surname,
            email: self.email,
            organisation: self.organisation_name,
            authenticated_at,
            erasure_due: self.erasure_due.map(Timestamp),
            policy_due: None,
        })
    }

    /// All of it.
    ///
    /// # Errors
    /// When the stored kind is unknown.
    pub fn account(self) -> sqlx::Result<Account> {
        Ok(Account {
            kind: activity::from_code(&self.kind)?,
            person: PersonReply { name: self.name, surname: self.surname, phone: self.phone },
            email: self.email,
            pending_email: self.pending_email,
            lang: Lang::from_tag(&self.lang).unwrap_or_default(),
            organisation: OrganisationReply {
                name: self.organisation_name,
                country: self.country,
                region: self.region,
                city: self.city,
                street: self.street,
                postcode: self.postcode,
                registration_number: self.registration_number,
                oid: self.oid,
            },
            created_at: Timestamp(self.created_at),
        })
    }

    /// Words that are the person's own, which a password must not hold.
    pub fn own_words(&self) -> [&str; 4] {
        let local = self.email.split('@').next().unwrap_or_default();
        [&self.name, &self.surname, &self.organisation_name, local]
    }
}
