//! Running text of a policy, from structure to view: the server sends no HTML.

use contract::policy::{Block, Inline};
use leptos::prelude::*;

use crate::ui::External;

/// A paragraph, a heading or a list.
pub fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(words) => view! { <p>{inlines(words)}</p> }.into_any(),
        Block::Heading(words) => view! { <h3>{inlines(words)}</h3> }.into_any(),
        Block::Bullets(points) => view! { <ul>{list(points)}</ul> }.into_any(),
        Block::Numbers(points) => view! { <ol>{list(points)}</ol> }.into_any(),
    }
}

fn list(points: Vec<Vec<Inline>>) -> Vec<AnyView> {
    points.into_iter().map(|words| view! { <li>{inlines(words)}</li> }.into_any()).collect()
}

/// Runs of text.
pub fn inlines(words: Vec<Inline>) -> Vec<AnyView> {
    words.into_iter().map(inline).collect()
}

fn inline(words: Inline) -> AnyView {
    match words {
        Inline::Text { text } => text.into_any(),
        Inline::Strong { text } => view! { <strong>{text}</strong> }.into_any(),
        Inline::Emphasis { text } => view! { <em>{text}</em> }.into_any(),
        Inline::Link { href, text } if is_external(&href) => view! { <External href text /> }.into_any(),
        Inline::Link { href, text } => view! { <a href=href>{text}</a> }.into_any(),
    }
}

/// Whether a link leads to a website other than the portal itself.
fn is_external(href: &str) -> bool {
    href.starts_with("http") && !href.starts_with("https://www.vet2b.eu")
}

#[cfg(test)]
mod tests {
    use super::is_external;

    #[test]
    fn other_websites_are_external_and_the_portal_is_not() {
        assert!(is_external("https://mailchimp.com/legal/"));
        for own in ["/lv/privacy", "mailto:contact@vet2b.eu", "https://www.vet2b.eu/legal"] {
            assert!(!is_external(own), "{own}");
        }
    }
}
