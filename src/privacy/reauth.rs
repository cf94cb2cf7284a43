//! Proving one's identity once more, written once: an action that the server refuses until then waits for the password and is
//! repeated by itself. A session that ended meanwhile is begun anew the same way, so that nothing typed is lost.

use std::{
    future::poll_fn,
    task::{Poll, Waker},
};

use contract::problem::Code;
use leptos::prelude::*;

use crate::api::{Answer, ApiError};

mod dialog;

pub use dialog::ReauthDialog;

/// Why the password is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// the last proof is older than ten minutes
    Again,
    /// the session has ended
    Ended,
}

/// Asks for the password when it is needed.
#[derive(Clone, Copy)]
pub struct Reauth {
    open: RwSignal<bool>,
    why: RwSignal<Ask>,
    state: StoredValue<State>,
}

#[derive(Default)]
struct State {
    asking: bool,
    proven: bool,
    waiting: Vec<Waker>,
}

/// Provides re-authentication to a page.
pub fn provide_reauth() {
    let reauth = Reauth::new();
    provide_context(reauth);
    on_cleanup(move || reauth.settle(false));
}

/// Re-authentication.
pub fn use_reauth() -> Reauth {
    use_context().unwrap_or_else(Reauth::new)
}

impl Ask {
    fn of(error: &ApiError) -> Option<Self> {
        match error {
            ApiError::Problem(problem) if problem.code == Code::ReauthenticationRequired => Some(Self::Again),
            ApiError::Problem(problem) if problem.code == Code::SignInRequired => Some(Self::Ended),
            _ => None,
        }
    }
}

impl Reauth {
    fn new() -> Self {
        Self { open: RwSignal::new(false), why: RwSignal::new(Ask::Again), state: StoredValue::new(State::default()) }
    }

    /// Does something; when the server wants the identity proven first, asks, and does it again. Boxed, so that the wasm
    /// holds this once per kind of answer and not once per action.
    pub fn guard<T: 'static>(self, action: impl Fn() -> Answer<T> + 'static) -> Answer<T> {
        self.repeat(Box::new(action))
    }

    fn repeat<T: 'static>(self, action: Box<dyn Fn() -> Answer<T>>) -> Answer<T> {
        Box::pin(async move {
            let answer = action().await;
            let Some(ask) = answer.as_ref().err().and_then(Ask::of) else { return answer };
            if self.prove(ask).await { action().await } else { answer }
        })
    }

    /// Waits for the person; several actions may wait for the same proof.
    async fn prove(self, ask: Ask) -> bool {
        let first = self.state.try_update_value(|state| !std::mem::replace(&mut state.asking, true));
        if first == Some(true) {
            self.why.try_set(ask);
            self.open.try_set(true);
        }
        poll_fn(|context| {
            let answer = self.state.try_update_value(|state| {
                if state.asking {
                    state.waiting.push(context.waker().clone());
                    return Poll::Pending;
                }
                Poll::Ready(state.proven)
            });
            // The page was left: nobody is asked any more.
            answer.unwrap_or(Poll::Ready(false))
        })
        .await
    }

    /// Ends the asking and lets the waiting go on. Nothing happens when nobody is asked.
    fn settle(self, proven: bool) {
        let waiting = self.state.try_update_value(|state| {
            if !state.asking {
                return Vec::new();
            }
            state.asking = false;
            state.proven = proven;
            std::mem::take(&mut state.waiting)
        });
        self.open.try_set(false);
        for waker in waiting.unwrap_or_default() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests;
