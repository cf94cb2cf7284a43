//! Waiting, failure with retry, and the value: once for the whole app.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{Answer, ApiError},
    effect::effect,
    tr,
    ui::{
        needs_scripts::needs_scripts,
        notice::{Notice, Tone},
    },
};

/// Something from the server: not here yet, failed, or here. A failed reload keeps the old value (P7).
pub struct Load<T: 'static> {
    any: AnyLoad,
    of: PhantomData<fn() -> T>,
}

/// A [`Load`] of whatever: its code is in the wasm once and not for every kind of answer.
#[derive(Clone, Copy)]
struct AnyLoad {
    value: RwSignal<Option<AnyValue>>,
    error: RwSignal<Option<ApiError>>,
    run: Callback<()>,
}

type AnyValue = Arc<dyn Any + Send + Sync>;

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Load<T> {}

impl<T: Clone + Send + Sync + 'static> Load<T> {
    /// Asks at once, and again on [`Load::reload`].
    pub fn new(ask: impl Fn() -> Answer<T> + Send + Sync + 'static) -> Self {
        Self::of(None, ask)
    }

    /// Asks at once, unless it is here already, such as what the server rendered; and again on [`Load::reload`].
    pub fn of(here: Option<T>, ask: impl Fn() -> Answer<T> + Send + Sync + 'static) -> Self {
        let ask = move || -> Answer<AnyValue> {
            let answer = ask();
            Box::pin(async move { answer.await.map(|value| Arc::new(value) as AnyValue) })
        };
        let here = here.map(|here| Arc::new(here) as AnyValue);
        Self { any: AnyLoad::new(here, Box::new(ask)), of: PhantomData }
    }

    /// Something that is here already, and stays.
    pub fn ready(here: T) -> Self {
        let value = RwSignal::new(Some(Arc::new(here) as AnyValue));
        Self { any: AnyLoad { value, error: RwSignal::new(None), run: Callback::new(|()| ()) }, of: PhantomData }
    }

    /// Asks again.
    pub fn reload(self) {
        self.any.run.run(());
    }

    /// The value, tracked.
    pub fn get(self) -> Option<T> {
        self.any.value.get().and_then(|value| value.downcast_ref().cloned())
    }

    /// Takes over a newer value.
    pub fn set(self, value: T) {
        self.any.value.set(Some(Arc::new(value)));
    }

    /// The last failure, tracked.
    pub fn error(self) -> Option<ApiError> {
        self.any.error.get()
    }
}

impl AnyLoad {
    fn new(here: Option<AnyValue>, ask: Box<dyn Fn() -> Answer<AnyValue> + Send + Sync>) -> Self {
        let is_here = here.is_some();
        let value = RwSignal::new(here);
        let error = RwSignal::new(None);
        let asked = StoredValue::new(0_u32);
        let run = Callback::new(move |()| {
            let answer = ask();
            let number = asked.try_update_value(|asked| {
                *asked += 1;
                *asked
            });
            spawn_local(async move {
                let answer = answer.await;
                // An answer for a page that was left is dropped, and so is one that a later question has overtaken.
                if asked.try_get_value() != number {
                    return;
                }
                match answer {
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
        if !is_here {
            effect(move || run.run(()));
        }
        Self { value, error, run }
    }
}

/// Shows what was loaded, or the waiting, or the failure with a way to try again.
pub fn loaded<T, V>(
    load: Load<T>,
    explain: fn(&ApiError) -> String,
    show: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let show = move |value: AnyValue| value.downcast_ref::<T>().cloned().map(|value| show(value).into_any());
    any_loaded(load.any, explain, Box::new(show))
}

fn any_loaded(
    load: AnyLoad,
    explain: fn(&ApiError) -> String,
    show: Box<dyn Fn(AnyValue) -> Option<AnyView> + Send + Sync>,
) -> AnyView {
    let failure = move || {
        load.error.get().map(|error| {
            view! {
                <Notice tone=Tone::Danger live=true>
                    <p>{explain(&error)}</p>
                    <button class="button" type="button" on:click=move |_| load.run.run(())>{tr!(common.retry)}</button>
                </Notice>
            }
        })
    };
    let content = move || match load.value.get() {
        Some(value) => show(value).into_any(),
        None if load.error.with(Option::is_some) => ().into_any(),
        None => view! { <Skeleton /> }.into_any(),
    };
    view! { {failure} {content} }.into_any()
}

/// Grey lines where text will be. It appears after 300 ms (by CSS), so that a quick answer does not flicker (P7); where no scripts run,
/// never, and words say why.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{tr!(common.loading)}</span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
        </div>
        {needs_scripts()}
    }
}
