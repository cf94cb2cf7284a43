//! The clock of a request: received, today, due; where it stood still, was extended and decided. A list in order of time, so that it
//! reads the same on a phone, aloud and without colour.

use contract::rights::{Pause, Request, RequestEventKind, RequestState};
use leptos::prelude::*;

use super::words;
use crate::{browser::intl, here::use_lang, tr};

/// Where a stop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Past,
    Still,
    Today,
    Ahead,
}

impl Phase {
    const fn class(self) -> &'static str {
        match self {
            Self::Past => "timeline__stop timeline__stop--past",
            Self::Still => "timeline__stop timeline__stop--still",
            Self::Today => "timeline__stop timeline__stop--today",
            Self::Ahead => "timeline__stop timeline__stop--ahead",
        }
    }
}

/// A stop on the way of a request.
struct Stop {
    phase: Phase,
    /// ISO 8601
    on: String,
    title: String,
    notes: Vec<String>,
}

/// How much time is left, in a tag of its own; none for a request that is closed.
pub fn time_left(request: &Request) -> Option<AnyView> {
    let left = request.timeline.days_left;
    let (tone, words) = match request.state {
        state if state.is_closed() => return None,
        RequestState::Identification => ("tag tag--warning", tr!(requests.left_still).to_owned()),
        _ if left < 0 => ("tag tag--danger", tr!(requests.left_over, days = -left)),
        _ if left == 0 => ("tag tag--warning", tr!(requests.left_today).to_owned()),
        _ => ("tag tag--neutral", tr!(requests.left_days, days = left)),
    };
    Some(view! { <span class=tone>{words}</span> }.into_any())
}

/// The whole way of a request.
pub fn timeline(request: &Request) -> AnyView {
    let lang = use_lang();
    let is_open = !request.state.is_closed();
    let clock = &request.timeline;
    let bar = (is_open && request.state != RequestState::Identification && clock.days > 0).then(|| {
        let (days, passed) = (clock.days, (clock.days - clock.days_left).clamp(0, clock.days));
        let caption = tr!(requests.bar, passed = passed, days = days);
        let id = format!("bar-{}", request.reference);
        view! {
            <p class="progress-label" id=id.clone()>{caption}</p>
            <progress class="progress" max=days.to_string() value=passed.to_string() aria-labelledby=id></progress>
        }
    });
    let stops = stops(request).into_iter().map(|stop| {
        let notes = stop.notes.into_iter().map(|note| view! { <p class="timeline__note">{note}</p> });
        let current = (stop.phase == Phase::Today).then_some("date");
        view! {
            <li class=stop.phase.class() aria-current=current>
                <p>
                    <time class="timeline__day" datetime=stop.on.clone()>{intl::iso_day(&stop.on, lang)}</time>
                    <strong class="timeline__title">{stop.title}</strong>
                </p>
                {notes.collect_view()}
            </li>
        }
    });
    view! {
        {bar}
        <ol class="timeline">{stops.collect_view()}</ol>
    }
    .into_any()
}

fn stops(request: &Request) -> Vec<Stop> {
    let clock = &request.timeline;
    // Each question began one.
    let mut pauses = clock.pauses.iter();
    let mut stops: Vec<Stop> = request
        .events
        .iter()
        .map(|event| {
            let still = event.kind == RequestEventKind::Asked;
            let mut notes = Vec::new();
            match event.kind {
                RequestEventKind::Decided => notes.push(words::state(request.state).to_owned()),
                RequestEventKind::Asked => {
                    notes.extend(pauses.next().and_then(|pause| stood_still(pause, request.state)))
                }
                RequestEventKind::Extended => notes.push(tr!(requests.extended_note, months = clock.extension)),
                _ => {}
            }
            if !event.reason.is_empty() {
                let label = if still { tr!(requests.question) } else { tr!(requests.reason) };
                notes.push(format!("{label}: {}", event.reason));
            }
            Stop {
                phase: if still { Phase::Still } else { Phase::Past },
                on: event.on.clone(),
                title: format!("{} ({})", words::event(event.kind), words::actor(event.actor)),
                notes,
            }
        })
        .collect();
    if request.state.is_closed() {
        return stops;
    }
    let today = Stop {
        phase: Phase::Today,
        on: clock.today.clone(),
        title: tr!(requests.today).to_owned(),
        notes: match request.state {
            RequestState::Identification => vec![tr!(requests.today_still).to_owned()],
            _ => Vec::new(),
        },
    };
    let due = Stop {
        phase: if clock.days_left < 0 { Phase::Past } else { Phase::Ahead },
        on: clock.due_on.clone(),
        title: tr!(requests.due).to_owned(),
        notes: match (request.state, clock.days_left < 0) {
            (RequestState::Identification, _) => vec![tr!(requests.due_still).to_owned()],
            (_, true) => vec![tr!(requests.due_over).to_owned()],
            _ => Vec::new(),
        },
    };
    if clock.days_left < 0 {
        // Among what happened, where its day is.
        let at = stops.iter().position(|stop| stop.on > due.on).unwrap_or(stops.len());
        stops.insert(at, due);
        stops.push(today);
    } else {
        stops.extend([today, due]);
    }
    stops
}

