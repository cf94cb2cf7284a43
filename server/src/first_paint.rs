//! The first paint: what a page shows before the app has loaded. The portal's own view code makes it.

use contract::lang::Lang;

pub use vet2b_portal::first_paint::{Page, Visit};

/// Makes the first paint of a page.
pub type FirstPaint = fn(Visit<'_>) -> Page;

/// The exact words of the cookie banner, whose hash the consent ledger keeps.
pub type ConsentText = fn(Lang) -> String;
