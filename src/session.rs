//! Who is signed in.

use contract::account::{Session, Viewer};
use leptos::{prelude::*, task::spawn_local};

use crate::{api, effect::effect};

/// What is known about the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// not asked yet
    Unknown,
    /// the server could not be asked
    Unreachable(api::ApiError),
    /// answered
    Known(Session),
}

/// The session, shared by the whole app.
#[derive(Clone, Copy)]
pub struct SessionContext(RwSignal<SessionState>);

/// Provides the session and asks the server for it.
pub fn provide_session() {
    let session = SessionContext(RwSignal::new(SessionState::Unknown));
    provide_context(session);
    effect(move || session.refresh());
}

/// The session.
pub fn use_session() -> SessionContext {
    use_context().unwrap_or_else(|| SessionContext(RwSignal::new(SessionState::Unknown)))
}

impl SessionContext {
    /// The state, tracked.
    pub fn get(self) -> SessionState {
        self.0.get()
    }

    /// The signed-in person, tracked.
    pub fn viewer(self) -> Option<Viewer> {
        match self.0.get() {
            SessionState::Known(Session::SignedIn(viewer)) => Some(viewer),
            _ => None,
        }
    }

    /// Takes over what an endpoint answered.
    pub fn set(self, session: Session) {
        self.0.set(SessionState::Known(session));
    }

    /// Asks the server again.
    pub fn refresh(self) {
        spawn_local(async move {
            match api::account::session().await {
                Ok(session) => self.set(session),
                Err(error) => self.0.set(SessionState::Unreachable(error)),
            }
        });
    }
}
