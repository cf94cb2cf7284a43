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
    let lang = use_lang();
    let (day, whole) = (intl::day(at, lang), intl::day_and_time(at, lang));
    // In two parts, the second such as "at 14:05": in a narrow column a line ends between them, and within neither.
    let gap = whole.strip_prefix(day.as_str()).and_then(|rest| rest.find(' '));
    let (day, time) = whole.split_at(gap.map_or(whole.len(), |gap| day.len() + gap));
    let (day, time) = (day.to_owned(), time.trim_start().to_owned());
    view! {
        <time>
            <span>{day}</span> " " <span>{time}</span>
        </time>
    }
}
