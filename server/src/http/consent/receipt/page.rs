use askama::Template;
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::consent::{ReceiptPurpose, SignedReceipt};
use contract::lang::Lang;
use contract::route::Route;
use contract::time::Timestamp;
use contract::{path, path::with};
use sha2::{Digest, Sha256};

use super::words::{self, Words};
use crate::clock::moment;

const STYLE: &str = include_str!("../../../../templates/receipt/style.css");

/// A receipt to read and to print. It stands by itself when it is saved; every value is escaped.
#[derive(Template)]
#[template(path = "receipt/index.html")]
struct Page<'r> {
    lang: Lang,
    words: &'static Words,
    style: &'static str,
    csp: String,
    signed: &'r SignedReceipt,
    given: String,
    expires: String,
    how: &'static str,
    file: String,
    verify: String,
    keys: String,
}

/// The page of a receipt. `origin` is the portal's.
///
/// # Errors
/// When it cannot be written, which has no cause but memory.
pub(super) fn render(signed: &SignedReceipt, origin: &str) -> askama::Result<String> {
    let receipt = &signed.receipt;
    let lang = receipt.lang;
    let words = words::of(lang);
    Page {
        lang,
        words,
        style: STYLE,
        csp: policy(),
        signed,
        given: in_words(lang, &receipt.given_at),
        expires: in_words(lang, &receipt.expires_at),
        how: words::how(lang, receipt.how),
        file: format!("{origin}{}", with(path::CONSENT_RECEIPT, &receipt.number.to_string())),
        verify: format!("{origin}{}", Route::Verify.path(lang)),
        keys: format!("{origin}{}", path::SIGNING_KEYS),
    }
    .render()
}

impl Page<'_> {
    fn name(&self, purpose: &ReceiptPurpose) -> &'static str {
        words::purpose(self.lang, purpose.purpose)
    }

    /// A list, or the words for an empty one.
    fn list(&self, items: &[String]) -> String {
        if items.is_empty() { self.words.nothing.to_owned() } else { items.join(", ") }
    }
}

/// What the page may load: its own style and nothing else.
pub(super) fn csp() -> HeaderValue {
    let csp = format!("{}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy());
    // Base64 and constants: always a header.
    HeaderValue::from_str(&csp).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

fn policy() -> String {
    format!("default-src 'none'; style-src 'sha256-{}'", STANDARD.encode(Sha256::digest(STYLE)))
}

/// An instant in the reader's words, which are Latvia's time.
fn in_words(lang: Lang, rfc3339: &str) -> String {
    let at = rfc3339.parse::<jiff::Timestamp>().unwrap_or_default();
    moment::in_words(lang, Timestamp(at.as_microsecond()))
}
