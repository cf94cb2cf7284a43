//! Filing a request: signed in, or by a code from a mail.

use serde::Serialize;

use crate::{
    check::{Check, Checker, Field, Flaw, Violations},
    code, draft,
    lang::Lang,
    text::{EmailAddress, FormKey, Message, PersonName, ShortCode},
    wire,
};

use super::{Concern, Request, RequestKind};

draft! {
    /// A request of somebody who is signed in, as typed.
    pub struct OpenRequestDraft {
        /// one of [`RequestKind`], as its code
        pub kind: String,
        /// one of [`Concern`], as its code; empty for everything
        #[serde(default)]
        pub concern: String,
        /// the person's own words
        pub words: String,
        /// language of the words and the mails
        pub lang: Lang,
        /// made by the browser, the same for the same form: a double submit is one request
        pub key: String,
    }

    /// A request of somebody without an account, as typed.
    pub struct RequestFormDraft {
        /// one of [`RequestKind`], as its code
        pub kind: String,
        /// who asks
        pub name: String,
        /// where the code and the answers go
        pub email: String,
        /// for a guardian: the address that the child registered with, when it is known
        #[serde(default)]
        pub child_email: String,
        /// what is asked, in the person's own words
        pub words: String,
        /// language of the words and the mails
        pub lang: Lang,
        /// made by the browser, the same for the same form: a double submit is one request
        pub key: String,
    }

    /// A code from a mail, or a receipt code, as typed.
    pub struct RequestCodeDraft {
        /// the code
        pub code: String,
    }
}

code! {
    /// What a code is.
    pub enum RequestCode {
        /// from a mail: confirms a request, once
        Confirmation,
        /// shows a request, for good
        Receipt,
    }
}

wire! {
    /// A request that was confirmed.
    pub struct Confirmed {
        /// shows it from now on; no other part of the portal tells it again
        pub receipt: String,
        /// the request
        pub request: Request,
    }
}

/// A checked request of somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenRequest {
    /// which right
    pub kind: RequestKind,
    /// about what
    pub concern: Concern,
    /// the person's own words
    pub words: Message,
    /// their language
    pub lang: Lang,
    /// the same for the same form
    pub key: FormKey,
}

/// A checked request of somebody without an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestForm {
    /// which right
    pub kind: RequestKind,
    /// who asks
    pub name: PersonName,
    /// where the code and the answers go
    pub email: EmailAddress,
    /// the address that a child registered with
    #[serde(serialize_with = "crate::account::empty_when_none")]
    pub child_email: Option<EmailAddress>,
    /// what is asked
    pub words: Message,
    /// their language
    pub lang: Lang,
    /// the same for the same form
    pub key: FormKey,
}

impl RequestKind {
    /// What a signed-in person files as a form; the rest are controls of the dashboard that act at once.
    pub const FILED: [Self; 6] =
        [Self::Complaint, Self::Rectification, Self::Objection, Self::Access, Self::Portability, Self::Erasure];
    /// What can be asked for without an account.
    pub const WITHOUT_ACCOUNT: [Self; 9] = [
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Portability,
        Self::Objection,
        Self::Withdrawal,
        Self::Complaint,
        Self::Guardian,
    ];

    /// Its code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Portability => "portability",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Objection => "objection",
            Self::Withdrawal => "withdrawal",
            Self::Complaint => "complaint",
            Self::Guardian => "guardian",
        }
    }
}

impl Concern {
    /// Its code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Organisation => "organisation",
            Self::Address => "address",
            Self::Consents => "consents",
            Self::Usage => "usage",
            Self::Security => "security",
            Self::Messages => "messages",
            Self::Requests => "requests",
            Self::Newsletter => "newsletter",
            Self::Cookies => "cookies",
            Self::Policy => "policy",
            Self::NewPurpose => "new_purpose",
            Self::Operate => "operate",
            Self::Notify => "notify",
            Self::Interact => "interact",
            Self::Support => "support",
            Self::Improve => "improve",
            Self::Monitor => "monitor",
            Self::Protect => "protect",
            Self::Child => "child",
            Self::Other => "other",
        }
    }
}

fn kind(checker: &mut Checker, raw: &str, allowed: &[RequestKind]) -> Option<RequestKind> {
    let found = allowed.iter().copied().find(|kind| kind.code() == raw);
    if found.is_none() {
        checker.flaw(Field::Right, if raw.is_empty() { Flaw::Required } else { Flaw::Malformed });
    }
    found
}

