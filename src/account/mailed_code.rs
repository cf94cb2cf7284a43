//! A page that does one thing by a mailed code: on its button, never by being opened (mail scanners open links).

use contract::{
    account::TokenDraft,
    check::{Check, Field},
    problem::Code,
    route::Route,
};
use leptos::prelude::*;

use super::{go::use_hash, registration::TakenCode};
use crate::{
    api::ApiError,
    browser::location::{clear_fragment, fragment},
    effect::effect,
    form::{ErrorSummary, Form},
    here::use_here,
    tr,
    ui::{Notice, Tone, load::Skeleton},
};

/// Where such a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// the address bar was not read yet
    Unread,
    /// no code, or not a whole one
    Missing,
    /// waits for the button
    Ready,
    /// the server does not accept the code any more
    Gone,
    /// it is done
    Done,
}

/// A mailed code, in the form that sends it.
#[derive(Clone, Copy)]
pub struct MailedCode {
    /// the form
    pub form: Form,
    stage: RwSignal<Stage>,
    taken: Option<TakenCode>,
}

impl MailedCode {
    /// At a stage that is known already.
    pub fn at(stage: Stage) -> Self {
        let form = Form::new();
        form.value(Field::Token);
        Self { form, stage: RwSignal::new(stage), taken: use_context() }
    }

    /// Takes the code out of the address bar, where it should not stay.
    pub fn take() -> Self {
        let code = Self::at(Stage::Unread);
        let here = use_here();
        let taken = code.taken;
        let hash = use_hash();
        effect(move || {
            // A link that is pasted into the open page changes only this.
            hash.track();
            let Some(route) = here.get_untracked().route else { return };
            let whole = |token: &String| TokenDraft { token: token.clone() }.check().is_ok();
            let fresh = fragment().filter(whole);
            if fresh.is_some() {
                clear_fragment();
            }
            // A change of language builds the page anew; the address bar is empty by then.
            if let Some(token) = fresh.or_else(|| kept(taken, route)) {
                if let Some(taken) = taken {
                    taken.0.set_value(Some((route, token.clone())));
                }
                code.form.clear_errors();
                code.form.fill(Field::Token, token);
                code.stage.set(Stage::Ready);
            } else if code.stage.get_untracked() == Stage::Unread {
                code.stage.set(Stage::Missing);
            }
        });
        code
    }

    /// The code, for a draft.
    pub fn token(self) -> String {
        self.form.text(Field::Token)
    }

    /// Whether it waits for the button, tracked.
    pub fn is_ready(self) -> bool {
        self.stage.get() == Stage::Ready
    }

    /// It is done, and the code is of no use any more.
    pub fn done(self) {
        if let Some(taken) = self.taken {
            taken.0.set_value(None);
        }
        self.stage.try_set(Stage::Done);
    }

    fn stage(self) -> Stage {
        let gone = matches!(self.form.failure(), Some(ApiError::Problem(problem)) if problem.code == Code::Gone);
        match self.stage.get() {
            Stage::Ready if gone => Stage::Gone,
            stage => stage,
        }
    }
}

/// Whether a code for this page was taken out of the address bar and waits for the button.
pub fn is_kept(route: Route) -> bool {
    kept(use_context(), route).is_some()
}

fn kept(taken: Option<TakenCode>, route: Route) -> Option<String> {
    let kept = taken?.0.get_value()?;
    (kept.0 == route).then_some(kept.1)
}

/// The frame of such a page.
#[component]
pub fn MailedPage(
    /// the code
    code: MailedCode,
    /// the heading
    title: &'static str,
    /// what the button does
    on_submit: Callback<()>,
    /// inside the form: what will happen, fields, button
    #[prop(into)]
    ready: ViewFn,
    /// what happened, and the next step
    #[prop(into)]
    done: ViewFn,
    /// without a valid code: how to get another one
    #[prop(into)]
    way_on: ViewFn,
) -> impl IntoView {
    let stage = Memo::new(move |_| code.stage());
    let content = move || match stage.get() {
        Stage::Unread => view! { <Skeleton /> }.into_any(),
        Stage::Missing => view! {
            <Notice tone=Tone::Warning live=true><p>{tr!(account.code_missing)}</p></Notice>
            {way_on.run()}
        }
        .into_any(),
        Stage::Gone => way_on.run(),
        Stage::Done => done.run(),
        Stage::Ready => view! {
            <form
                novalidate
                method="post"
                on:submit=move |event| {
                    event.prevent_default();
                    on_submit.run(());
                }
            >
                {ready.run()}
            </form>
        }
        .into_any(),
    };
    view! {
        <div class="form-page">
            <ErrorSummary form=code.form />
            <h1 tabindex="-1">{title}</h1>
            {content}
        </div>
    }
}
