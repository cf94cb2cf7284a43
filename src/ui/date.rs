//! Dates in the page's language and the person's time zone.

use contract::time::Timestamp;
use leptos::prelude::*;

use crate::{browser::intl, here::use_lang};

/// A day.
#[component]
pub fn Day(
    /// when
    at: Timestamp,
) -> impl IntoView {
    view! { <time>{intl::day(at, use_lang())}</time> }
}

/// A day and a minute.
#[component]
pub fn DayAndTime(
    /// when
    at: Timestamp,
) -> impl IntoView {
    view! { <time>{intl::day_and_time(at, use_lang())}</time> }
}
