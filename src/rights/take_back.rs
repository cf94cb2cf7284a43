//! Taking a request back. It ends the law's clock and cannot be undone, so it is asked once more.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    browser::document::{focus_first, next_frame},
    form::Form,
    tr,
};

/// Lets a person take a request back, and says before which one it is. The question stands in the button's place and not in a dialog:
/// it holds nobody up, and leaving the page answers it with no.
#[component]
pub fn TakeBack(
    /// the page's form, which is busy while the server is asked
    form: Form,
    /// the reference number of the request
    reference: String,
    /// takes it back
    take_back: Callback<()>,
) -> impl IntoView {
    let asked = RwSignal::new(false);
    let id = format!("take-back-{reference}");
    // Button and question have one id, as only one of them is there: whichever comes takes the focus.
    let place = format!("#{id}");
    let turn = Callback::new(move |is_asked: bool| {
        let place = place.clone();
        asked.set(is_asked);
        next_frame(move || focus_first(&place));
    });
    move || match asked.get() {
        true => question(form, &id, &reference, take_back, turn),
        false => view! {
            <button class="button button--quiet" type="button" id=id.clone() on:click=move |_| turn.run(true)>
                {tr!(requests.cancel)}
            </button>
        }
        .into_any(),
    }
}

/// The question with its two answers; Escape is a no.
fn question(form: Form, id: &str, reference: &str, take_back: Callback<()>, turn: Callback<bool>) -> AnyView {
    let (id, words) = (id.to_owned(), format!("{id}-words"));
    let labelled = words.clone();
    let asked = tr!(requests.cancel_question, reference = reference.to_owned());
    // In one piece, whatever the line.
    let (before, after) = asked.split_once(reference).unwrap_or((asked.as_str(), ""));
    let number = (before.len() < asked.len()).then(|| view! { <span class="nowrap">{reference.to_owned()}</span> });
    let (before, after) = (before.to_owned(), after.to_owned());
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            turn.run(false);
        }
    };
    view! {
        <div class="request__question" id=id role="group" aria-labelledby=labelled tabindex="-1" on:keydown=leave>
            <p id=words>{before} {number} {after}</p>
            <div class="cluster">
                <button
                    class="button button--danger"
                    type="button"
                    on:click=move |_| take_back.run(())
                    aria-disabled=move || form.is_busy().then_some("true")
                >
                    {tr!(requests.cancel_yes)}
                </button>
                <button class="button" type="button" on:click=move |_| turn.run(false)>{tr!(requests.cancel_no)}</button>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::lang::Lang;

    use super::*;
    use crate::here::{Here, provide_here};

    fn html(lang: Lang, view: impl FnOnce() -> AnyView) -> String {
        Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang, route: None }));
            view().to_html()
        })
    }

    #[test]
    fn nothing_is_asked_before_the_button_is_pressed_and_then_it_is_said_of_which_request() {
        for lang in Lang::ALL {
            let reference = "R-7K3M-9QXA";
            let before = html(lang, || {
                let take_back = Callback::new(|()| ());
                view! { <TakeBack form=Form::new() reference=reference.to_owned() take_back /> }.into_any()
            });
            assert_eq!((before.matches("<button").count(), before.contains("role=\"group\"")), (1, false), "{before}");
            let asked = html(lang, || {
                question(Form::new(), "take-back", reference, Callback::new(|()| ()), Callback::new(|_: bool| ()))
            });
            assert_eq!(asked.matches("<button").count(), 2, "{asked}");
            assert!(asked.contains(reference) && asked.contains("aria-labelledby=\"take-back-words\""), "{asked}");
        }
    }
}
