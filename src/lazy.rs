//! Pages whose code a first visit of a public page does without: it is loaded when such a page is gone to.
//!
//! `cargo xtask` cuts the wasm at the functions that `chunk!` makes and has them compiled with `--cfg=split`. Every other build
//! is one piece and calls them directly.

use std::{
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    task::{Context, Poll, Waker},
};

use contract::route::Route as Page;
use leptos::prelude::*;

use crate::{
    account,
    api::{self, Answer, ApiError},
    browser::{
        document::{is_focus_lost, next_frame},
        location,
    },
    form::label::explain_error,
    privacy,
    shell::route_focus::focus_page,
    title::page_title,
    ui::{
        PageHeader,
        load::{Load, loaded},
    },
    verification, viewer,
};

/// What a chunk is loaded for: the view of each of its pages.
type View = fn(Page) -> AnyView;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for ApiError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::Offline
    }
}

/// A function that loads the chunk of its name and returns what only that chunk names.
macro_rules! chunk {
    ($name:ident, $view:path) => {
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name() -> Result<View, ApiError> {
            Ok($view)
        }

        #[cfg(not(split))]
        async fn $name() -> Result<View, ApiError> {
            Ok($view)
        }
    };
}

chunk!(account, account::page);
chunk!(dashboard, privacy::page);
chunk!(verification, verification::page);
chunk!(export_viewer, viewer::page);

/// A part of the app that is loaded when it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// the pages of the account
    Account,
    /// the privacy dashboard
    Dashboard,
    /// the page that verifies documents
    Verification,
    /// the viewer of copies
    Viewer,
}

impl Chunk {
    /// Does something once the chunk is there, or cannot be had.
    pub fn then(self, act: impl FnOnce() + 'static) {
        let answer = self.load();
        // Leptos' own way to spawn is set up only when the app is mounted.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = answer.await;
            act();
        });
    }

    fn load(self) -> Answer<View> {
        match self {
            Self::Account => Box::pin(account()),
            Self::Dashboard => Box::pin(dashboard()),
            Self::Verification => Box::pin(verification()),
            Self::Viewer => Box::pin(export_viewer()),
        }
    }

    /// Loads; where that fails again though the server answers, a newer portal has other chunks, and the page comes anew.
    async fn load_again(self, again: bool) -> Result<View, ApiError> {
        let view = self.load().await;
        if again && view.is_err() && api::account::session().await.is_ok() {
            location::reload();
        }
        view
    }

    /// The view, if the chunk is there; if not, this has it on its way.
    fn here(self) -> Option<View> {
        match pin!(self.load()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(view) => view.ok(),
            Poll::Pending => None,
        }
    }
}

/// A page of a chunk: at once where the chunk is there, which it always is natively. Otherwise the heading, and the waiting, or
/// the failure with a way to try again.
pub fn lazily(chunk: Chunk, page: Page) -> AnyView {
    if let Some(view) = chunk.here() {
        return view(page);
    }
    let tried = AtomicBool::new(false);
    let load = Load::new(move || {
        let again = tried.swap(true, Ordering::Relaxed);
        Box::pin(chunk.load_again(again))
    });
    let heading = move || load.get().is_none().then(|| view! { <PageHeader title=page_title(page) /> });
    let show = move |view: View| {
        // It was on the heading that this takes the place of.
        next_frame(|| {
            if is_focus_lost() {
                focus_page();
            }
        });
        view(page)
    };
    view! { {heading} {loaded(load, explain_error, show)} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_is_there_at_once_where_the_app_is_one_piece() {
        let chunks = [Chunk::Account, Chunk::Dashboard, Chunk::Verification, Chunk::Viewer];
        assert!(chunks.into_iter().all(|chunk| chunk.here().is_some()));
    }
}
