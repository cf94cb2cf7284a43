use contract::{
    account::TokenDraft,
    check::Check,
    route::{Dashboard, Route},
    time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    browser::location,
    here::href,
    tr,
    ui::{Day, Notice, PageHeader, Tone},
};

/// What stands before the code of a certificate.
const CERTIFICATE: &str = "certificate=";

/// The answer to a request for erasure, for somebody who is signed out by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// to quote
    pub reference: String,
    /// when it takes place; none is "now"
    pub due: Option<Timestamp>,
    /// the code of the certificate, where it takes place now
    pub certificate: Option<String>,
}

#[derive(Clone, Copy)]
struct FarewellContext(RwSignal<Option<Farewell>>);

/// Provides the answer, which stands in the address of the page after a reload.
pub fn provide_farewell(page: Dashboard) -> RwSignal<Option<Farewell>> {
    let read = || {
        let (reference, due) = (location::query("reference")?, location::query("due"));
        Farewell::parse(&reference, due.as_deref(), location::fragment().as_deref())
    };
    let farewell = RwSignal::new(if page == Dashboard::Delete { read() } else { None });
    provide_context(FarewellContext(farewell));
    farewell
}

/// The answer.
pub fn use_farewell() -> RwSignal<Option<Farewell>> {
    use_context::<FarewellContext>().map_or_else(|| RwSignal::new(None), |context| context.0)
}

impl Farewell {
    /// Reads the address. Anybody can write an address, so nothing but a reference, a time and a code can be said by it.
    fn parse(reference: &str, due: Option<&str>, fragment: Option<&str>) -> Option<Self> {
        let fits = (1..=20).contains(&reference.len())
            && reference.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        let due = due.and_then(|seconds| seconds.parse::<u32>().ok()).map(|s| Timestamp(0).plus_seconds(s.into()));
        let code = fragment.and_then(|fragment| fragment.strip_prefix(CERTIFICATE));
        let certificate = code.filter(|code| TokenDraft { token: (*code).to_owned() }.check().is_ok());
        fits.then(|| Self { reference: reference.to_owned(), due, certificate: certificate.map(str::to_owned) })
    }

    /// The address that says it; the code behind `#`, which no server gets to see.
    pub fn address(&self, page: &str) -> String {
        let due = self.due.map_or_else(String::new, |due| format!("&due={}", due.seconds()));
        let code = self.certificate.as_ref().map_or_else(String::new, |code| format!("#{CERTIFICATE}{code}"));
        format!("{page}?reference={}{due}{code}", self.reference)
    }
}

/// Says what happens next, and when.
#[component]
pub fn FarewellPage(
    /// the answer
    farewell: Farewell,
) -> impl IntoView {
    let Farewell { reference, due, certificate } = farewell;
    let certificate = certificate.map(|code| {
        let link = format!("{}#{CERTIFICATE}{code}", href(Route::Verify));
        view! { <p><a class="button" id="certificate-link" href=link>{tr!(proof.see_certificate)}</a></p> }
    });
    let title = if due.is_some() { tr!(privacy.farewell_grace_title) } else { tr!(privacy.farewell_now_title) };
    let next = match due {
        Some(due) => view! {
            <Notice tone=Tone::Success>
                <p><strong>{tr!(privacy.farewell_grace)} " " <Day at=due /></strong></p>
            </Notice>
            <p>{tr!(privacy.farewell_grace_cancel)}</p>
            <p><a class="button" href=href(Route::SignIn)>{tr!(common.sign_in)}</a></p>
        }
        .into_any(),
        None => view! {
            <Notice tone=Tone::Success>
                <p><strong>{tr!(privacy.farewell_now)}</strong></p>
            </Notice>
            <p>{tr!(privacy.farewell_now_mail)}</p>
            {certificate}
        }
        .into_any(),
    };
    view! {
        <PageHeader title />
        <div class="stack prose">
            {next}
            <p>{tr!(privacy.farewell_signed_out)}</p>
            <p>{tr!(privacy.reference)} ": " <code>{reference}</code></p>
            <p><a href=href(Route::Home)>{tr!(common.to_home)}</a></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_survives_a_reload_and_carries_nothing_else() {
        let due = Some(Timestamp(0).plus_seconds(1_800_000_000));
        let grace = Farewell { reference: "R-7K3M-9QXA".into(), due, certificate: None };
        assert_eq!(grace.address("/lv"), "/lv?reference=R-7K3M-9QXA&due=1800000000");
        assert_eq!(Farewell::parse("R-7K3M-9QXA", Some("1800000000"), None), Some(grace));
        let now = Farewell { reference: "R-1".into(), due: None, certificate: Some("A".repeat(43)) };
        let fragment = format!("certificate={}", "A".repeat(43));
        assert_eq!(now.address("/lv"), format!("/lv?reference=R-1#{fragment}"));
        assert_eq!(Farewell::parse("R-1", None, Some(&fragment)), Some(now.clone()));
        let none = Some(Farewell { certificate: None, ..now });
        for hostile in ["certificate=<script>", "certificate=", "x", "A"] {
            assert_eq!(Farewell::parse("R-1", None, Some(hostile)), none, "{hostile}");
        }
        for hostile in ["", "<script>", "R 1", "call me", &"A".repeat(21)] {
            assert_eq!(Farewell::parse(hostile, None, None), None, "{hostile}");
        }
    }
}
