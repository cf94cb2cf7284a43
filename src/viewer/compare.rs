//! What was added, removed and changed between two copies.

use std::collections::BTreeMap;

use super::copy::Entry;

/// More pairs than this are not looked at for likeness, in one category: what is left then counts as removed and added.
const MOST_PAIRS: usize = 250_000;

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// in the later copy alone
    Added(Entry),
    /// in the earlier copy alone
    Removed(Entry),
    /// an entry before and after
    Changed(Entry, Entry),
}

/// Values that tell one entry of a source from another and never change: when it came about, what it is about.
const LASTING: [&str; 11] =
    ["at", "created_at", "day", "number", "path", "reference", "requested_at", "sha256", "subject", "until", "version"];

/// The differences between the entries of a category: what changed first, then what was added, then what was removed.
///
/// Entries have no names of their own. The same one on both sides is no difference. Of the rest, two of one source are taken for the
/// same thing, changed, when their lasting values are equal; where they have none, when that source has a single entry on both
/// sides, or at least half of their values are equal.
pub fn compare(before: &[Entry], after: &[Entry]) -> Vec<Change> {
    let (mut removed, mut added) = (without(before, after), without(after, before));
    let mut changes = Vec::new();
    if removed.len().saturating_mul(added.len()) <= MOST_PAIRS {
        let (counts, mut kept) = ([per_source(before), per_source(after)], Vec::new());
        for old in removed {
            let is_single = counts.iter().all(|counts| counts.get(old.source.as_str()) == Some(&1));
            let candidates = added.iter().enumerate().filter(|(_, new)| is_same(old, new, is_single));
            let best = candidates.max_by_key(|(at, new)| (alike(old, new), usize::MAX - at)).map(|(at, _)| at);
            match best {
                Some(at) => changes.push(Change::Changed(old.clone(), added.remove(at).clone())),
                None => kept.push(old),
            }
        }
        removed = kept;
    }
    changes.extend(added.into_iter().cloned().map(Change::Added));
    changes.extend(removed.into_iter().cloned().map(Change::Removed));
    changes
}

/// Whether two entries are taken for the same thing.
fn is_same(old: &Entry, new: &Entry, is_single: bool) -> bool {
    if old.source != new.source {
        return false;
    }
    let mut lasting = old.values.iter().filter(|(name, _)| LASTING.contains(&name.as_str())).peekable();
    match lasting.peek() {
        Some(_) => lasting.all(|value| new.values.contains(value)),
        None => is_single || alike(old, new) * 2 >= old.values.len().max(1),
    }
}

/// The entries that are not among the others, each as often as it is here more often than there.
fn without<'e>(entries: &'e [Entry], others: &[Entry]) -> Vec<&'e Entry> {
    let mut there: BTreeMap<&Entry, usize> = BTreeMap::new();
    for other in others {
        *there.entry(other).or_default() += 1;
    }
    let is_new = |entry: &&Entry| match there.get_mut(*entry) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    entries.iter().filter(is_new).collect()
}

/// How many entries each source has.
fn per_source(entries: &[Entry]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for entry in entries {
        *counts.entry(entry.source.as_str()).or_default() += 1;
    }
    counts
}

/// How many values are the same.
fn alike(old: &Entry, new: &Entry) -> usize {
    old.values.iter().filter(|value| new.values.contains(value)).count()
}

#[cfg(test)]
mod tests;
