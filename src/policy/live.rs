//! What a clause lets a person do, and how things stand, within the clause itself.

use contract::{
    consent::{How, Kind, Purpose},
    lang::Lang,
    path::{self, CONSENT_FORM},
    policy::{Audience, Document},
    portal::Topic,
    rights::RequestKind,
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::Reader;
use crate::{
    browser::intl,
    consent::words::kind_name,
    here::{href, use_lang},
    title::page_title,
    tr,
};

/// The control of a clause; none where a clause promises nothing that somebody could do.
pub(super) fn live(clause: &str, reader: &Reader) -> Option<AnyView> {
    let content = match clause {
        "rights" => {
            let rights = [Dashboard::Data, Dashboard::Limits, Dashboard::Export, Dashboard::Delete];
            pages(tr!(policy.live_rights), &rights)
        }
        "principles" | "personal-data" | "purposes" => pages(tr!(policy.live_data), &[Dashboard::Overview]),
        "retention" | "erasure" => pages(tr!(policy.live_erasure), &[Dashboard::Delete]),
        "authorities" | "disclosure" => pages(tr!(policy.live_disclosures), &[Dashboard::Requests]),
        "cookies" => cookies(reader),
        "usage-data" | "analytics" => statistics(clause, reader),
        "mailchimp" | "campayn" => newsletter(reader),
        "transfers" | "providers" => recipients(),
        "contact" | "contact-us" => contact(),
        "children" => guardian(),
        "changes" => changes(),
        _ => return None,
    };
    Some(view! { <div class="live">{content}</div> }.into_any())
}

fn pages(words: &'static str, pages: &[Dashboard]) -> AnyView {
    let links = pages.iter().map(|page| link(href(Route::MyPrivacy(*page)), page_title(Route::MyPrivacy(*page))));
    view! { <p>{words} " " {separated(links.collect())}</p> }.into_any()
}

/// The register, and what each recipient holds of the person.
fn recipients() -> AnyView {
    let routes = [Route::Recipients, Route::MyPrivacy(Dashboard::Consents)];
    let links = routes.map(|route| link(href(route), page_title(route)));
    view! { <p>{tr!(policy.live_recipients)} " " {separated(links.into())}</p> }.into_any()
}

fn contact() -> AnyView {
    let form = format!("{}?topic={}", href(Route::Contact), Topic::DataProtection.code());
    view! { <p>{tr!(policy.live_contact)} " " {link(form, page_title(Route::Contact))}</p> }.into_any()
}

/// A report about a child is a request like any other: with a code, a clock and an answer.
fn guardian() -> AnyView {
    let form = format!("{}?right={}", href(Route::Request), RequestKind::Guardian.code());
    view! { <p>{tr!(policy.live_children)} " " {link(form, tr!(requests.kind_guardian))}</p> }.into_any()
}

/// Path, content type and name of each feed.
const FEEDS: [(&str, &str, &str); 2] =
    [(path::POLICY_ATOM, "application/atom+xml", "Atom"), (path::POLICY_FEED, "application/feed+json", "JSON Feed")];

fn feed(path: &str, lang: Lang) -> String {
    format!("{}?lang={}", path::with(path, Document::Privacy.slug()), lang.tag())
}

/// The feeds of versions, for the head of a page: readers of feeds look there.
pub fn feed_links(lang: Lang) -> String {
    let link = |(path, kind, name): (&str, &str, &str)| {
        format!("<link rel=\"alternate\" type=\"{kind}\" title=\"{name}\" href=\"{}\">", feed(path, lang))
    };
    FEEDS.map(link).concat()
}

fn changes() -> AnyView {
    let mut links = vec![link(href(Route::PolicyVersions), tr!(policy.all_versions))];
    links.extend(
        FEEDS.map(|(path, _, name)| view! { <a href=feed(path, use_lang()) rel="external">{name}</a> }.into_any()),
    );
    view! { <p>{tr!(policy.live_changes)} " " {separated(links)}</p> }.into_any()
}

/// What is decided about both purposes.
fn cookies(reader: &Reader) -> AnyView {
    let words = match &reader.decision {
        None => tr!(policy.live_undecided).to_owned(),
        Some(decision) if decision.how == How::Signal => tr!(policy.live_signal).to_owned(),
        Some(decision) => {
            let state = |purpose, kind| {
                let granted = if decision.answer(purpose).granted { tr!(policy.live_yes) } else { tr!(policy.live_no) };
                format!("{}: {granted}", kind_name(kind))
            };
            let states = [(Purpose::Preferences, Kind::Preference), (Purpose::Statistics, Kind::Statistics)]
                .map(|(p, k)| state(p, k));
            format!("{} {}.", tr!(policy.live_choice), states.join(", "))
        }
    };
    view! { <p>{words} " " {change()}</p> }.into_any()
}

/// Statistics, on or off, and the switch: a form, which works without the app too.
fn statistics(clause: &str, reader: &Reader) -> AnyView {
    let allowed = reader.decision.as_ref().is_some_and(|decision| decision.allows(Kind::Statistics));
    let date = reader.statistics_since.map(|since| format!(" ({})", intl::iso_day(&(reader.day)(since), use_lang())));
    let date = date.unwrap_or_default();
    let words = match (&reader.decision, allowed) {
        (_, true) => format!("{}{date}.", tr!(policy.live_statistics_on)),
        (Some(_), false) => format!("{}{date}.", tr!(policy.live_statistics_off)),
        (None, false) => tr!(policy.live_statistics_undecided).to_owned(),
    };
    let google = (clause == "analytics" && !reader.register.google).then(|| tr!(policy.live_no_google));
    let button = allowed.then(|| {
        view! {
            <form method="post" action=CONSENT_FORM>
                <input type="hidden" name="lang" value=use_lang().tag() />
                <input type="hidden" name="return" value=format!("{}#{clause}", href(Route::Privacy)) />
                <input type="hidden" name="place" value="clause" />
                <button class="button" type="submit" name="choice" value="no_statistics">
                    {tr!(policy.live_turn_off)}
                </button>
            </form>
        }
    });
    view! { <p>{google} " " {words} " " {change()}</p> {button} }.into_any()
}

/// The words around the switch, which the proof of the choice keeps.
pub fn switch_words() -> Vec<&'static str> {
    vec![tr!(policy.live_statistics_on), tr!(policy.live_turn_off)]
}

fn newsletter(reader: &Reader) -> AnyView {
    let words = match &reader.person {
        None => tr!(policy.live_newsletter),
        Some(person) if person.audiences.contains(&Audience::Subscribers) => tr!(policy.live_newsletter_on),
        Some(_) => tr!(policy.live_newsletter_off),
    };
    pages(words, &[Dashboard::Consents])
}

fn change() -> AnyView {
    link(format!("{}#choice", href(Route::Cookies)), tr!(policy.live_change))
}

fn link(href: String, words: &'static str) -> AnyView {
    view! { <a href=href>{words}</a> }.into_any()
}

fn separated(links: Vec<AnyView>) -> Vec<AnyView> {
    let between = |(at, link)| view! { {(at > 0).then_some(" · ")} {link} }.into_any();
    links.into_iter().enumerate().map(between).collect()
}
