use proptest::prelude::*;

use super::*;
use crate::viewer::copy::{Cell, tests::entry};

fn of(source: &str, values: &[u8]) -> Entry {
    let value = |(at, value): (usize, &u8)| (at.to_string(), Cell::Number(i64::from(*value)));
    Entry { source: source.into(), values: values.iter().enumerate().map(value).collect() }
}

#[test]
fn a_single_entry_that_differs_was_changed() {
    let (before, after) = ([entry("Ānna", "lv")], [entry("Berta", "en")]);
    assert_eq!(compare(&before, &after), [Change::Changed(before[0].clone(), after[0].clone())]);
    let (before, after) = ([of("phone", &[1])], [of("phone", &[2])]);
    assert_eq!(compare(&before, &after).len(), 1, "though nothing of it is the same");
}

#[test]
fn of_many_entries_those_that_are_alike_are_the_same() {
    let before = [of("session", &[1, 1, 1, 1]), of("session", &[2, 2, 2, 2])];
    let after = [of("session", &[2, 2, 2, 9]), of("session", &[3, 3, 3, 3])];
    assert_eq!(
        compare(&before, &after),
        [
            Change::Changed(before[1].clone(), after[0].clone()),
            Change::Added(after[1].clone()),
            Change::Removed(before[0].clone()),
        ]
    );
}

#[test]
fn entries_of_another_time_are_other_entries() {
    let copy = |requested: &str, state: &str| {
        let values = [("state", state), ("requested_at", requested), ("lang", "lv"), ("ready_at", "-")];
        let values = values.map(|(name, text)| (name.to_owned(), Cell::Text(text.into())));
        Entry { source: "export".into(), values: values.to_vec() }
    };
    let before = [copy("09:00", "running")];
    let after = [copy("09:00", "ready"), copy("10:00", "running")];
    assert_eq!(
        compare(&before, &after),
        [Change::Changed(before[0].clone(), after[0].clone()), Change::Added(after[1].clone())]
    );
    let later = [copy("11:00", "running")];
    assert_eq!(compare(&before, &later).len(), 2, "though each is the only one");
}

#[test]
fn sources_are_never_mixed() {
    assert_eq!(
        compare(&[of("a", &[1, 2])], &[of("b", &[1, 2])]),
        [Change::Added(of("b", &[1, 2])), Change::Removed(of("a", &[1, 2]))]
    );
}

#[test]
fn what_stands_twice_is_counted() {
    let one = of("a", &[1]);
    assert_eq!(compare(std::slice::from_ref(&one), &[one.clone(), one.clone()]), [Change::Added(one)]);
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = ("[ab]", proptest::collection::vec(0..3_u8, 2)).prop_map(|(source, values)| of(&source, &values));
    proptest::collection::vec(entry, 0..12)
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort();
    entries
}

proptest! {
    #[test]
    fn the_differences_lead_from_one_copy_to_the_other(before in entries(), after in entries()) {
        let (mut there, mut come) = (before.clone(), Vec::new());
        let mut take = |entry: &Entry| {
            let at = there.iter().position(|known| known == entry);
            at.map(|at| there.remove(at)).is_some()
        };
        for change in compare(&before, &after) {
            match change {
                Change::Added(new) => come.push(new),
                Change::Removed(old) => prop_assert!(take(&old)),
                Change::Changed(old, new) => {
                    prop_assert_ne!(&old, &new);
                    prop_assert_eq!(&old.source, &new.source);
                    prop_assert!(take(&old));
                    come.push(new);
                }
            }
        }
        there.extend(come);
        prop_assert_eq!(sorted(there), sorted(after));
    }

    #[test]
    fn a_copy_does_not_differ_from_itself(entries in entries()) {
        let mut other = entries.clone();
        other.reverse();
        prop_assert_eq!(compare(&entries, &other), []);
    }
}
