//! The title of the window, and of a page in search results.

use contract::{
    account::OrganisationKind,
    route::{Dashboard, RegisterStep, Route},
};
use leptos::prelude::*;

use crate::{
    browser::document::set_title,
    effect::effect,
    here::{Here, use_here},
    tr,
};

/// The title's state: a form with errors is marked (F5); a page that is several in one says which.
#[derive(Clone, Copy)]
pub struct TitleContext {
    error: RwSignal<bool>,
    name: RwSignal<Option<&'static str>>,
}

impl TitleContext {
    /// Puts "Error: " before the title, or takes it away.
    pub fn mark_error(self, error: bool) {
        self.error.try_set(error);
    }

    /// Calls the page otherwise than its address does, or no more.
    pub fn call(self, name: Option<&'static str>) {
        self.name.try_set(name);
    }

    fn new() -> Self {
        Self { error: RwSignal::new(false), name: RwSignal::new(None) }
    }
}

/// Provides the title and keeps it in step with the page.
pub fn provide_title() {
    let title = TitleContext::new();
    provide_context(title);
    let here = use_here();
    effect(move || {
        let prefix = if title.error.get() { tr!(common.error_prefix) } else { "" };
        let page = window_title(here.get());
        let page = title.name.get().map_or(page, |name| format!("{name} – {}", tr!(common.portal)));
        set_title(&format!("{prefix}{page}"));
    });
}

/// The title's state.
pub fn use_title() -> TitleContext {
    use_context().unwrap_or_else(TitleContext::new)
}

/// The title of the window: page and portal, in the language of the context.
pub fn window_title(here: Here) -> String {
    let page = match here.route {
        None => tr!(common.title_not_found).to_owned(),
        Some(Route::PolicyVersion(version)) => tr!(common.title_policy_version, version = version),
        Some(Route::PolicyChanges { version, since }) => {
            tr!(common.title_policy_changes, version = version, since = since)
        }
        Some(route) => page_title(route).to_owned(),
    };
    format!("{page} – {}", tr!(common.portal))
}

/// The title of a page; one version of the policy is called as all are.
pub fn page_title(route: Route) -> &'static str {
    match route {
        Route::Home => tr!(common.title_home),
        Route::Privacy | Route::PolicyVersion(_) | Route::PolicyChanges { .. } => tr!(common.title_privacy),
        Route::PolicyVersions => tr!(common.title_policy_versions),
        Route::Legal => tr!(common.title_legal),
        Route::Cookies => tr!(common.title_cookies),
        Route::Contact => tr!(common.title_contact),
        Route::Accessibility => tr!(common.title_accessibility),
        Route::Recipients => tr!(limits.recipients_title),
        Route::Register => tr!(common.title_register),
        Route::RegisterStep(OrganisationKind::Company, step) => match step {
            RegisterStep::Person => tr!(common.title_register_company_person),
            RegisterStep::Organisation => tr!(common.title_register_company_organisation),
            RegisterStep::Password => tr!(common.title_register_company_password),
            RegisterStep::Declarations => tr!(common.title_register_company_declarations),
            RegisterStep::Check => tr!(common.title_register_company_check),
        },
        Route::RegisterStep(OrganisationKind::School, step) => match step {
            RegisterStep::Person => tr!(common.title_register_school_person),
            RegisterStep::Organisation => tr!(common.title_register_school_organisation),
            RegisterStep::Password => tr!(common.title_register_school_password),
            RegisterStep::Declarations => tr!(common.title_register_school_declarations),
            RegisterStep::Check => tr!(common.title_register_school_check),
        },
        Route::Registered => tr!(common.title_registered),
        Route::Verify => tr!(proof.title),
        Route::VerifyEmail => tr!(common.title_verify_email),
        Route::NewsletterConfirm => tr!(common.title_newsletter_confirm),
        Route::Welcome => tr!(common.title_welcome),
        Route::SignIn => tr!(common.title_sign_in),
        Route::Recover => tr!(common.title_recover),
        Route::NewPassword => tr!(common.title_new_password),
        Route::KeepAccount => tr!(common.title_keep_account),
        Route::Invitation => tr!(common.title_invitation),
        Route::MyPrivacy(page) => dashboard_title(page),
        Route::Request => tr!(requests.title_request),
        Route::RequestStatus => tr!(requests.title_status),
        Route::ExportViewer => tr!(viewer.title),
        Route::Styleguide => tr!(common.title_styleguide),
    }
}

/// The title of a page of the dashboard.
pub fn dashboard_title(page: Dashboard) -> &'static str {
    match page {
        Dashboard::Overview => tr!(common.title_my_privacy),
        Dashboard::Data => tr!(common.title_my_data),
        Dashboard::Consents => tr!(common.title_my_consents),
        Dashboard::Limits => tr!(limits.title),
        Dashboard::Export => tr!(common.title_my_export),
        Dashboard::Delete => tr!(common.title_my_delete),
        Dashboard::Activity => tr!(common.title_my_activity),
        Dashboard::Sessions => tr!(common.title_my_sessions),
        Dashboard::Requests => tr!(requests.title_my),
    }
}
