use contract::{
    privacy::{ErasureItem, Fate, Holding},
    time::Timestamp,
};

use super::*;

#[test]
fn the_preview_explains_everything_that_is_not_simply_deleted() {
    for fate in Fate::ALL {
        let items = Holding::ALL.iter().map(|holding| ErasureItem { holding: *holding, count: 2, fate: *fate });
        let shown = ErasurePreview { items: items.collect(), due_at: Timestamp(0) };
        let html = Owner::new().with(|| preview::table(&shown).to_html());
        assert_eq!(html.matches("<tr").count(), Holding::ALL.len() + 1);
        let reasons = if *fate == Fate::Deleted { 0 } else { Holding::ALL.len() };
        assert_eq!(html.matches("<dt").count(), reasons);
    }
}
