use contract::{
    privacy::{ErasureItem, ErasurePreview, Fate},
    route::Dashboard,
    time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    privacy::{page_href, words},
    tr,
    ui::{Day, Notice, Table, Tone},
};

/// That an organisation's record goes too, and the way out. Only said: the right to erasure is the person's, and nothing has to be done
/// for it first (GDPR art. 17).
pub fn hand_over(preview: &ErasurePreview) -> Option<AnyView> {
    let organisation = preview.last_administrator_of.clone()?;
    let notice = view! {
        <Notice tone=Tone::Warning>
            <p>{tr!(privacy.delete_last_administrator, organisation = organisation)}</p>
            <p><a href=page_href(Dashboard::Data)>{tr!(privacy.delete_hand_over)}</a></p>
        </Notice>
    };
    Some(notice.into_any())
}

/// What would happen to each holding, by the eraser's own dry run.
pub fn table(preview: &ErasurePreview) -> AnyView {
    let rows = preview.items.iter().map(|shown| item(shown, preview.due_at)).collect();
    let columns = vec![tr!(privacy.column_holding), tr!(privacy.column_fate), tr!(privacy.column_count)];
    let reasons = preview.items.iter().filter(|item| stays(item.fate)).map(|item| {
        view! {
            <div>
                <dt>{words::holding(item.holding)}</dt>
                <dd>{words::holding_reason(item.holding)}</dd>
            </div>
        }
    });
    let reasons: Vec<_> = reasons.collect();
    let kept = match reasons.is_empty() {
        true => view! { <p>{tr!(privacy.delete_nothing_kept)}</p> }.into_any(),
        false => view! { <dl class="summary-list">{reasons}</dl> }.into_any(),
    };
    view! {
        <section class="stack">
            <h2>{tr!(privacy.delete_preview)}</h2>
            <p class="prose">{tr!(privacy.delete_preview_note)}</p>
            <Table label=tr!(privacy.delete_preview) columns rows />
            <p class="prose">{tr!(privacy.delete_preview_now)}</p>
        </section>
        <section class="stack">
            <h2>{tr!(privacy.delete_kept)}</h2>
            {kept}
        </section>
    }
    .into_any()
}

const fn stays(fate: Fate) -> bool {
    matches!(fate, Fate::Kept | Fate::Anonymised)
}

fn item(item: &ErasureItem, due_at: Timestamp) -> Vec<AnyView> {
    let day = (item.fate == Fate::Deleted).then(|| view! { " " <Day at=due_at /> });
    let tone = match item.fate {
        Fate::DeletedNow | Fate::Deleted => "tag tag--success",
        Fate::Anonymised => "tag tag--neutral",
        Fate::Kept => "tag tag--warning",
    };
    vec![
        words::holding(item.holding).into_any(),
        view! { <span class=tone>{words::fate(item.fate)}</span> {day} }.into_any(),
        item.count.to_string().into_any(),
    ]
}