/// How long the clock stood still, or that it does; nothing when the request was closed before an answer came.
fn stood_still(pause: &Pause, state: RequestState) -> Option<String> {
    let lang = use_lang();
    match &pause.until {
        Some(until) => {
            let (from, until) = (intl::iso_day(&pause.from, lang), intl::iso_day(until, lang));
            Some(tr!(requests.stood_still, from = from, until = until))
        }
        None => (state == RequestState::Identification).then(|| tr!(requests.still_note).to_owned()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use contract::{
        lang::Lang,
        privacy::Actor,
        rights::{Concern, RequestEvent, RequestKind, Timeline},
        time::Timestamp,
    };

    use super::*;
    use crate::here::{Here, provide_here};

    /// A complaint of 22 November, as on 1 December.
    pub fn complaint(state: RequestState, days_left: i64) -> Request {
        let event = |kind, actor, on: &str, reason: &str| RequestEvent {
            kind,
            actor,
            at: Timestamp(0),
            on: on.into(),
            reason: reason.into(),
        };
        Request {
            id: "0192".into(),
            reference: "R-7K3M-9QXA".into(),
            kind: RequestKind::Complaint,
            concern: Concern::Everything,
            words: "<script>".into(),
            lang: Lang::Lv,
            state,
            by_portal: false,
            timeline: Timeline {
                received_on: "2026-11-22".into(),
                due_on: if days_left < 0 { "2026-11-30" } else { "2026-12-22" }.into(),
                today: "2026-12-01".into(),
                days_left,
                days: 30,
                extension: 0,
                pauses: Vec::new(),
            },
            events: vec![
                event(RequestEventKind::Received, Actor::Person, "2026-11-22", ""),
                event(RequestEventKind::Asked, Actor::Staff, "2026-11-25", "Kad reģistrējāties?"),
            ],
            recipients: Vec::new(),
            closed_at: None,
        }
    }

    fn html(lang: Lang, request: &Request) -> String {
        Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang, route: None }));
            view! { {time_left(request)} {timeline(request)} }.to_html()
        })
    }

    #[test]
    fn an_open_request_shows_today_and_the_last_day_in_their_order() {
        for lang in Lang::ALL {
            let html = html(lang, &complaint(RequestState::InProgress, 21));
            let place = |day: &str| html.find(&format!("datetime=\"{day}\""));
            let order = ["2026-11-22", "2026-11-25", "2026-12-01", "2026-12-22"].map(place);
            assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?}");
            assert!(html.contains("21") && html.contains("<progress") && html.contains("aria-current=\"date\""));
            assert!(html.contains("Kad reģistrējāties?"));
        }
    }

    #[test]
    fn what_is_late_says_so_in_words() {
        let html = html(Lang::En, &complaint(RequestState::InProgress, -1));
        let place = |day: &str| html.find(&format!("datetime=\"{day}\""));
        assert!(html.contains("Overdue") && place("2026-11-30") < place("2026-12-01"), "{html}");
    }

    #[test]
    fn a_clock_that_stands_still_counts_no_days() {
        let html = html(Lang::En, &complaint(RequestState::Identification, 21));
        assert!(html.contains("stands still") && !html.contains("<progress"), "{html}");
    }

    #[test]
    fn a_question_is_none_of_the_reasons_and_says_how_long_the_clock_stood_still() {
        let pause = |until: Option<&str>| Pause { from: "2026-11-25".into(), until: until.map(str::to_owned) };
        let with = |state, pause| {
            let mut request = complaint(state, 21);
            request.timeline.pauses = vec![pause];
            html(Lang::En, &request)
        };
        let open = with(RequestState::Identification, pause(None));
        assert!(open.contains("Question: Kad reģistrējāties?") && !open.contains("Reason"), "{open}");
        assert!(open.contains("while we wait for your answer"), "{open}");
        let answered = with(RequestState::InProgress, pause(Some("2026-11-29")));
        assert!(answered.contains("stood still from 25 November 2026 to 29 November 2026"), "{answered}");
        assert!(!answered.contains("while we wait"), "{answered}");
        let closed = with(RequestState::Cancelled, pause(None));
        assert!(!closed.contains("while we wait"), "{closed}");
    }

    #[test]
    fn a_closed_request_is_only_history() {
        for state in
            [RequestState::Granted, RequestState::PartlyGranted, RequestState::Refused, RequestState::Cancelled]
        {
            let html = html(Lang::Lv, &complaint(state, -5));
            assert!(!html.contains("2026-12-01") && !html.contains("tag--danger"), "{html}");
        }
    }
}
