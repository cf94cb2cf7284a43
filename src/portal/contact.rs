//! A message to the controller.

use contract::{check::Field, problem::Problem, route::Route};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser::location;

mod message;
mod sent;

use message::Message;
pub use message::to_meta;
use sent::Sent;

/// What became of a message that was sent without the app, as the server knows it when it renders the page.
#[derive(Clone, Debug)]
pub enum Posted {
    /// received under this reference
    Sent(String),
    /// not sent yet, and about this topic, as the address says
    About(String),
    /// not received
    Refused {
        /// what was typed
        typed: Vec<(Field, String)>,
        /// why
        problem: Problem,
    },
}

/// The query parameter that holds the reference of a sent message, so that it survives a reload (F20).
const REFERENCE: &str = "reference";

/// Lets anyone write to the controller, and see afterwards what happens next.
#[component]
pub fn ContactPage() -> impl IntoView {
    // Natively there is no address bar: the server says what it has found there.
    let posted = match use_context::<Posted>() {
        Some(Posted::Sent(reference)) if cfg!(not(target_family = "wasm")) => Some(reference),
        _ => None,
    };
    let address = cfg!(target_family = "wasm").then(|| use_location().search);
    let reference = Memo::new(move |_| {
        address.map(|search| search.get());
        location::query(REFERENCE).or_else(|| posted.clone()).filter(|text| is_reference(text))
    });
    move || match reference.get() {
        Some(reference) => view! { <Sent reference /> }.into_any(),
        None => view! { <Message /> }.into_any(),
    }
}

/// The address of the page that shows a reference.
fn receipt_path(lang: contract::lang::Lang, reference: &str) -> String {
    format!("{}?{REFERENCE}={reference}", Route::Contact.path(lang))
}

/// Whether a text looks like `R-7K3M-9QXA`: a crafted link must not put words into the portal's mouth.
fn is_reference(text: &str) -> bool {
    (4..=24).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;
    use crate::here::{Here, provide_here};

    #[test]
    fn only_references_are_shown() {
        assert!(is_reference("R-7K3M-9QXA"));
        for other in ["", "R-1", "call +371 1", "<b>", "r-7k3m-9qxa", "R-7K3M-9QXA-7K3M-9QXA-7K3M-9QXA"] {
            assert!(!is_reference(other), "{other}");
        }
        assert_eq!(receipt_path(Lang::Lv, "R-7K3M-9QXA"), "/lv/contact?reference=R-7K3M-9QXA");
    }

    #[test]
    fn the_form_says_why_each_thing_is_asked() {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_here(Signal::stored(Here::at("/en/contact")));
            view! { <ContactPage /> }.to_html()
        });
        for id in ["field-topic-hint", "field-name-hint", "field-email-hint", "field-message-hint"] {
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}\n{html}");
        }
        assert!(html.contains("mailto:contact@vet2b.eu"));
    }

    #[test]
    fn the_receipt_shows_its_reference() {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_here(Signal::stored(Here::at("/lv/contact")));
            view! { <Sent reference="R-7K3M-9QXA".to_owned() /> }.to_html()
        });
        assert!(html.contains("R-7K3M-9QXA") && html.contains("mēneša laikā"), "{html}");
    }
}
