use contract::time::Timestamp;

use super::*;
use crate::privacy::act;

fn copy(state: ExportState) -> DataCopy {
    DataCopy {
        id: "0192".into(),
        state,
        done: 3,
        of: 10,
        bytes: Some(12_345),
        requested_at: Timestamp(0),
        expires_at: Some(Timestamp(1)),
    }
}

fn html(state: ExportState) -> String {
    Owner::new().with(|| {
        act::provide_acts();
        cards(vec![copy(state)], Load::ready(Vec::new()), Callback::new(|()| ())).to_html()
    })
}

#[test]
fn only_a_ready_copy_can_be_downloaded_and_deleted() {
    for state in ExportState::ALL {
        let html = html(*state);
        let ready = *state == ExportState::Ready;
        assert_eq!(html.contains("href=\"/api/v1/me/exports/0192/archive\""), ready, "{state:?}");
        assert_eq!(html.contains("13\u{a0}kB"), ready, "{state:?}");
        assert_eq!(html.contains("<button"), ready || *state == ExportState::Failed, "{state:?}");
    }
}

#[test]
fn without_copies_the_page_says_what_to_do() {
    let html = Owner::new().with(|| {
        act::provide_acts();
        cards(Vec::new(), Load::ready(Vec::new()), Callback::new(|()| ())).to_html()
    });
    assert!(html.contains("class=\"empty\""));
}