impl Check for OpenRequestDraft {
    type Valid = OpenRequest;

    fn check(&self) -> Result<OpenRequest, Violations> {
        let mut checker = Checker::default();
        let kind = kind(&mut checker, &self.kind, &RequestKind::FILED);
        let concern = match kind {
            // A dispute is about something: that is what is restricted meanwhile.
            Some(RequestKind::Rectification) => {
                let found = Concern::DISPUTABLE.into_iter().find(|concern| concern.code() == self.concern);
                if found.is_none() {
                    let flaw = if self.concern.is_empty() { Flaw::Required } else { Flaw::Malformed };
                    checker.flaw(Field::Concern, flaw);
                }
                found
            }
            _ => Some(Concern::Everything),
        };
        let words = checker.required(Field::Statement, &self.words);
        let key = checker.required(Field::FormKey, &self.key);
        checker.finish((|| {
            Some(OpenRequest { kind: kind?, concern: concern?, words: words?, lang: self.lang, key: key? })
        })())
    }
}

impl Check for RequestFormDraft {
    type Valid = RequestForm;

    fn check(&self) -> Result<RequestForm, Violations> {
        let mut checker = Checker::default();
        let kind = kind(&mut checker, &self.kind, &RequestKind::WITHOUT_ACCOUNT);
        let name = checker.required(Field::Name, &self.name);
        let email = checker.required(Field::Email, &self.email);
        let child_email = match kind {
            Some(RequestKind::Guardian) => checker.optional(Field::ChildEmail, &self.child_email),
            _ => Some(None),
        };
        let words = checker.required(Field::Statement, &self.words);
        let key = checker.required(Field::FormKey, &self.key);
        checker.finish((|| {
            Some(RequestForm {
                kind: kind?,
                name: name?,
                email: email?,
                child_email: child_email?,
                words: words?,
                lang: self.lang,
                key: key?,
            })
        })())
    }
}

impl Check for RequestCodeDraft {
    type Valid = ShortCode;

    fn check(&self) -> Result<ShortCode, Violations> {
        let mut checker = Checker::default();
        let code = checker.required(Field::Code, &self.code);
        checker.finish(code)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KEY: &str = "0192aabbccddeeff0011";

    #[test]
    fn codes_are_those_of_serde() {
        for kind in RequestKind::ALL {
            assert_eq!(json!(kind), kind.code());
        }
        for concern in Concern::ALL {
            assert_eq!(json!(concern), concern.code());
        }
    }

    #[test]
    fn a_dispute_says_what_it_is_about() {
        let draft = |kind: &str, concern: &str| OpenRequestDraft {
            kind: kind.into(),
            concern: concern.into(),
            words: "Nav tiesa".into(),
            lang: Lang::Lv,
            key: KEY.into(),
        };
        let flaws = |draft: OpenRequestDraft| draft.check().map(|_| ()).map_err(|flaws| flaws.len());
        assert_eq!(flaws(draft("rectification", "")), Err(1));
        assert_eq!(flaws(draft("rectification", "operate")), Err(1));
        assert_eq!(flaws(draft("rectification", "name")), Ok(()));
        assert_eq!(flaws(draft("complaint", "")), Ok(()));
        for kind in ["", "guardian", "withdrawal", "x"] {
            assert_eq!(flaws(draft(kind, "")), Err(1), "{kind}");
        }
    }

    #[test]
    fn codes_forgive_how_they_are_written() {
        let code = |raw: &str| RequestCodeDraft { code: raw.into() }.check().map(|code| code.as_str().to_owned());
        assert_eq!(code(" 2345 6789-abcd ").as_deref(), Ok("23456789ABCD"));
        assert_eq!(code("2345-6789-ABCD-EFGH").as_deref(), Ok("23456789ABCDEFGH"));
        for wrong in ["", "2345", "2345-6789-ABCO", "23456789ABCDE", "<script>"] {
            assert!(code(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_a_guardian_names_a_child() {
        let draft = |kind: &str| RequestFormDraft {
            kind: kind.into(),
            name: "Jānis".into(),
            email: "janis@example.lv".into(),
            child_email: "no address".into(),
            words: "x".into(),
            lang: Lang::En,
            key: KEY.into(),
        };
        assert!(draft("access").check().is_ok_and(|form| form.child_email.is_none()));
        assert!(draft("guardian").check().is_err());
        let blank = RequestFormDraft { child_email: " ".into(), ..draft("guardian") };
        assert!(blank.check().is_ok_and(|form| form.child_email.is_none()));
    }
}
