//! Forms to the contracts F1-F20: nothing is judged while typing, every value is kept, errors are said twice in the
//! same words, and browser and server use one rule set.

use std::collections::BTreeMap;

use contract::{
    check::{Field, Violation, Violations},
    problem::{Code, Problem},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{Answer, ApiError},
    browser::document::{focus_first, is_focus_lost, next_frame, scroll_to},
};

pub mod checkbox;
pub mod choice;
pub mod country;
pub mod error_summary;
pub mod label;
pub mod page;
pub mod password;
pub mod submit;
pub mod text_area;
pub mod text_field;

pub use checkbox::Checkbox;
pub use choice::Choice;
pub use country::CountryField;
pub use error_summary::ErrorSummary;
pub use page::FormPage;
pub use password::PasswordField;
pub use submit::Submit;
pub use text_area::TextArea;
pub use text_field::TextField;

/// The state of one form: what was typed, what is wrong, whether it is being sent.
///
/// Values are texts by [`Field`], a ticked box is `"true"`: one type for all forms keeps the components free of
/// generics, and so small in the wasm. The typed draft is built on submit.
#[derive(Clone, Copy)]
pub struct Form {
    values: StoredValue<BTreeMap<Field, RwSignal<String>>>,
    violations: RwSignal<Violations>,
    failure: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self {
            values: StoredValue::new(BTreeMap::new()),
            violations: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// The value of a field, as a signal; made on first use, so create it where the form lives, not in an event handler.
    pub fn value(self, field: Field) -> RwSignal<String> {
        if let Some(value) = self.values.with_value(|values| values.get(&field).copied()) {
            return value;
        }
        let value = RwSignal::new(String::new());
        self.values.update_value(|values| {
            values.insert(field, value);
        });
        value
    }

    /// What was typed into a field, untracked.
    pub fn text(self, field: Field) -> String {
        self.value(field).get_untracked()
    }

    /// Whether a box is ticked, untracked.
    pub fn ticked(self, field: Field) -> bool {
        self.value(field).with_untracked(|value| value == "true")
    }

    /// Fills a field.
    pub fn fill(self, field: Field, value: impl Into<String>) {
        self.value(field).set(value.into());
    }

    /// What is wrong, in the order of the form; tracked.
    pub fn violations(self) -> Violations {
        self.violations.get()
    }

    /// What is wrong with one field; tracked.
    pub fn violation(self, field: Field) -> Option<Violation> {
        self.violations.with(|all| all.iter().find(|violation| violation.field == field).cloned())
    }

    /// Why sending failed, when no field is to blame; tracked.
    pub fn failure(self) -> Option<ApiError> {
        self.failure.get()
    }

    /// Whether it is being sent; tracked.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Shows what is wrong and moves the focus to the summary.
    pub fn refuse(self, violations: Violations) {
        self.failure.set(None);
        self.violations.set(violations);
        next_frame(show_summary);
    }

    /// Shows a failure that no field is to blame for.
    pub fn fail(self, error: ApiError) {
        self.violations.set(Vec::new());
        self.failure.set(Some(error));
        next_frame(show_summary);
    }

    /// Shows what is wrong with what was sent without the app. The page is no news to its reader, so the focus stays where it is.
    pub fn show(self, problem: Problem) {
        match problem.violations.is_empty() {
            true => self.failure.set(Some(ApiError::Problem(problem))),
            false => self.violations.set(problem.violations),
        }
        next_frame(|| {
            if is_focus_lost() {
                focus_first("#error-summary");
            }
        });
    }

    /// Takes the errors back.
    pub fn clear_errors(self) {
        self.violations.set(Vec::new());
        self.failure.set(None);
    }

    /// Sends what was checked. While it is busy, a second submit does nothing (F20).
    pub fn submit<V, T: 'static>(
        self,
        checked: Result<V, Violations>,
        send: impl FnOnce(V) -> Answer<T>,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        let valid = match checked {
            Ok(valid) => valid,
            Err(violations) => return self.refuse(violations),
        };
        let answer = send(valid);
        let done: Box<dyn FnOnce(T)> = Box::new(done);
        self.run(Box::pin(async move {
            let value = answer.await?;
            Ok(Box::new(move || done(value)) as Box<dyn FnOnce()>)
        }));
    }

    /// The part of [`Form::submit`] that is the same for every answer: what comes back says what to do.
    fn run(self, answer: Answer<Box<dyn FnOnce()>>) {
        self.clear_errors();
        self.busy.set(true);
        spawn_local(async move {
            let answer = answer.await;
            // The person may have left the page meanwhile; then there is nothing to show.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(done) => done(),
                Err(ApiError::Problem(problem)) if problem.code == Code::Invalid => self.refuse(problem.violations),
                Err(error) => self.fail(error),
            }
        });
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

/// Brings the summary into sight and moves the focus to it.
fn show_summary() {
    scroll_to("error-summary");
    focus_first("#error-summary");
}

/// The id of a field's control.
pub fn field_id(field: Field) -> String {
    format!("field-{}", label::slug(field))
}
