//! What VET2B is, for whom, and the first steps.

use contract::{
    account::OrganisationKind,
    route::{RegisterStep, Route},
};
use leptos::prelude::*;

mod trust;

use super::art::TILES;
use crate::{
    here::href,
    session::use_session,
    tr,
    ui::{Icon, Symbol},
};
use trust::Trust;

/// Explains VET2B in one screen, and leads schools and companies to their first step.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Hero />
        <section class="home__section" aria-labelledby="who">
            <h2 id="who">{tr!(portal.who_title)}</h2>
            <div class="home__kinds">
                {kind(
                    OrganisationKind::Company,
                    [tr!(portal.company_title), tr!(portal.company_lead), tr!(portal.hero_company)],
                    [tr!(portal.company_1), tr!(portal.company_2), tr!(portal.company_3)],
                )}
                {kind(
                    OrganisationKind::School,
                    [tr!(portal.school_title), tr!(portal.school_lead), tr!(portal.hero_school)],
                    [tr!(portal.school_1), tr!(portal.school_2), tr!(portal.school_3)],
                )}
            </div>
        </section>
        <FirstSteps />
        <Trust />
    }
}

/// The first step of a registration.
fn register(kind: OrganisationKind) -> String {
    href(Route::RegisterStep(kind, RegisterStep::Person))
}

/// What VET2B is, in one sentence and a picture.
#[component]
fn Hero() -> impl IntoView {
    let session = use_session();
    let examples = [
        tr!(portal.example_catering),
        tr!(portal.example_web),
        tr!(portal.example_marketing),
        tr!(portal.example_laboratory),
        tr!(portal.example_printing),
    ];
    let examples = examples.map(|words| view! { <li class="tag">{words}</li> });
    // Hidden and not removed for a signed-in person, so that nothing below moves.
    let away = move || session.viewer().is_some();
    view! {
        <div class="band hero">
            <div class="hero__text">
                <h1 tabindex="-1">{tr!(portal.hero_title)}</h1>
                <p class="hero__lead">{tr!(portal.hero_lead)}</p>
                <p class="hero__examples" id="examples">{tr!(portal.examples_title)} ":"</p>
                <ul class="hero__tags" aria-labelledby="examples">{examples.collect_view()}</ul>
                <div class="hero__actions" class:hero__actions--away=away>
                    <a class="button button--primary" href=register(OrganisationKind::Company)>{tr!(portal.hero_company)}</a>
                    <a class="button button--primary" href=register(OrganisationKind::School)>{tr!(portal.hero_school)}</a>
                    <p>{tr!(portal.hero_have_account)} " " <a href=href(Route::SignIn)>{tr!(common.sign_in)}</a></p>
                </div>
            </div>
            <svg class="hero__art" viewBox="0 0 400 300" preserveAspectRatio="xMidYMin slice" aria-hidden="true" inner_html=TILES></svg>
        </div>
    }
}

/// What a kind of organisation gains, and where it begins.
fn kind(kind: OrganisationKind, [title, lead, call]: [&'static str; 3], points: [&'static str; 3]) -> AnyView {
    let symbol = match kind {
        OrganisationKind::Company => Symbol::Company,
        OrganisationKind::School => Symbol::School,
    };
    let points = points.map(|words| view! { <li><Icon symbol=Symbol::Check />{words}</li> });
    view! {
        <div class="card kind">
            <Icon symbol class="card__icon" />
            <h3 class="kind__title">{title}</h3>
            <p class="kind__lead">{lead}</p>
            <ul class="kind__points">{points.collect_view()}</ul>
            <p><a class="button" href=register(kind)>{call} <Icon symbol=Symbol::Arrow /></a></p>
        </div>
    }
    .into_any()
}

/// Register, confirm, work together.
#[component]
fn FirstSteps() -> impl IntoView {
    let steps = [
        (tr!(portal.start_1), tr!(portal.start_1_text)),
        (tr!(portal.start_2), tr!(portal.start_2_text)),
        (tr!(portal.start_3), tr!(portal.start_3_text)),
    ];
    let steps = steps.map(|(title, text)| view! { <li><h3>{title}</h3><p>{text}</p></li> });
    view! {
        <section class="home__section home__start" aria-labelledby="start">
            <h2 id="start">{tr!(portal.start_title)}</h2>
            <div>
                <ol class="steps">{steps.collect_view()}</ol>
                <p><a class="button button--primary" href=href(Route::Register)>{tr!(portal.start_button)}</a></p>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::here::{Here, provide_here};

    #[test]
    fn both_kinds_find_their_first_step_in_both_languages() {
        for lang in ["lv", "en"] {
            let owner = Owner::new();
            let html = owner.with(|| {
                provide_here(Signal::stored(Here::at(&format!("/{lang}"))));
                view! { <Home /> }.to_html()
            });
            for page in ["register/company", "register/school", "privacy", "cookies", "my-privacy"] {
                assert!(html.contains(&format!("href=\"/{lang}/{page}\"")), "{lang} {page}\n{html}");
            }
            assert_eq!(html.matches("<h1").count(), 1);
            assert!(!html.contains("style="), "the content security policy forbids inline styles");
        }
    }
}
