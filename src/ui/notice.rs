//! A message that stands out.

use leptos::prelude::*;

/// What a notice is about; said by its icon and words too, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// good to know
    Info,
    /// it worked
    Success,
    /// look out
    Warning,
    /// it did not work
    Danger,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// Says something that should not be missed.
#[component]
pub fn Notice(
    /// what it is about
    tone: Tone,
    /// says it to a screen reader when it appears
    #[prop(optional)]
    live: bool,
    /// the message
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice notice--{}", tone.name()) role=live.then_some("status")>
            <svg class="icon notice__icon" aria-hidden="true"><use href=format!("/icons.svg#{}", tone.name()) /></svg>
            <div class="notice__body">{children()}</div>
        </div>
    }
}
