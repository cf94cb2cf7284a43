//! The data map: what is held, why, who receives it and how long it is kept.

use crate::{code, wire};

code! {
    /// The categories of the policy (clauses `personal-data`, `usage-data`, `controller`), and what the service itself keeps.
    pub enum Category {
        /// name and surname
        Name,
        /// e-mail address
        Email,
        /// telephone
        Phone,
        /// name, kind and numbers of the organisation
        Organisation,
        /// street, postcode, city, region, country
        Address,
        /// cookie decisions and consents
        Consents,
        /// usage data; none is collected without statistics consent
        Usage,
        /// sessions, shortened IP addresses, sign-ins: what protects the account
        Security,
        /// messages to the consortium
        Messages,
        /// requests about one's own data
        Requests,
    }

    /// The policy's seven purposes (clause `purposes`), in its order.
    pub enum Purpose {
        /// run the portal
        Operate,
        /// tell about changes
        Notify,
        /// interactive features
        Interact,
        /// customer service
        Support,
        /// analysis to improve
        Improve,
        /// monitor use
        Monitor,
        /// technical problems
        Protect,
    }

    /// The policy's grounds a to e (clause `principles`).
    pub enum Ground {
        /// (a) data-protection law
        Law,
        /// (b) this policy
        Policy,
        /// (c) the contract
        Contract,
        /// (d) legitimate interests
        LegitimateInterest,
        /// (e) consent
        Consent,
    }

    /// Who receives data.
    pub enum Recipient {
        /// the consortium alone
        Consortium,
        /// the company that delivers the portal's mail
        MailProvider,
        /// Mailchimp, which sends the newsletter
        Mailchimp,
        /// Campayn, which sends the newsletter
        Campayn,
        /// Google Analytics, which counts visits
        GoogleAnalytics,
    }

    /// How long a category is kept.
    pub enum Retention {
        /// as long as the account
        Account,
        /// sessions up to 14 days, the network in the log 30 days, the rest as long as the account
        Security,
        /// until withdrawn
        UntilWithdrawn,
        /// two years after it was received
        TwoYears,
    }
}

wire! {
    /// A value that is held, under the name of its field in the store.
    pub struct Held {
        /// what it is
        pub field: String,
        /// the value, as stored
        pub value: String,
    }

    /// One category of the data map.
    pub struct CategoryReport {
        /// which
        pub category: Category,
        /// how many entries are held; 0 is "nothing"
        pub count: i64,
        /// what it is used for
        pub purposes: Vec<Purpose>,
        /// why it may be
        pub grounds: Vec<Ground>,
        /// who receives it
        pub recipients: Vec<Recipient>,
        /// how long
        pub retention: Retention,
    }

    /// What is held, by category of the policy; every category is there, empty ones too.
    pub struct DataMap {
        /// the categories in order
        pub categories: Vec<CategoryReport>,
    }
}
