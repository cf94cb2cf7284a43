//! Dates, numbers and names of countries by the browser's `Intl`: ICU's data would cost the visitor 150 kB.

use contract::{lang::Lang, time::Timestamp};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::window;

/// English dates and numbers as Europe writes them: "5 October 2018".
const fn format_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Lv => "lv",
        Lang::En => "en-GB",
    }
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

fn format(at: Timestamp, lang: Lang, pairs: &[(&str, &str)]) -> String {
    if window().is_none() {
        return String::new();
    }
    let date = Date::new(&JsValue::from_f64(at.milliseconds()));
    date.to_locale_string(format_tag(lang), &options(pairs)).into()
}

/// A day, such as "2026. gada 22. novembris".
pub fn day(at: Timestamp, lang: Lang) -> String {
    format(at, lang, &[("dateStyle", "long")])
}

/// A day and minute in the person's time zone.
pub fn day_and_time(at: Timestamp, lang: Lang) -> String {
    format(at, lang, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// The day of an ISO 8601 date such as `2018-10-05`; the text itself where it is none, or there is no `Intl`.
pub fn iso_day(date: &str, lang: Lang) -> String {
    #[cfg(not(target_family = "wasm"))]
    return native_day(date, lang);
    #[cfg(target_family = "wasm")]
    browser_day(date, lang)
}

/// What `Intl` says of a day, for the first paint: without it, the date would change under the reader's eyes.
#[cfg(not(target_family = "wasm"))]
fn native_day(date: &str, lang: Lang) -> String {
    let mut parts = date.splitn(3, '-');
    let day = (|| {
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Some(contract::day::in_words(lang, year, month, parts.next()?.parse().ok()?))
    })();
    day.unwrap_or_else(|| date.to_owned())
}

/// The day and minute, in the person's time zone, of an RFC 3339 instant; the text itself where it is none, or there is no `Intl`.
pub fn iso_day_and_time(instant: &str, lang: Lang) -> String {
    match cfg!(target_family = "wasm") {
        true => parse(instant).map_or_else(|| instant.to_owned(), |at| day_and_time(at, lang)),
        false => instant.to_owned(),
    }
}

#[cfg(target_family = "wasm")]
fn browser_day(date: &str, lang: Lang) -> String {
    let day = |at| format(at, lang, &[("dateStyle", "long"), ("timeZone", "UTC")]);
    parse(date).map_or_else(|| date.to_owned(), day)
}

/// An instant; none where the text is no date.
fn parse(date: &str) -> Option<Timestamp> {
    let milliseconds = Date::parse(date);
    #[expect(clippy::cast_possible_truncation, reason = "a date is far below 2^53")]
    let whole = milliseconds as i64;
    (!milliseconds.is_nan()).then_some(Timestamp(whole * 1000))
}

/// A number with the language's separators.
pub fn number(number: f64, lang: Lang) -> String {
    // Told apart when it is compiled: the code that writes fractions would be 11 kB of the wasm.
    if cfg!(not(target_family = "wasm")) {
        return number.to_string();
    }
    js_sys::Number::from(number).to_locale_string(format_tag(lang)).into()
}

/// Pairs of country code and name, sorted as the language sorts.
pub fn countries(lang: Lang) -> Vec<(&'static str, String)> {
    let names = display_names(lang);
    let name = |code: &'static str| {
        let named = names.as_ref().and_then(|(names, of)| of.call1(names, &code.into()).ok());
        named.and_then(|name| name.as_string()).unwrap_or_else(|| code.to_owned())
    };
    let countries = contract::country::codes().map(|code| (code, name(code)));
    if window().is_none() {
        return countries.collect();
    }
    // The browser sorts as well as compares. The code rides behind a tab, which sorts before every letter.
    let lines: Array = countries.map(|(code, name)| JsValue::from(format!("{name}\t{code}"))).collect();
    let collator = js_sys::Intl::Collator::new(&Array::of1(&lang.tag().into()), &Object::new());
    let _ = Reflect::get(&lines, &"sort".into())
        .and_then(|sort| sort.unchecked_into::<Function>().call1(&lines, &collator.compare()));
    let known = |code: &str| contract::country::codes().find(|known| *known == code);
    let pair = |line: JsValue| {
        let line = line.as_string()?;
        let (name, code) = line.split_once('\t')?;
        Some((known(code)?, name.to_owned()))
    };
    lines.iter().filter_map(pair).collect()
}

/// The name of one country, or its code where there is no `Intl`.
pub fn country(code: &str, lang: Lang) -> String {
    let name = display_names(lang).and_then(|(names, of)| of.call1(&names, &code.into()).ok());
    name.and_then(|name| name.as_string()).unwrap_or_else(|| code.to_owned())
}

/// An `Intl.DisplayNames` and its `of`; js-sys has no stable binding for it.
fn display_names(lang: Lang) -> Option<(JsValue, Function)> {
    let intl = Reflect::get(window()?.as_ref(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&lang.tag().into(), &options(&[("type", "region")]));
    let names = Reflect::construct(&constructor, &arguments).ok()?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}
