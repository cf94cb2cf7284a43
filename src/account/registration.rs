//! One registration across its pages: kept while pages and languages change, and in the tab against a reload.

use std::collections::BTreeMap;

use contract::{
    account::{DeclarationsDraft, OrganisationDraft, OrganisationKind, PersonDraft, RegistrationDraft},
    check::{Check, Field, Violation, Violations},
    json::{Json, Read},
    lang::Lang,
    route::RegisterStep,
};
use leptos::prelude::*;

use crate::{
    browser::{draft, json},
    effect::effect_since,
    form::Form,
};

/// The registration that is being typed.
#[derive(Clone, Copy)]
pub struct RegistrationContext {
    form: Form,
    handed_over: StoredValue<Violations>,
    sent_back: StoredValue<bool>,
    sent_to: StoredValue<String>,
}

/// A mailed code that was taken out of the address bar, by the page it is for.
#[derive(Clone, Copy)]
pub(super) struct TakenCode(pub(super) StoredValue<Option<(contract::route::Route, String)>>);

/// Provides the registration, with what the tab kept of it, and keeps the tab in step with it.
pub fn provide_registration() {
    let registration = RegistrationContext::new();
    provide_context(registration);
    provide_context(TakenCode(StoredValue::new(None)));
    if let Some(kept) = draft::read().and_then(|kept| json::parse(&kept)) {
        registration.restore(kept);
    }
    effect_since(move |before: Option<bool>| {
        let kept = registration.kept();
        let any = !kept.is_empty();
        if any {
            draft::write(&serde_json::to_string(&kept).unwrap_or_default());
        } else if before == Some(true) {
            draft::clear();
        }
        any
    });
}

/// The registration.
pub fn use_registration() -> RegistrationContext {
    use_context().unwrap_or_else(RegistrationContext::new)
}

/// The fields of a step, in the order of its page.
pub const fn fields(step: RegisterStep) -> &'static [Field] {
    match step {
        RegisterStep::Person => &[Field::Name, Field::Surname, Field::Email, Field::Phone],
        RegisterStep::Organisation => &[
            Field::OrganisationName,
            Field::Country,
            Field::Region,
            Field::City,
            Field::Street,
            Field::Postcode,
            Field::RegistrationNumber,
            Field::Oid,
        ],
        RegisterStep::Password => &[Field::Password],
        RegisterStep::Declarations => &[Field::Adult, Field::PolicyRead, Field::PolicyVersion, Field::Newsletter],
        RegisterStep::Check => &[],
    }
}

/// The step that asks for a field; the first one for what no step asks for.
pub fn step_of(field: Field) -> RegisterStep {
    RegisterStep::ALL.into_iter().find(|step| fields(*step).contains(&field)).unwrap_or(RegisterStep::Person)
}

/// Only the violations of one step, in the order of its page.
fn only(violations: &Violations, step: RegisterStep) -> Violations {
    fields(step)
        .iter()
        .flat_map(|field| violations.iter().filter(move |violation| violation.field == *field))
        .cloned()
        .collect()
}

impl RegistrationContext {
    fn new() -> Self {
        let form = Form::new();
        // Made here, the values belong to the portal and not to the first page that shows them.
        for field in RegisterStep::ALL.into_iter().flat_map(fields) {
            form.value(*field);
        }
        Self {
            form,
            handed_over: StoredValue::new(Vec::new()),
            sent_back: StoredValue::new(false),
            sent_to: StoredValue::new(String::new()),
        }
    }

    /// The form behind all steps.
    pub const fn form(self) -> Form {
        self.form
    }

    /// What the tab may keep: everything that is not empty, but never the password. Tracked.
    fn kept(self) -> BTreeMap<Field, String> {
        let all = RegisterStep::ALL.into_iter().flat_map(fields).filter(|field| **field != Field::Password);
        all.map(|field| (*field, self.form.value(*field).get())).filter(|(_, value)| !value.is_empty()).collect()
    }

