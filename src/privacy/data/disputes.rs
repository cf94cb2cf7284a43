use contract::{
    rights::{Request, RequestKind, Requests},
    route::Dashboard,
};
use leptos::prelude::*;

use crate::{
    api,
    privacy::{page_href, reauth::use_reauth},
    rights::words,
    tr,
    ui::{Load, Notice, Tone},
};

/// Says above the data what of it is disputed, and therefore only kept (GDPR art. 18(1)(a)). Without an answer of the server the data
/// stands without it: the page of the requests says the same.
#[component]
pub fn Disputes() -> impl IntoView {
    let reauth = use_reauth();
    let requests = Load::new(move || reauth.guard(api::rights::mine));
    move || requests.get().and_then(|requests| disputes(&requests))
}

fn disputes(requests: &Requests) -> Option<AnyView> {
    let is_open = |request: &&Request| request.kind == RequestKind::Rectification && !request.state.is_closed();
    let disputed: Vec<_> =
        requests.requests.iter().filter(is_open).map(|request| words::concern(request.concern)).collect();
    (!disputed.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>
                    <strong>{tr!(requests.disputed_data)} ": " {disputed.join(", ")} "."</strong> " " {tr!(requests.disputed)}
                    " " <a href=page_href(Dashboard::Requests)>{tr!(requests.title_my)}</a>
                </p>
            </Notice>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use contract::{lang::Lang, rights::RequestState};

    use super::*;
    use crate::{
        here::{Here, provide_here},
        rights::timeline::tests::complaint,
    };

    #[test]
    fn only_what_is_disputed_and_not_decided_yet_is_named() {
        for lang in Lang::ALL {
            Owner::new().with(|| {
                provide_here(Signal::stored(Here { lang, route: None }));
                let shown = |kind, state| {
                    let request = Request { kind, ..complaint(state, 21) };
                    disputes(&Requests { requests: vec![request], disclosures: Vec::new() }).map(|view| view.to_html())
                };
                let html = shown(RequestKind::Rectification, RequestState::Received).unwrap();
                assert!(html.contains(tr!(requests.disputed)) && html.contains("/my-privacy/requests"), "{html}");
                assert!(shown(RequestKind::Rectification, RequestState::Granted).is_none());
                assert!(shown(RequestKind::Complaint, RequestState::Received).is_none());
            });
        }
    }
}
