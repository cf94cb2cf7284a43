use contract::{
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

/// The answer to a request for erasure, for somebody who is signed out by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// to quote
    pub reference: String,
    /// when it takes place; none is "now"
    pub due: Option<Timestamp>,
}

#[derive(Clone, Copy)]
struct FarewellContext(RwSignal<Option<Farewell>>);

/// Provides the answer, which stands in the address of the page after a reload.
pub fn provide_farewell(page: Dashboard) -> RwSignal<Option<Farewell>> {
    let read = || Farewell::parse(&location::query("reference")?, location::query("due").as_deref());
    let farewell = RwSignal::new(if page == Dashboard::Delete { read() } else { None });
    provide_context(FarewellContext(farewell));
    farewell
}

/// The answer.
pub fn use_farewell() -> RwSignal<Option<Farewell>> {
    use_context::<FarewellContext>().map_or_else(|| RwSignal::new(None), |context| context.0)
}

impl Farewell {
    /// Reads the address. Anybody can write an address, so nothing but a reference and a time can be said by it.
    fn parse(reference: &str, due: Option<&str>) -> Option<Self> {
        let fits = (1..=20).contains(&reference.len())
            && reference.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        let due = due.and_then(|seconds| seconds.parse::<u32>().ok()).map(|s| Timestamp(0).plus_seconds(s.into()));
        fits.then(|| Self { reference: reference.to_owned(), due })
    }

    /// The address that says it.
    pub fn address(&self, page: &str) -> String {
        let due = self.due.map_or_else(String::new, |due| format!("&due={}", due.seconds()));
        format!("{page}?reference={}{due}", self.reference)
    }
}

/// Says what happens next, and when.
#[component]
pub fn FarewellPage(
    /// the answer
    farewell: Farewell,
) -> impl IntoView {
    let Farewell { reference, due } = farewell;
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
        let grace = Farewell { reference: "R-7K3M-9QXA".into(), due: Some(Timestamp(0).plus_seconds(1_800_000_000)) };
        assert_eq!(grace.address("/lv"), "/lv?reference=R-7K3M-9QXA&due=1800000000");
        assert_eq!(Farewell::parse("R-7K3M-9QXA", Some("1800000000")), Some(grace));
        assert_eq!(Farewell::parse("R-1", None), Some(Farewell { reference: "R-1".into(), due: None }));
        for hostile in ["", "<script>", "R 1", "call me", &"A".repeat(21)] {
            assert_eq!(Farewell::parse(hostile, None), None, "{hostile}");
        }
    }
}
