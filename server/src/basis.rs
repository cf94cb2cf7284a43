//! Why each category of data may be used: purposes, grounds, recipients and retention (GDPR art. 15(1), policy clauses
//! `principles`, `purposes`, `retention`). What the portal does, not what it might do: a new use changes this table.

pub mod consent;
pub mod recipients;
pub mod rights;

use contract::privacy::{Category, Ground, Purpose, Recipient, Retention};

/// The answers of article 15(1) for one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// what it is used for
    pub purposes: Vec<Purpose>,
    /// why it may be
    pub grounds: Vec<Ground>,
    /// who receives it
    pub recipients: Vec<Recipient>,
    /// how long it is kept
    pub retention: Retention,
}

/// The answers for this category; `newsletter` is whether the person wants it.
pub fn basis(category: Category, newsletter: bool) -> Basis {
    let consortium = [Recipient::Consortium].as_slice();
    let and_mail = [Recipient::Consortium, Recipient::MailProvider].as_slice();
    let (purposes, ground, recipients, retention) = match category {
        // Mails greet by name; the address, the message and the answer to a request are what is sent.
        Category::Name => (
            [Purpose::Operate, Purpose::Notify, Purpose::Support].as_slice(),
            Ground::Contract,
            and_mail,
            Retention::Account,
        ),
        Category::Email => (
            [Purpose::Operate, Purpose::Notify, Purpose::Support, Purpose::Protect].as_slice(),
            Ground::Contract,
            and_mail,
            Retention::Account,
        ),
        // Given freely, for a call back.
        Category::Phone => ([Purpose::Support].as_slice(), Ground::LegitimateInterest, consortium, Retention::Account),
        Category::Organisation | Category::Address => {
            ([Purpose::Operate, Purpose::Interact].as_slice(), Ground::Contract, consortium, Retention::Account)
        }
        // Proof of consent and of information (GDPR art. 5(2), 7(1)).
        Category::Consents => ([Purpose::Operate].as_slice(), Ground::Law, consortium, Retention::Account),
        Category::Usage => {
            ([Purpose::Improve, Purpose::Monitor].as_slice(), Ground::Consent, consortium, Retention::UntilWithdrawn)
        }
        Category::Security => {
            ([Purpose::Protect].as_slice(), Ground::LegitimateInterest, consortium, Retention::Security)
        }
        Category::Messages => {
            ([Purpose::Support].as_slice(), Ground::LegitimateInterest, and_mail, Retention::TwoYears)
        }
        // Answering requests about one's data is a duty (GDPR art. 12).
        Category::Requests => ([Purpose::Operate].as_slice(), Ground::Law, and_mail, Retention::Account),
    };
    let mut grounds = vec![ground];
    if newsletter && category == Category::Email {
        grounds.push(Ground::Consent);
    }
    Basis { purposes: purposes.to_vec(), grounds, recipients: recipients.to_vec(), retention }
}
