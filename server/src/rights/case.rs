//! The case file of a request: what a person takes to the supervisory authority (GDPR art. 77).

mod words;

use askama::Template;
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::consent::Signature;
use contract::lang::Lang;
use contract::privacy::ToldRecipient;
use contract::rights::{CASE, Case, CivilDay, Request, RequestEvent, SignedCase};
use contract::time::Timestamp;
use contract::{day, privacy::Actor};
use sha2::{Digest, Sha256};

use self::words::Words;
use crate::basis::{recipients, rights};
use crate::clock::moment;
use crate::problem::{Failure, Outcome};
use crate::store::activity::code;

const STYLE: &str = include_str!("../../templates/request/style.css");

/// A case file, ready to be sent.
#[derive(Debug)]
pub struct Files {
    /// as JSON, signed by the portal
    pub json: String,
    /// as a page to read and to print
    pub html: String,
}

#[derive(Template)]
#[template(path = "request/file.html")]
struct Page<'a> {
    lang: Lang,
    words: &'static Words,
    style: &'static str,
    csp: String,
    file: &'a Case,
    made: String,
    /// where the JSON is verified
    verify: &'a str,
}

/// Writes the case file of a request in a language. `verify` is the address where it is verified; `sign` gives the signature over the
/// compact JSON of the case.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub fn case_file(
    (person, email): (String, String),
    request: Request,
    (lang, now): (Lang, Timestamp),
    verify: &str,
    sign: impl FnOnce(&str) -> Signature,
) -> Outcome<Files> {
    let case = Case {
        schema: CASE.to_owned(),
        person,
        email,
        controller: "VET2B Partner Consortium".to_owned(),
        contact: "contact@vet2b.eu".to_owned(),
        made_at: moment::for_machines(now),
        request,
    };
    let signature = sign(&serde_json::to_string(&case).map_err(Failure::internal)?);
    let signed = SignedCase { case, signature };
    let json = serde_json::to_string_pretty(&signed).map_err(Failure::internal)? + "\n";
    let page = Page {
        lang,
        words: words::of(lang),
        style: STYLE,
        csp: policy(),
        file: &signed.case,
        made: moment::in_words(lang, now),
        verify,
    };
    let html = page.render().map_err(Failure::internal)?;
    Ok(Files { json, html })
}

/// What the page may load: its own style and nothing else.
pub fn csp() -> HeaderValue {
    let csp = format!("{}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy());
    // Base64 and constants: always a header.
    HeaderValue::from_str(&csp).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

fn policy() -> String {
    format!("default-src 'none'; style-src 'sha256-{}'", STANDARD.encode(Sha256::digest(STYLE)))
}

impl Page<'_> {
    const fn kind(&self) -> &'static str {
        rights::kind(self.lang, self.file.request.kind)
    }

    const fn concern(&self) -> &'static str {
        rights::concern(self.lang, self.file.request.concern)
    }

    const fn state(&self) -> &'static str {
        rights::state(self.lang, self.file.request.state)
    }

    const fn event(&self, event: &RequestEvent) -> &'static str {
        rights::event(self.lang, event.kind)
    }

    const fn actor(&self, event: &RequestEvent) -> &'static str {
        match event.actor {
            Actor::Person => self.words.you,
            Actor::System => self.words.portal,
            Actor::Staff => self.words.staff,
            Actor::Unknown => self.words.unknown,
        }
    }

    fn recipient(&self, told: &ToldRecipient) -> String {
        recipients::word(self.lang, &format!("provider.{}", told.provider.code())).to_owned()
    }

    fn task(&self, told: &ToldRecipient) -> String {
        recipients::word(self.lang, &format!("recipient_action.{}", code(told.task.action))).to_owned()
    }

    /// How far the recipient is, and since when.
    fn task_state(&self, told: &ToldRecipient) -> String {
        let state = recipients::word(self.lang, &format!("recipient_state.{}", code(told.task.state))).to_owned();
        let since = told.task.ended_at.or(told.task.told_at);
        since.map_or_else(|| state.clone(), |at| format!("{state}, {}", moment::in_words(self.lang, at)))
    }

    fn at(&self, event: &RequestEvent) -> String {
        moment::in_words(self.lang, event.at)
    }

    fn day(&self, text: &str) -> String {
        let Some(found) = CivilDay::parse(text) else { return text.to_owned() };
        let (year, month, number) = found.ymd();
        let narrow = |number: i32| i8::try_from(number).unwrap_or_default();
        day::in_words(self.lang, i16::try_from(year).unwrap_or_default(), narrow(month), narrow(number))
    }
}
