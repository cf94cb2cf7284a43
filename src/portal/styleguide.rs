//! Every component in every state, on one page; development builds only. Its words are for developers, hence English.

use contract::check::{Field, Flaw, Violation};
use leptos::prelude::*;

use crate::{
    form::{Checkbox, Choice, CountryField, ErrorSummary, Form, PasswordField, Submit, TextArea, TextField},
    ui::{Dialog, External, Icon, Notice, PageHeader, Symbol, Tone, load::Skeleton},
};

mod samples;

/// Shows every component.
#[component]
pub fn Styleguide() -> impl IntoView {
    view! {
        <div lang="en">
            <PageHeader title="Components" lead="Every component of the portal in every state. Only in development builds." />
            <Words />
            <Buttons />
            <Notices />
            <Fields />
            <Wrong />
            <Lists />
            <Waiting />
        </div>
    }
}

/// A part of the page.
fn part(title: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! { <section class="sample"><h2>{title}</h2>{content.into_any()}</section> }.into_any()
}

#[component]
fn Words() -> impl IntoView {
    let icons = Symbol::ALL.map(|symbol| view! { <li><Icon symbol /> " " {symbol.id()}</li> });
    part(
        "Words and icons",
        view! {
            <div class="prose">
                <h3>"A heading of the third level"</h3>
                <p>
                    "Running text with a " <a href="#main">"link"</a> ", " <strong>"something important"</strong> ", "
                    <code>"code"</code> " and " <External href="https://example.org" text="another website" /> "."
                </p>
                <ul><li>"one"</li><li>"two"</li></ul>
                <ol><li>"first"</li><li>"second"</li></ol>
            </div>
            <ul class="cluster plain-list">{icons.collect_view()}</ul>
        },
    )
}

#[component]
fn Buttons() -> impl IntoView {
    let open = RwSignal::new(false);
    part(
        "Buttons",
        view! {
            <div class="button-row">
                <button class="button button--primary" type="button">"Primary"</button>
                <button class="button" type="button">"Secondary"</button>
                <button class="button button--danger" type="button">"Danger"</button>
                <button class="button button--quiet" type="button">"Quiet"</button>
                <button class="button button--link" type="button">"Like a link"</button>
                <button class="button" type="button" aria-pressed="true">"Pressed"</button>
                <button class="button button--primary" type="button" aria-disabled="true">"Busy"</button>
                <a class="button" href="#main">"A link " <Icon symbol=Symbol::Arrow /></a>
                <button class="button" type="button" on:click=move |_| open.set(true)>"Open a dialog"</button>
            </div>
            <Dialog open title="A dialog"><p>"Focus goes in and comes back; Escape closes it."</p></Dialog>
        },
    )
}

#[component]
fn Notices() -> impl IntoView {
    let tones = [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger];
    let notices = tones.map(|tone| {
        view! {
            <Notice tone>
                <h3>{format!("{tone:?}")}</h3>
                <p>"Said by icon and words too, never by colour alone."</p>
            </Notice>
        }
    });
    part(
        "Notices and tags",
        view! {
            {notices.collect_view()}
            <p class="cluster">
                <span class="tag">"tag"</span>
                <span class="tag tag--success">"success"</span>
                <span class="tag tag--warning">"warning"</span>
                <span class="tag tag--danger">"danger"</span>
                <span class="tag tag--neutral">"neutral"</span>
            </p>
        },
    )
}

#[component]
fn Fields() -> impl IntoView {
    let form = Form::new();
    part(
        "Fields",
        view! {
            <form novalidate on:submit=|event| event.prevent_default()>
                <TextField form field=Field::Name hint="One sentence: why it is asked." />
                <TextField form field=Field::Phone hint="An optional one." optional=true width="field--medium" />
                <TextField form field=Field::Postcode width="field--short" />
                <CountryField form />
                <PasswordField form field=Field::Password hint="At least 15 characters." />
                <Choice form field=Field::Topic options=vec![("a", "One", "With a sentence."), ("b", "Other", "")] />
                <TextArea form field=Field::Message />
                <Checkbox form field=Field::Adult />
                <Submit form label="Send" />
            </form>
        },
    )
}

/// The same with errors; other fields, as a field stands once on a page.
#[component]
fn Wrong() -> impl IntoView {
    let form = Form::new();
    let fields = [Field::Email, Field::City, Field::PolicyRead];
    form.fill(Field::Email, "anna@");
    form.fill(Field::City, "");
    let flaws = [Flaw::Malformed, Flaw::Required, Flaw::Required];
    form.refuse(fields.into_iter().zip(flaws).map(|(field, flaw)| Violation { field, flaw }).collect());
    part(
        "Fields with errors",
        view! {
            <ErrorSummary form />
            <TextField form field=Field::Email hint="We send the confirmation here." kind="email" />
            <TextField form field=Field::City />
            <Checkbox form field=Field::PolicyRead />
        },
    )
}

#[component]
fn Lists() -> impl IntoView {
    part("Cards, lists, tables, steps, tabs", samples::lists())
}

#[component]
fn Waiting() -> impl IntoView {
    part("Waiting and empty", view! { <Skeleton /> {samples::empty()} })
}
