//! The icons of `public/icons.svg`: one file for all, asked for once.

use leptos::prelude::*;

/// An icon by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it shows")]
pub enum Symbol {
    Info,
    Success,
    Warning,
    Danger,
    Menu,
    Company,
    School,
    Shield,
    Download,
    Trash,
    Edit,
    Check,
    Arrow,
    External,
    Clock,
    Device,
    Mail,
    Cookie,
    Person,
    Search,
    Globe,
}

impl Symbol {
    /// All icons, for the page of components.
    pub const ALL: [Self; 21] = [
        Self::Info,
        Self::Success,
        Self::Warning,
        Self::Danger,
        Self::Menu,
        Self::Company,
        Self::School,
        Self::Shield,
        Self::Download,
        Self::Trash,
        Self::Edit,
        Self::Check,
        Self::Arrow,
        Self::External,
        Self::Clock,
        Self::Device,
        Self::Mail,
        Self::Cookie,
        Self::Person,
        Self::Search,
        Self::Globe,
    ];

    /// Its id in the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Menu => "menu",
            Self::Company => "company",
            Self::School => "school",
            Self::Shield => "shield",
            Self::Download => "download",
            Self::Trash => "trash",
            Self::Edit => "edit",
            Self::Check => "check",
            Self::Arrow => "arrow",
            Self::External => "external",
            Self::Clock => "clock",
            Self::Device => "device",
            Self::Mail => "mail",
            Self::Cookie => "cookie",
            Self::Person => "person",
            Self::Search => "search",
            Self::Globe => "globe",
        }
    }
}

/// Shows an icon beside words that say the same: screen readers pass it over.
#[component]
pub fn Icon(
    /// which
    symbol: Symbol,
    /// its place in the component around it, such as `card__icon`
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}") aria-hidden="true">
            <use href=format!("/icons.svg#{}", symbol.id()) />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_in_the_file() {
        let file = include_str!("../../public/icons.svg");
        for symbol in Symbol::ALL {
            assert!(file.contains(&format!("<symbol id=\"{}\"", symbol.id())), "{symbol:?}");
        }
    }
}
