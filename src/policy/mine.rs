//! What a version means to the person who reads, and their answer to it.

use contract::{
    lang::Lang,
    policy::{
        Audience, Change, Clause, Materiality, Policy, PolicyEvent, PolicyRecord, Standing,
        compare::{Compared, Fate},
    },
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::{Person, Reader, changes::Comparison, words};
use crate::{
    here::{href, use_lang},
    tr,
};

impl Person {
    /// Why a change matters to this person; none when it does not.
    pub(super) fn concern(&self, change: &Change) -> Option<String> {
        if change.materiality == Materiality::Editorial {
            return None;
        }
        if change.audiences.is_empty() {
            return Some(tr!(policy.because_everyone).to_owned());
        }
        let shared = change.audiences.iter().filter(|audience| self.audiences.contains(audience));
        let reasons: Vec<_> = shared.map(|audience| words::because(*audience)).collect();
        (!reasons.is_empty()).then(|| reasons.join(", "))
    }
}

/// What was accepted, what has changed since, what of it matters, and the answer.
pub(super) fn mine(of: &Comparison<'_>, compared: &[Compared], reader: &Reader) -> Option<AnyView> {
    let person = reader.person.as_ref()?;
    let changed = compared.iter().filter(|clause| clause.is_changed());
    let concerns: Vec<_> = changed
        .clone()
        .filter_map(|clause| {
            let change = of.change(&clause.id)?;
            Some((clause, person.concern(&change)?, change))
        })
        .collect();
    let counts = tr!(policy.mine_counts, count = changed.count(), concern = concerns.len());
    let reasons = concerns.iter().map(|(clause, why, _)| {
        view! { <li><a href=format!("#{}", clause.id)>{clause.title.clone()}</a>": " {why.clone()}</li> }
    });
    let purposes = concerns.iter().filter(|(_, _, change)| change.materiality == Materiality::NewPurpose);
    let is_open = of.standing != Standing::Past;
    let purposes =
        purposes.filter(|(clause, ..)| is_open && clause.fate != Fate::Removed).filter_map(|(clause, ..)| {
            let text = of.new.clauses.iter().find(|text| text.id == clause.id)?;
            Some(purpose(of.new, text, PolicyRecord::answer(&person.records, &of.new.version, &clause.id)))
        });
    Some(
        view! {
            <section class="card stack mine" id="mine" aria-labelledby="mine-title">
                <h2 class="card__title" id="mine-title" tabindex="-1">{tr!(policy.mine_title)}</h2>
                <p>{accepted(of.new, person, reader)} " " {counts}</p>
                <ul>{reasons.collect_view()}</ul>
                {purposes.collect_view()}
                {is_open.then(|| answer(of.new, person, reader))}
            </section>
        }
        .into_any(),
    )
}

/// What was accepted before this version; that it is accepted itself stands beside the answer.
fn accepted(policy: &Policy, person: &Person, reader: &Reader) -> Option<String> {
    let accepted = PolicyRecord::accepted(&person.records).find(|record| record.version != policy.version)?;
    let day = day(reader, accepted, use_lang());
    Some(tr!(policy.mine_accepted, version = accepted.version.clone(), day = day))
}

fn day(reader: &Reader, record: &PolicyRecord, lang: Lang) -> String {
    words::on(&(reader.day)(record.at), lang)
}

/// The answer to the version as a whole, or the way to one. Whoever declines keeps what does not depend on it.
fn answer(policy: &Policy, person: &Person, reader: &Reader) -> AnyView {
    let given = PolicyRecord::answer(&person.records, &policy.version, "");
    let at = given.map(|record| day(reader, record, use_lang())).unwrap_or_default();
    let version = policy.version.clone();
    let (words, can_accept, can_decline) = match given.map(|record| record.event) {
        None => (tr!(policy.mine_question).to_owned(), true, true),
        Some(PolicyEvent::Accepted) => (tr!(policy.mine_is_accepted, version = version, day = at), false, true),
        Some(_) => (tr!(policy.mine_is_declined, version = version, day = at), true, false),
    };
    let declined = given.is_some() && can_accept;
    let ways = declined.then(|| {
        let objection = href(Route::MyPrivacy(Dashboard::Limits));
        view! {
            <p>
                {tr!(policy.mine_stays)} " " <a href=objection>{tr!(policy.mine_object)}</a> " · "
                <a href=href(Route::MyPrivacy(Dashboard::Delete))>{tr!(policy.mine_delete)}</a>
            </p>
        }
    });
    view! {
        <p id="mine-answer" tabindex="-1">{words}</p>
        {ways}
        <div class="button-row">
            {can_accept.then(|| button(policy, "", true, tr!(policy.mine_accept)))}
            {can_decline.then(|| button(policy, "", false, tr!(policy.mine_decline)))}
        </div>
    }
    .into_any()
}

/// A new purpose, asked about by itself.
fn purpose(policy: &Policy, clause: &Clause, given: Option<&PolicyRecord>) -> AnyView {
    let state = match given.map(|record| record.event) {
        None => tr!(policy.purpose_open),
        Some(PolicyEvent::PurposeAllowed) => tr!(policy.purpose_allowed),
        Some(_) => tr!(policy.purpose_refused),
    };
    let allowed = given.map(|record| record.event == PolicyEvent::PurposeAllowed);
    let (title, name) = (clause.title.clone(), clause.title.clone());
    let allow = (allowed != Some(true)).then(|| button(policy, &clause.id, true, tr!(policy.purpose_allow)));
    // As easy as allowing.
    let refuse = (allowed != Some(false)).then(|| button(policy, &clause.id, false, tr!(policy.purpose_refuse)));
    view! {
        <div class="mine__purpose stack" id=format!("purpose-{}", clause.id) tabindex="-1" role="group" aria-label=name>
            <p><strong>{tr!(policy.new_purpose)} ": " {title}</strong> " " {super::text::inlines(clause.summary.clone())}</p>
            <p>{state}</p>
            <div class="button-row">{allow} {refuse}</div>
        </div>
    }
    .into_any()
}

/// What the app sends when it is pressed stands in its attributes.
fn button(policy: &Policy, clause: &str, accepts: bool, words: &'static str) -> AnyView {
    let (version, clause) = (policy.version.clone(), clause.to_owned());
    let answer = if accepts { "yes" } else { "no" };
    view! {
        <button class="button" type="button" data-answer=answer data-version=version data-clause=clause>{words}</button>
    }
    .into_any()
}

/// How much changes of one clause in several versions mean together.
pub(super) fn together(changes: impl Iterator<Item = Change>) -> Option<Change> {
    changes.reduce(|one, other| {
        let materiality = one.materiality.max(other.materiality);
        let mut audiences: Vec<Audience> = Vec::new();
        // Nobody in particular is everyone, unless it is about words alone.
        let are_meant = |change: &Change| change.materiality != Materiality::Editorial;
        let meant: Vec<_> = [&one, &other].into_iter().filter(|change| are_meant(change)).collect();
        if meant.iter().all(|change| !change.audiences.is_empty()) {
            audiences = meant.into_iter().flat_map(|change| change.audiences.clone()).collect();
            audiences.sort();
            audiences.dedup();
        }
        Change { clause: one.clause, materiality, audiences }
    })
}

#[cfg(test)]
#[path = "mine/tests.rs"]
mod tests;
