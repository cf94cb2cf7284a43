//! Waiting, failure with retry, and the value: once for the whole app.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};

use crate::{api::ApiError, tr, ui::notice::{Notice, Tone}};

/// Something from the server: not here yet, failed, or here. A failed reload keeps the old value (P7).
pub struct Load<T: 'static> {
    value: RwSignal<Option<T>>,
    error: RwSignal<Option<ApiError>>,
    run: Callback<()>,
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Load<T> {}

impl<T: Clone + Send + Sync + 'static> Load<T> {
    /// Asks at once, and again on [`Load::reload`].
    pub fn new<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let value = RwSignal::new(None);
        let error = RwSignal::new(None);
        let run = Callback::new(move |()| {
            let answer = ask();
            spawn_local(async move {
                // An answer for a page that was left finds its signals gone, and is dropped.
                match answer.await {
                    Ok(answer) => {
                        error.try_set(None);
                        value.try_set(Some(answer));
                    }
                    Err(failure) => {
                        error.try_set(Some(failure));
                    }
                }
            });
        });
        Effect::new(move || run.run(()));
        Self { value, error, run }
    }

    /// Something that is here already, such as what the server rendered.
    pub fn ready(here: T) -> Self {
        Self { value: RwSignal::new(Some(here)), error: RwSignal::new(None), run: Callback::new(|()| ()) }
    }

    /// Asks again.
    pub fn reload(self) {
        self.run.run(());
    }

    /// The value, tracked.
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Takes over a newer value.
    pub fn set(self, value: T) {
        self.value.set(Some(value));
    }

    /// The last failure, tracked.
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }
}

/// Shows what was loaded, or the waiting, or the failure with a way to try again.
pub fn loaded<T, V>(load: Load<T>, explain: fn(&ApiError) -> String, show: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let failure = move || {
        load.error().map(|error| {
            view! {
                <Notice tone=Tone::Danger live=true>
                    <p>{explain(&error)}</p>
                    <button class="button" type="button" on:click=move |_| load.reload()>{tr!(common.retry)}</button>
                </Notice>
            }
        })
    };
    let content = move || match load.get() {
        Some(value) => show(value).into_any(),
        None if load.error().is_some() => ().into_any(),
        None => view! { <Skeleton /> }.into_any(),
    };
    view! { {failure} {content} }.into_any()
}

/// Grey lines where text will be. It appears after 300 ms (by CSS), so that a quick answer does not flicker (P7).
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{tr!(common.loading)}</span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
        </div>
    }
}
