//! The first paint: what a page shows before the app has loaded. The portal's own view code makes it.

use contract::consent::Register;
use contract::lang::Lang;

pub use vet2b_portal::first_paint::{Page, Shown, Visit};

/// Makes the first paint of a page.
pub type FirstPaint = fn(Visit<'_>) -> Page;

/// The exact words that a person sees who decides about cookies, whose hash the consent ledger keeps.
pub type ConsentWords = fn(Lang, Register, &Shown) -> String;
