//! A native `<dialog>`: focus goes in and comes back, Escape closes it (A14).

use leptos::{html, prelude::*};

use crate::{browser::document::show_modal, effect::effect, tr};

/// Asks for something before anything else goes on. Its content is built only while it is open.
#[component]
pub fn Dialog(
    /// open or not; the dialog sets it to false when it is closed
    open: RwSignal<bool>,
    /// the heading
    title: &'static str,
    /// the content
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    effect(move || {
        if let Some(dialog) = node.get() {
            if open.get() { show_modal(&dialog) } else { dialog.close() }
        }
    });
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="dialog-title" on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog__body">
                    <h2 class="dialog__title" id="dialog-title">{title}</h2>
                    {children()}
                    <button class="button button--quiet dialog__close" type="button" on:click=move |_| open.set(false)>
                        {tr!(common.close)}
                    </button>
                </div>
            </Show>
        </dialog>
    }
}
