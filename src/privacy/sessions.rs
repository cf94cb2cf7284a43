//! Where one is signed in.

use contract::{account::Session, privacy::SessionEntry};
use leptos::prelude::*;

use super::{act::use_acts, reauth::use_reauth};
use crate::{
    api,
    form::label::explain_error,
    session::use_session,
    tr,
    ui::{DayAndTime, Load, PageHeader, device_name, loaded},
};

/// Lists the devices, and lets a person sign out of one or all of them.
#[component]
pub fn Sessions() -> impl IntoView {
    let reauth = use_reauth();
    let sessions = Load::new(move || reauth.guard(api::privacy::sessions));
    view! {
        <PageHeader title=tr!(common.title_my_sessions) lead=tr!(privacy.sessions_lead) />
        <div class="stack">
            {loaded(sessions, explain_error, move |all| list(all, sessions))}
            <EndAll />
        </div>
    }
}

fn list(all: Vec<SessionEntry>, sessions: Load<Vec<SessionEntry>>) -> AnyView {
    let cards: Vec<_> = all.into_iter().map(|entry| card(entry, sessions)).collect();
    view! { <ul class="stack session-list">{cards}</ul> }.into_any()
}

fn card(entry: SessionEntry, sessions: Load<Vec<SessionEntry>>) -> AnyView {
    let SessionEntry { id, current, created_at, last_seen_at, device, network } = entry;
    let tag = current.then(|| view! { " " <span class="tag tag--success">{tr!(privacy.session_this)}</span> });
    view! {
        <li class="card">
            <h2 class="card__title">{device_name(device)} {tag}</h2>
            <dl class="summary-list">
                <div><dt>{tr!(privacy.session_since)}</dt><dd><DayAndTime at=created_at /></dd></div>
                <div><dt>{tr!(privacy.session_seen)}</dt><dd><DayAndTime at=last_seen_at /></dd></div>
                <div><dt>{tr!(privacy.session_network)}</dt><dd><code>{network}</code></dd></div>
            </dl>
            <EndButton id current device=device_name(device) sessions />
        </li>
    }
    .into_any()
}

/// Ends one session; this very one is a sign-out.
#[component]
fn EndButton(
    /// which
    id: String,
    /// this very one
    current: bool,
    /// its browser, to tell the buttons apart by ear
    device: &'static str,
    /// all of them
    sessions: Load<Vec<SessionEntry>>,
) -> impl IntoView {
    let (acts, session) = (use_acts(), use_session());
    let ended = tr!(privacy.session_ended);
    let words = if current { tr!(common.sign_out) } else { tr!(privacy.session_end) };
    let end = move |_| {
        let id = id.clone();
        acts.run(
            move || api::privacy::end_session(id.clone()),
            move |()| {
                if current {
                    return session.set(Session::Guest);
                }
                sessions.reload();
                acts.succeed(ended);
            },
        );
    };
    view! {
        <p>
            <button class="button" type="button" on:click=end aria-disabled=move || acts.busy_attribute()>
                {words} <span class="visually-hidden">": " {device}</span>
            </button>
        </p>
    }
}

/// Ends all sessions, this one too: what one wants after losing a device.
#[component]
fn EndAll() -> impl IntoView {
    let (acts, session) = (use_acts(), use_session());
    let end = move |_| acts.run(api::privacy::end_all_sessions, move |()| session.set(Session::Guest));
    view! {
        <section class="stack">
            <h2>{tr!(privacy.sessions_all)}</h2>
            <p class="prose">{tr!(privacy.sessions_all_note)}</p>
            <p>
                <button class="button button--danger" type="button" on:click=end aria-disabled=move || acts.busy_attribute()>
                    {tr!(privacy.sessions_end_all)}
                </button>
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use contract::{privacy::Device, time::Timestamp};

    use super::*;
    use crate::privacy::act;

    #[test]
    fn this_device_is_marked_and_each_can_be_ended() {
        let entry = |id: &str, current| SessionEntry {
            id: id.into(),
            current,
            created_at: Timestamp(0),
            last_seen_at: Timestamp(0),
            device: Device::Firefox,
            network: "192.0.2.0/24".into(),
        };
        let html = Owner::new().with(|| {
            act::provide_acts();
            list(vec![entry("a", true), entry("b", false)], Load::ready(Vec::new())).to_html()
        });
        assert_eq!(html.matches("tag--success").count(), 1);
        assert_eq!(html.matches("<button").count(), 2);
        assert!(html.contains("192.0.2.0/24"));
    }
}