    fn restore(self, kept: Json) {
        let Json::Object(kept) = kept else { return };
        for (name, value) in kept {
            let (Some(field), Some(value)) = (Field::read(Json::Text(name)), String::read(value)) else { continue };
            if field != Field::Password && RegisterStep::ALL.into_iter().any(|step| fields(step).contains(&field)) {
                self.form.fill(field, value);
            }
        }
    }

    /// Everything that was typed.
    pub fn draft(self, kind: OrganisationKind, lang: Lang) -> RegistrationDraft {
        let text = |field| self.form.text(field);
        RegistrationDraft {
            kind,
            lang,
            person: PersonDraft { name: text(Field::Name), surname: text(Field::Surname), phone: text(Field::Phone) },
            email: text(Field::Email),
            organisation: OrganisationDraft {
                name: text(Field::OrganisationName),
                country: text(Field::Country),
                region: text(Field::Region),
                city: text(Field::City),
                street: text(Field::Street),
                postcode: text(Field::Postcode),
                registration_number: text(Field::RegistrationNumber),
                // Only schools are asked for it; a person who turned from school to company has not given it.
                oid: if kind == OrganisationKind::School { text(Field::Oid) } else { String::new() },
            },
            password: text(Field::Password),
            declarations: DeclarationsDraft {
                adult: self.form.ticked(Field::Adult),
                policy_read: self.form.ticked(Field::PolicyRead),
                policy_version: text(Field::PolicyVersion),
                newsletter: self.form.ticked(Field::Newsletter),
            },
        }
    }

    /// What is wrong with the answers of one step.
    pub fn flaws(self, kind: OrganisationKind, step: RegisterStep) -> Violations {
        self.draft(kind, Lang::default()).check().err().map_or_else(Vec::new, |all| only(&all, step))
    }

    /// The first step that still needs something; the check when none does.
    pub fn first_incomplete(self, kind: OrganisationKind) -> RegisterStep {
        let violations = self.draft(kind, Lang::default()).check().err().unwrap_or_default();
        violations.iter().map(|violation| step_of(violation.field)).min().unwrap_or(RegisterStep::Check)
    }

    /// Takes note of a policy version that is shown. Having read another version counts no longer.
    pub fn show_version(self, version: &str) {
        let before = self.form.text(Field::PolicyVersion);
        if before != version {
            if !before.is_empty() {
                self.form.fill(Field::PolicyRead, "");
            }
            self.form.fill(Field::PolicyVersion, version);
        }
    }

    /// Keeps errors for the step that they belong to, and says which step that is.
    ///
    /// A version that is past is said of the box that one ticks: the version itself has no control to go to.
    pub fn hand_over(self, violations: &Violations) -> Option<RegisterStep> {
        let at_control = |violation: &Violation| match violation.field {
            Field::PolicyVersion => Violation { field: Field::PolicyRead, ..violation.clone() },
            _ => violation.clone(),
        };
        let violations: Violations = violations.iter().map(at_control).collect();
        let step = violations.iter().map(|violation| step_of(violation.field)).min()?;
        self.handed_over.set_value(only(&violations, step));
        Some(step)
    }

    /// The errors that the check handed over to this step, once.
    pub fn take_handed_over(self, step: RegisterStep) -> Violations {
        let mine = self.handed_over.with_value(|all| all.first().is_some_and(|first| step_of(first.field) == step));
        if !mine {
            return Vec::new();
        }
        self.handed_over.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Notes that a later step was opened too early.
    pub fn send_back(self) {
        self.sent_back.set_value(true);
    }

    /// Whether the person was led here from a later step, once.
    pub fn take_sent_back(self) -> bool {
        self.sent_back.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Forgets everything that was typed, in the tab too.
    pub fn forget(self) {
        self.form.clear_errors();
        for field in RegisterStep::ALL.into_iter().flat_map(fields) {
            self.form.fill(*field, "");
        }
    }

    /// The registration was sent: only the address stays in memory, to offer the mail again.
    pub fn sent(self) {
        self.sent_to.set_value(self.form.text(Field::Email));
        self.forget();
    }

    /// The address of the registration that was just sent; empty after a reload.
    pub fn sent_to(self) -> String {
        self.sent_to.get_value()
    }
}

#[cfg(test)]
#[path = "registration/tests.rs"]
mod tests;
