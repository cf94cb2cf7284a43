//! The contact form.

use serde::{Deserialize, Serialize};

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    code,
    lang::Lang,
    text::{EmailAddress, Message, PersonName},
};

code! {
    /// What a message is about; decides who answers it.
    pub enum Topic {
        /// help with the portal
        Support,
        /// personal data
        DataProtection,
        /// a child has given data (policy clause `children`)
        GuardianReport,
    }
}

/// A message as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactDraft {
    /// one of [`Topic`], as its code; empty when not chosen
    pub topic: String,
    /// who writes
    pub name: String,
    /// where the answer goes
    pub email: String,
    /// what they write
    pub message: String,
    /// language of the mail
    pub lang: Lang,
}

/// A checked message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// what it is about
    pub topic: Topic,
    /// who writes
    pub name: PersonName,
    /// where the answer goes
    pub email: EmailAddress,
    /// what they write
    pub message: Message,
    /// language of the mail
    pub lang: Lang,
}

impl Topic {
    /// Its code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::DataProtection => "data_protection",
            Self::GuardianReport => "guardian_report",
        }
    }
}

impl Check for ContactDraft {
    type Valid = Contact;

    fn check(&self) -> Result<Contact, Violations> {
        let mut checker = Checker::default();
        let topic = Topic::ALL.iter().copied().find(|topic| topic.code() == self.topic);
        if topic.is_none() {
            checker.flaw(Field::Topic, if self.topic.is_empty() { Flaw::Required } else { Flaw::Malformed });
        }
        let name = checker.required(Field::Name, &self.name);
        let email = checker.required(Field::Email, &self.email);
        let message = checker.required(Field::Message, &self.message);
        checker.finish((|| {
            Some(Contact { topic: topic?, name: name?, email: email?, message: message?, lang: self.lang })
        })())
    }
}
