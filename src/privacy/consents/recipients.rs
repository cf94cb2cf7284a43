//! Who gets data because of the choice about cookies, and whether they do now.

use contract::consent::{Decision, Kind, Register};
use leptos::prelude::*;

use crate::tr;

/// What a recipient gets at present.
enum State {
    Gets,
    GetsNothing,
    /// refused, but not told yet
    Waits,
}

/// Every recipient with its state; a withdrawal is seen to have reached each.
pub fn recipients(decision: &Decision, register: Register) -> AnyView {
    let portal = match (decision.allows(Kind::Statistics), decision.recorded) {
        (true, _) => (State::Gets, tr!(privacy.recipient_portal_gets)),
        (false, true) => (State::GetsNothing, tr!(privacy.recipient_portal_nothing)),
        (false, false) => (State::Waits, tr!(privacy.recipient_portal_waits)),
    };
    let google = match decision.allows_google() {
        true => (State::Gets, tr!(privacy.recipient_google_gets)),
        false => (State::GetsNothing, tr!(privacy.recipient_google_nothing)),
    };
    let google = register.google.then(|| row(tr!(privacy.recipient_google), google));
    view! {
        <h3>{tr!(privacy.recipients_title)}</h3>
        <dl class="summary-list">{row(tr!(privacy.recipient_portal), portal)} {google}</dl>
    }
    .into_any()
}

fn row(name: &'static str, (state, note): (State, &'static str)) -> AnyView {
    let (class, words) = match state {
        State::Gets => ("tag tag--success", tr!(privacy.recipient_gets)),
        State::GetsNothing => ("tag tag--neutral", tr!(privacy.recipient_gets_nothing)),
        State::Waits => ("tag tag--warning", tr!(privacy.recipient_waits)),
    };
    view! {
        <div>
            <dt>{name}</dt>
            <dd><span class=class>{words}</span> " " {note}</dd>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::{
        consent::{How, Purpose},
        lang::Lang,
        time::Timestamp,
    };

    use super::*;
    use crate::here::{Here, provide_here};

    #[test]
    fn a_withdrawal_is_seen_to_reach_each_recipient() {
        let register = Register { google: true };
        let html = |decision: &Decision, google| {
            Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang: Lang::En, route: None }));
                recipients(decision, Register { google }).to_html()
            })
        };
        let mut decision =
            Decision { recorded: true, ..Decision::on_everything(register, true, How::Banner, Timestamp(0)) };
        assert_eq!(html(&decision, true).matches("tag--success").count(), 2);
        assert!(!html(&decision, false).contains("Google"));
        decision.set(Purpose::Statistics, false, register);
        decision.recorded = false;
        let unreached = html(&decision, true);
        assert_eq!((unreached.matches("tag--warning").count(), unreached.matches("tag--neutral").count()), (1, 1));
        decision.recorded = true;
        assert_eq!(html(&decision, true).matches("tag--neutral").count(), 2);
    }
}
