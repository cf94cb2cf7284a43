//! A table that scrolls within itself on a narrow screen, and by keyboard.

use leptos::prelude::*;

/// Rows under named columns.
#[component]
pub fn Table(
    /// what it is a table of, for screen readers
    label: &'static str,
    /// the columns' names
    columns: Vec<&'static str>,
    /// the rows, each a `<tr>`
    rows: Vec<AnyView>,
) -> impl IntoView {
    let heads = columns.into_iter().map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A row of plain cells.
pub fn row(cells: Vec<AnyView>) -> AnyView {
    let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}
