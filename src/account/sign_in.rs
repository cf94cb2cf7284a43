//! Signing in.

use contract::{
    account::{Session, SignInDraft},
    check::{Check, Field},
    route::{Dashboard, Route},
};
use leptos::prelude::*;

use super::go::{next_page, use_go, use_query};
use crate::{
    api::{self, ApiError},
    form::{Form, FormPage, PasswordField, Submit, TextField},
    here::{href, use_lang},
    session::use_session,
    title::page_title,
    tr,
};

/// Lets a person sign in, and leads where they wanted to go.
#[component]
pub fn SignInPage() -> impl IntoView {
    let form = Form::new();
    let next = use_query("next");
    let session = use_session();
    let go = use_go();
    let lang = use_lang();
    let on_submit = Callback::new(move |()| {
        let draft = SignInDraft { email: form.text(Field::Email), password: form.text(Field::CurrentPassword) };
        let wanted = next.with_untracked(|next| next_page(next.as_deref()));
        form.submit(draft.check(), api::account::sign_in, move |answer| {
            let Session::SignedIn(viewer) = &answer else { return form.fail(ApiError::Unreadable) };
            let page = destination(viewer.erasure_due.is_some(), wanted);
            session.set(answer);
            go.instead(&page.path(lang));
        });
    });
    let asked = move || next.with(|next| next_page(next.as_deref())).is_some();
    view! {
        <FormPage form title=page_title(Route::SignIn) on_submit>
            {move || asked().then(|| view! { <p>{tr!(account.sign_in_first)}</p> })}
            <TextField form field=Field::Email kind="email" autocomplete="username" />
            <PasswordField form field=Field::CurrentPassword />
            <div class="button-row"><Submit form label=page_title(Route::SignIn) /></div>
        </FormPage>
        <ul class="account-links">
            <li><a href=href(Route::Recover)>{tr!(account.forgotten)}</a></li>
            <li><a href=href(Route::Registered)>{tr!(account.no_mail)}</a></li>
            <li><a href=href(Route::Register)>{tr!(account.no_account)}</a></li>
        </ul>
    }
}

/// Where a sign-in leads. A pending erasure comes first: it can be stopped only in time.
fn destination(erasure_pending: bool, wanted: Option<Route>) -> Route {
    if erasure_pending {
        return Route::MyPrivacy(Dashboard::Delete);
    }
    wanted.unwrap_or(Route::MyPrivacy(Dashboard::Overview))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pending_erasure_comes_before_the_page_that_was_wanted() {
        let data = Route::MyPrivacy(Dashboard::Data);
        assert_eq!(destination(true, Some(data)), Route::MyPrivacy(Dashboard::Delete));
        assert_eq!(destination(false, Some(data)), data);
        assert_eq!(destination(false, None), Route::MyPrivacy(Dashboard::Overview));
    }
}
