//! The words of what changes mean and to whom.

use contract::{
    lang::Lang,
    policy::{Audience, Change, Materiality, Standing},
};

use crate::tr;

/// How much a change means.
pub fn materiality(materiality: Materiality) -> &'static str {
    match materiality {
        Materiality::Editorial => tr!(policy.editorial),
        Materiality::Material => tr!(policy.material),
        Materiality::NewPurpose => tr!(policy.new_purpose),
    }
}

/// Where a version stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Announced => tr!(policy.standing_announced),
        Standing::InForce => tr!(policy.standing_in_force),
        Standing::Past => tr!(policy.standing_past),
    }
}

/// Whom a change matters to.
pub fn audiences(change: &Change) -> String {
    if change.audiences.is_empty() {
        return tr!(policy.for_everyone).to_owned();
    }
    let names: Vec<_> = change.audiences.iter().map(|audience| of(*audience)).collect();
    let names = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {} {last}", rest.join(", "), tr!(policy.for_or)),
        _ => names.join(", "),
    };
    format!("{} {names}.", tr!(policy.for_some))
}

fn of(audience: Audience) -> &'static str {
    match audience {
        Audience::Registered => tr!(policy.for_registered),
        Audience::Companies => tr!(policy.for_companies),
        Audience::Schools => tr!(policy.for_schools),
        Audience::Subscribers => tr!(policy.for_subscribers),
        Audience::Statistics => tr!(policy.for_statistics),
        Audience::Preferences => tr!(policy.for_preferences),
    }
}

/// Why a change matters to somebody.
pub fn because(audience: Audience) -> &'static str {
    match audience {
        Audience::Registered => tr!(policy.because_registered),
        Audience::Companies => tr!(policy.because_companies),
        Audience::Schools => tr!(policy.because_schools),
        Audience::Subscribers => tr!(policy.because_subscribers),
        Audience::Statistics => tr!(policy.because_statistics),
        Audience::Preferences => tr!(policy.because_preferences),
    }
}

/// The day in words, as in "on a day"; the text itself if it is none.
pub fn on(day: &str, lang: Lang) -> String {
    let mut parts = day.splitn(3, '-');
    let words = (|| {
        let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(contract::day::on(lang, year, month, parts.next()?.parse().ok()?))
    })();
    words.unwrap_or_else(|| day.to_owned())
}
