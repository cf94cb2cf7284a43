//! Requests about one's own data: filed by people, moved by staff, answered by the portal.

mod carried_out;
mod erased;
mod guest;
mod mine;
mod portals;
mod staff;
mod withdrawn;

use contract::lang::Lang;
use contract::path;
use contract::rights::{OpenRequestDraft, Request, RequestFormDraft, RequestKind, Requests};

use crate::portal::{Client, Portal};

/// A day.
const DAY: i64 = 86_400;

/// What somebody who is signed in types. `key` stands for the form that they type it into.
fn typed(kind: RequestKind, key: &str) -> OpenRequestDraft {
    OpenRequestDraft {
        kind: kind.code().into(),
        concern: if kind == RequestKind::Rectification { "name".into() } else { String::new() },
        words: "Mani dati tiek lietoti nepareizi.".into(),
        lang: Lang::Lv,
        key: format!("0123456789abcdef-{key}"),
    }
}

/// What somebody without an account types.
fn form(kind: RequestKind, email: &str, key: &str) -> RequestFormDraft {
    RequestFormDraft {
        kind: kind.code().into(),
        name: "Zane".into(),
        email: email.into(),
        child_email: String::new(),
        words: "Lūdzu, atbildiet.".into(),
        lang: Lang::Lv,
        key: format!("fedcba9876543210-{key}"),
    }
}

impl Client {
    /// One's own requests.
    pub async fn requests(&mut self) -> Vec<Request> {
        self.get(path::ME_REQUESTS).await.ok::<Requests>(200).requests
    }

    /// Files one.
    async fn file(&mut self, kind: RequestKind, key: &str) -> Request {
        self.post(path::ME_REQUESTS, &typed(kind, key)).await.ok(201)
    }
}

impl Portal {
    /// The code in the newest mail to an address that holds one to be typed.
    pub fn typed_code_to(&self, address: &str) -> String {
        let code = |text: &str| Some(text.split_once("Kods: ")?.1.lines().next()?.trim().to_owned());
        let mails = self.postman.to(address);
        mails.iter().rev().find_map(|mail| code(&mail.text)).unwrap_or_else(|| panic!("no code to {address}"))
    }
}
