use contract::{
    path,
    rights::{Concern, Request, RequestKind, Requests},
};
use leptos::prelude::*;

use crate::{
    api,
    browser::intl,
    here::use_lang,
    privacy::{act::use_acts, requests::told::told},
    rights::{take_back::TakeBack, timeline, words},
    tr,
    ui::{Load, Notice, Tone},
};

/// An open request: where it stands, its way, and what can be done with it.
pub fn card(requests: Load<Requests>, request: &Request) -> AnyView {
    view! {
        <li class="card stack request">
            <h3 class="card__title">{title(request)}</h3>
            {inside(requests, request)}
        </li>
    }
    .into_any()
}

/// A closed request, folded; its day and number tell it from another of its kind.
pub fn folded(requests: Load<Requests>, request: &Request) -> AnyView {
    let day = intl::iso_day(&request.timeline.received_on, use_lang());
    view! {
        <details class="detail request">
            <summary>
                <h3 class="request__title">{title(request)}</h3> " "
                <span class=words::tone(request.state)>{words::state(request.state)}</span> " "
                <span class="request__when">
                    <span class="nowrap">{day}</span> " · " <span class="nowrap">{request.reference.clone()}</span>
                </span>
            </summary>
            <div class="stack request__inside">{inside(requests, request)}</div>
        </details>
    }
    .into_any()
}

fn title(request: &Request) -> String {
    let kind = words::kind(request.kind);
    match request.concern {
        Concern::Everything => kind.to_owned(),
        concern => format!("{kind}: {}", words::concern(concern)),
    }
}

fn inside(requests: Load<Requests>, request: &Request) -> AnyView {
    let is_open = !request.state.is_closed();
    let is_dispute = is_open && request.kind == RequestKind::Rectification;
    let restricted = is_dispute.then(|| {
        view! { <Notice tone=Tone::Info><p>{tr!(requests.disputed)}</p></Notice> }
    });
    let said = (!request.words.is_empty()).then(|| {
        let lang = request.lang.tag();
        view! {
            <div><dt>{tr!(requests.words)}</dt><dd lang=lang>{request.words.clone()}</dd></div>
        }
    });
    let file = |format: &str| format!("{}?format={format}", path::with(path::ME_REQUEST_FILE, &request.id));
    view! {
        <p class="cluster">
            <span class=words::tone(request.state)>{words::state(request.state)}</span>
            {timeline::time_left(request)}
        </p>
        {restricted}
        <dl class="summary-list">
            <div><dt>{tr!(requests.reference)}</dt><dd>{request.reference.clone()}</dd></div>
            {said}
        </dl>
        {timeline::timeline(request)}
        {told(&request.recipients)}
        <div class="button-row">
            <a class="button" href=file("html") download="" rel="external">{tr!(requests.case_html)}</a>
            <a class="button button--quiet" href=file("json") download="" rel="external">{tr!(requests.case_json)}</a>
            {(is_open && !request.by_portal).then(|| cancel(requests, request))}
        </div>
    }
    .into_any()
}

/// Takes a request back.
fn cancel(requests: Load<Requests>, request: &Request) -> AnyView {
    let acts = use_acts();
    let done = tr!(requests.cancelled);
    let (id, reference) = (request.id.clone(), request.reference.clone());
    let take_back = Callback::new(move |()| {
        let id = id.clone();
        acts.run(
            move || api::rights::cancel(id.clone()),
            move |()| {
                requests.reload();
                acts.succeed(done);
            },
        );
    });
    view! { <TakeBack form=acts.form reference take_back /> }.into_any()
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        privacy::{Provider, RecipientAction, RecipientState, RecipientTask, ToldRecipient},
        rights::RequestState,
        time::Timestamp,
    };

    use super::*;
    use crate::{
        here::{Here, provide_here},
        privacy::act::provide_acts,
        rights::timeline::tests::complaint,
    };

    fn html(lang: Lang, request: &Request) -> String {
        Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang, route: None }));
            provide_acts();
            let all = Load::ready(Requests { requests: Vec::new(), disclosures: Vec::new() });
            view! { {card(all, request)} {folded(all, request)} }.to_html()
        })
    }

    #[test]
    fn only_what_the_person_filed_and_is_open_can_be_taken_back() {
        for lang in Lang::ALL {
            let open = complaint(RequestState::Received, 21);
            assert_eq!(html(lang, &open).matches("<button").count(), 2);
            let portals = Request { by_portal: true, ..open.clone() };
            assert_eq!(html(lang, &portals).matches("<button").count(), 0);
            assert_eq!(html(lang, &complaint(RequestState::Granted, 21)).matches("<button").count(), 0);
            let html = html(lang, &open);
            assert!(html.contains("/api/v1/me/requests/0192/file?format=html") && html.contains("format=json"));
            assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
        }
    }

    #[test]
    fn whoever_was_told_because_of_it_stands_with_how_far_they_are() {
        let withdrawal = Request { kind: RequestKind::Withdrawal, ..complaint(RequestState::Granted, 21) };
        assert!(!html(Lang::En, &withdrawal).contains("<table"), "there was nobody to tell");
        for lang in Lang::ALL {
            for state in RecipientState::ALL {
                let (action, requested_at) = (RecipientAction::Unsubscribe, Timestamp(0));
                let task = RecipientTask { action, state: *state, requested_at, told_at: None, ended_at: None };
                let recipients = vec![ToldRecipient { provider: Provider::Mailchimp, task }];
                let html = html(lang, &Request { recipients, ..withdrawal.clone() });
                let words = Owner::new().with(|| {
                    provide_here(Signal::stored(Here { lang, route: None }));
                    crate::privacy::words::task_state(*state)
                });
                assert!(html.contains("Mailchimp") && html.contains(words), "{state:?}: {html}");
            }
        }
    }

    #[test]
    fn what_is_disputed_is_restricted_until_it_is_decided() {
        let dispute = Request {
            kind: RequestKind::Rectification,
            concern: Concern::Name,
            ..complaint(RequestState::InProgress, 3)
        };
        assert!(html(Lang::En, &dispute).contains("we only keep"));
        let decided = Request { state: RequestState::Granted, ..dispute };
        assert!(!html(Lang::En, &decided).contains("we only keep"));
    }
}
