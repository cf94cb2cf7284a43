//! A table that becomes a list of cards where it has no room.

use leptos::prelude::*;

/// Rows under named columns; the first cell of a row names it. The roles are said, because the cards' `display` would take
/// them away, and each cell carries its column's name for them.
#[component]
pub fn Table(
    /// what it is a table of, for screen readers
    label: &'static str,
    /// the columns' names
    columns: Vec<&'static str>,
    /// the rows, each a cell per column
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let heads = columns.iter().map(|name| view! { <th scope="col" role="columnheader">{*name}</th> }).collect_view();
    let rows: Vec<_> = rows.into_iter().map(|cells| row(&columns, cells)).collect();
    view! {
        <div class="table-room">
            <table class="table table--cards" role="table" aria-label=label>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

fn row(columns: &[&'static str], cells: Vec<AnyView>) -> AnyView {
    let mut cells = cells.into_iter();
    let name = cells.next();
    let rest: Vec<_> = cells
        .zip(columns.iter().skip(1))
        // As one box: on a card it stands beside the column's name, whatever it is made of.
        .map(|(cell, column)| view! { <td role="cell" data-column=*column><div>{cell}</div></td> }.into_any())
        .collect();
    view! { <tr role="row"><th scope="row" role="rowheader">{name}</th>{rest}</tr> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_knows_its_column_and_every_row_its_name() {
        let cell = |words: &'static str| view! { <b>{words}</b> }.into_any();
        let rows = vec![vec![cell("a"), cell("1")], vec![cell("b"), cell("2")]];
        let html =
            Owner::new().with(|| view! { <Table label="Counts" columns=vec!["What", "How many"] rows /> }.to_html());
        assert_eq!(html.matches("role=\"row\"").count(), 3);
        assert_eq!(html.matches("scope=\"row\"").count(), 2);
        assert_eq!(html.matches("data-column=\"How many\"").count(), 2);
    }
}
