//! The first paint: what a page shows before the app has loaded. The portal's own view code makes it.

use contract::consent::Register;
use contract::lang::Lang;
use contract::policy::Policy;
use contract::problem::Problem;
use contract::route::Route;

pub use vet2b_portal::first_paint::{Page, Person, Posted, Reader, Reading, Shown, Visit};

/// Makes the first paint of a page.
pub type FirstPaint = fn(Visit<'_>) -> Page;

/// Makes what a page of a document shows.
pub type DocumentHtml = fn(Lang, Route, Reading) -> String;

/// Makes the page that says a failure: of which path, what, and whether a form was sent.
pub type FailurePage = fn(&str, Problem, bool) -> Page;

/// Makes a file of a version of a document.
pub type DocumentFile = fn(Policy) -> String;

/// The exact words that a person sees who decides about cookies, whose hash the consent ledger keeps.
pub type ConsentWords = fn(Lang, Register, &Shown) -> String;

/// The portal's view code, as far as the server calls it.
#[derive(Clone, Copy)]
pub struct Views {
    /// the first paint of a page
    pub page: FirstPaint,
    /// a failure in place of a page
    pub failure: FailurePage,
    /// what a page of a document shows
    pub document: DocumentHtml,
    /// a version of a document as a file to keep
    pub file: DocumentFile,
    /// the exact words that a person sees who decides about cookies, for the consent ledger
    pub consent_words: ConsentWords,
}
