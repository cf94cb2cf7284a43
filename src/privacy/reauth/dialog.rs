use contract::{
    account::{Reauthentication, ReauthenticationDraft, Session, SignIn},
    check::{Check, Field, Flaw, Text, Violation},
    problem::{Code, Problem},
    route::Route,
    text::EmailAddress,
};
use leptos::prelude::*;

use super::{Ask, use_reauth};
use crate::{
    api::{self, ApiError},
    browser::document::{focus_first, next_frame},
    effect::effect_since,
    form::{ErrorSummary, Form, PasswordField, Submit},
    here::href,
    session::use_session,
    tr,
    ui::Dialog,
};

/// Asks for the password in use. Escape and "Close" mean no.
#[component]
pub fn ReauthDialog() -> impl IntoView {
    let reauth = use_reauth();
    let session = use_session();
    let form = Form::new();
    let password = form.value(Field::CurrentPassword);
    effect_since(move |was: Option<bool>| {
        let open = reauth.open.get();
        if open {
            form.clear_errors();
            // After the content, which the dialog builds when it opens.
            next_frame(|| next_frame(|| focus_first("#field-current-password")));
        } else if was == Some(true) {
            password.set(String::new());
            reauth.settle(false);
        }
        open
    });
    let email = move || session.viewer().map(|viewer| viewer.email).unwrap_or_default();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (why, email) = (reauth.why.get_untracked(), untrack(email));
        let draft = ReauthenticationDraft { current_password: password.get_untracked() };
        form.submit(
            draft.check(),
            move |proof| Box::pin(prove(why, email, proof)),
            move |proven: Session| {
                session.set(proven);
                reauth.settle(true);
            },
        );
    };
    view! {
        <Dialog open=reauth.open title=tr!(privacy.reauth_title)>
            <ErrorSummary form />
            <p>
                {move || match reauth.why.get() {
                    Ask::Again => tr!(privacy.reauth_again),
                    Ask::Ended => tr!(privacy.reauth_ended),
                }}
            </p>
            <form novalidate on:submit=submit>
                // Tells password managers whose password it is.
                <input type="text" name="username" autocomplete="username" prop:value=email hidden />
                <PasswordField form field=Field::CurrentPassword />
                <div class="button-row">
                    <Submit form label=tr!(privacy.reauth_submit) />
                    <a href=href(Route::Recover)>{tr!(privacy.reauth_forgotten)}</a>
                </div>
            </form>
        </Dialog>
    }
}

/// Proves the identity, or signs in again when the session has ended. A wrong password is the field's matter.
async fn prove(why: Ask, email: String, proof: Reauthentication) -> Result<Session, ApiError> {
    let answer = match (why, EmailAddress::parse(&email)) {
        (Ask::Ended, Ok(email)) => api::account::sign_in(SignIn { email, password: proof.current_password }).await,
        _ => api::account::reauthenticate(proof).await,
    };
    answer.map_err(|error| match error {
        ApiError::Problem(problem) if problem.code == Code::BadCredentials => {
            let wrong = Violation { field: Field::CurrentPassword, flaw: Flaw::Wrong };
            ApiError::Problem(Problem::invalid(vec![wrong]))
        }
        error => error,
    })
}
