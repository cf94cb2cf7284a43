use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use super::*;
use crate::viewer::{
    copy::tests::{SCHEMA, manifest},
    zip::tests::stored,
};

/// Nothing waits natively, where there is no WebCrypto: what needs it ends as [`Trouble::Unable`].
fn opened(archive: &[u8]) -> Result<Opened, Trouble> {
    match pin!(open(archive)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(opened) => opened,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn what_is_no_copy_is_told_apart() {
    assert_eq!(opened(b"vet2b"), Err(Trouble::NoZip));
    assert_eq!(opened(&stored(&[("a.txt", b"a")])), Err(Trouble::NotOurs));
    for list in ["", "{", "[]", "{}", &manifest("{}"), &"[".repeat(100_000)] {
        assert_eq!(opened(&stored(&[(LIST, list.as_bytes())])), Err(Trouble::NotOurs), "{list:.20}");
    }
    assert_eq!(opened(&stored(&[(LIST, &[0xff, 0xfe])])), Err(Trouble::NotOurs));
    let whole = stored(&[(LIST, manifest("").as_bytes())]);
    assert_eq!(opened(&whole[..whole.len() - 4]), Err(Trouble::Damaged));
    assert_eq!(opened(&vec![0; zip::MOST_BYTES + 1]), Err(Trouble::TooLarge));
}

#[test]
fn files_that_are_missing_or_not_listed_are_named() {
    let list = manifest(r#"{ "path": "data/name.json", "bytes": 1, "sha256": "" }"#);
    let opened = opened(&stored(&[(LIST, list.as_bytes()), ("schema/name.json", SCHEMA.as_bytes())])).unwrap();
    assert_eq!(
        opened.altered,
        [("data/name.json".to_owned(), State::Missing), ("schema/name.json".to_owned(), State::Unknown)]
    );
    assert_eq!(opened.categories, [("name".to_owned(), None)], "it is not shown, and not left out either");
    assert_eq!((opened.total(), opened.filled()), (0, 0));
}

#[test]
fn a_browser_that_cannot_check_is_told_so() {
    let list = manifest(r#"{ "path": "data/name.json", "bytes": 2, "sha256": "" }"#);
    assert_eq!(opened(&stored(&[(LIST, list.as_bytes()), ("data/name.json", b"{}")])), Err(Trouble::Unable));
}
