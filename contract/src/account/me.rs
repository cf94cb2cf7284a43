//! Replies about the account: who is signed in, and what that person typed.

use crate::{
    json::{Json, Read},
    lang::Lang,
    policy::Succession,
    time::Timestamp,
    wire,
};

use super::OrganisationKind;

wire! {
    /// Who is asking.
    #[serde(tag = "state", rename_all = "snake_case")]
    pub enum Session {
        /// nobody is signed in
        Guest,
        /// somebody is
        SignedIn(Viewer),
    }

    /// The signed-in person, as much as every page needs.
    pub struct Viewer {
        /// given name
        pub name: String,
        /// family name
        pub surname: String,
        /// e-mail address
        pub email: String,
        /// the organisation's name
        pub organisation: String,
        /// company or school
        pub kind: OrganisationKind,
        /// the last proof of identity
        pub authenticated_at: Timestamp,
        /// when the account will be erased, if that was asked for
        pub erasure_due: Option<Timestamp>,
        /// a version of the privacy policy that has taken effect, and was not answered yet
        pub policy_due: Option<Succession>,
    }

    /// Accepted; what happens next comes by mail. The same for known and unknown addresses.
    pub struct Receipt {
        /// a reference to quote, such as `R-7K3M-9QXA`
        pub reference: String,
    }

    /// Everything that the person typed.
    pub struct Account {
        /// who
        pub person: PersonReply,
        /// e-mail address
        pub email: String,
        /// an address that waits for its confirmation
        pub pending_email: Option<String>,
        /// language of the mails
        pub lang: Lang,
        /// company or school
        pub kind: OrganisationKind,
        /// the organisation
        pub organisation: OrganisationReply,
        /// when the account began
        pub created_at: Timestamp,
    }

    /// A person as stored; an empty text is "not given".
    pub struct PersonReply {
        /// given name
        pub name: String,
        /// family name
        pub surname: String,
        /// telephone
        pub phone: String,
    }

    /// An organisation as stored; an empty text is "not given".
    pub struct OrganisationReply {
        /// name
        pub name: String,
        /// ISO 3166-1 alpha-2
        pub country: String,
        /// region
        pub region: String,
        /// city
        pub city: String,
        /// street and house
        pub street: String,
        /// postcode
        pub postcode: String,
        /// national registration number
        pub registration_number: String,
        /// Erasmus+ organisation id
        pub oid: String,
    }
}

impl Read for Session {
    fn read(mut json: Json) -> Option<Self> {
        match json.member::<String>("state")?.as_str() {
            "guest" => Some(Self::Guest),
            "signed_in" => Viewer::read(json).map(Self::SignedIn),
            _ => None,
        }
    }
}
