//! By how much an erasure may differ from what its preview has shown. What differs otherwise is an alarm.

use contract::privacy::Holding;
use contract::time::Timestamp;

use crate::store::erasure::{Stored, Tally};

/// An erasure at once is done within a minute: in that time nothing runs out. One that took longer, as when the server was down, is
/// judged like one after the time of grace.
const AT_ONCE_SECONDS: i64 = 60;

/// By what a number of entries may change between the request and the erasure. Each explains what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// by nothing
    Nothing,
    /// by the person, who has signed in again or used a mailed code: the activity log tells of it
    Person,
    /// by time: what runs out, or what others end
    Time,
    /// at any instant: by anybody who has the address or the device, by staff, or by a job under way
    Anybody,
}

use Cause::{Anybody, Nothing, Person, Time};

/// By what there may be fewer entries of a holding than were shown, and by what more.
const fn causes(holding: Holding) -> (Cause, Cause) {
    match holding {
        Holding::Account => (Nothing, Nothing),
        // It stays with whoever joins, and goes with the last one once the others have left.
        Holding::Organisation => (Anybody, Anybody),
        // They end with the request; there are more only for whoever has signed in again.
        Holding::Sessions => (Nothing, Person),
        // Networks are forgotten, entries are not. A wrong password is an entry.
        Holding::Activity => (Nothing, Anybody),
        Holding::PolicyRecords | Holding::RecipientTasks => (Nothing, Person),
        Holding::Disclosures => (Nothing, Anybody),
        Holding::Limits => (Person, Person),
        // Wishes and archives run out, and so does what links a device.
        Holding::Newsletter | Holding::Exports | Holding::CookieChoices => (Time, Person),
        // A page that is still open counts on.
        Holding::Usage => (Time, Anybody),
        // Those run out, and are made by mailed codes, or by anybody who types the address.
        Holding::Tokens | Holding::Messages | Holding::SignInFailures | Holding::Requests => (Time, Anybody),
        // What waited is sent meanwhile; a registration of a known address is dropped with its letter.
        Holding::Mail | Holding::PendingRegistration => (Anybody, Anybody),
        // Nothing of them is deleted.
        Holding::ConsentLedger
        | Holding::Tombstone
        | Holding::FarewellMail
        | Holding::RecipientErasures
        | Holding::Certificate
        | Holding::GuardianReports => (Nothing, Nothing),
    }
}

/// The tallies that nothing explains. None where nobody was shown a preview: a child that a guardian has reported, or whoever a backup
/// has brought back.
pub(super) fn unexplained<'t>(request: &Stored, executed: Timestamp, tallies: &'t [Tally]) -> Vec<&'t Tally> {
    let of = |holding| tallies.iter().find(|tally| tally.holding == holding);
    if of(Holding::Account).is_none_or(|account| account.shown == 0) {
        return Vec::new();
    }
    let has_time = executed >= Timestamp(request.requested_at).plus_seconds(AT_ONCE_SECONDS);
    let has_acted = of(Holding::Activity).is_some_and(|activity| activity.done > activity.shown);
    let explains = |cause| match cause {
        Nothing => false,
        Person => has_acted,
        Time => has_acted || has_time,
        Anybody => true,
    };
    let is_unexplained = |tally: &&Tally| {
        let (fewer, more) = causes(tally.holding);
        (tally.done < tally.shown && !explains(fewer)) || (tally.done > tally.shown && !explains(more))
    };
    tallies.iter().filter(is_unexplained).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    /// What is unexplained of an account, with its log, of which so many more entries were erased than shown, and of one holding more.
    fn found(seconds: i64, acted: i64, holding: Holding, (shown, done): (i64, i64)) -> bool {
        let (reference, state) = (String::new(), String::new());
        let request = Stored { id: String::new(), reference, requested_at: 0, due_at: 0, state };
        let tally = |holding, shown, done| Tally { holding, shown, foreseen: done, done };
        let mut tallies = vec![tally(Holding::Account, 1, 1), tally(Holding::Activity, 3, 3 + acted)];
        match tallies.iter_mut().find(|tally| tally.holding == holding) {
            Some(known) => (known.shown, known.done) = (shown, done),
            None => tallies.push(tally(holding, shown, done)),
        }
        let found = unexplained(&request, Timestamp(0).plus_seconds(seconds), &tallies);
        found.iter().any(|tally| tally.holding == holding)
    }

    #[test]
    fn what_was_shown_is_what_may_be_erased() {
        for holding in Holding::ALL {
            for seconds in [0, 14 * DAY] {
                assert!(!found(seconds, 0, *holding, (2, 2)), "{holding:?}");
            }
        }
    }

    #[test]
    fn at_once_hardly_anything_explains_a_difference() {
        let fewer: Vec<_> = Holding::ALL.iter().filter(|holding| !found(0, 0, **holding, (2, 1))).collect();
        let others = [Holding::Organisation, Holding::Mail, Holding::PendingRegistration];
        assert!(fewer.iter().copied().copied().eq(others), "by jobs under way, and by others: {fewer:?}");
        for holding in
            [Holding::Newsletter, Holding::PolicyRecords, Holding::Exports, Holding::Limits, Holding::Sessions]
        {
            assert!(found(0, 0, holding, (0, 1)), "{holding:?}: it was not shown at all");
        }
        // Anybody may write in that minute.
        assert!(!found(0, 0, Holding::Messages, (0, 1)));
    }

    #[test]
    fn after_the_grace_what_runs_out_may_be_gone_and_what_does_not_may_not() {
        for holding in [Holding::Tokens, Holding::Messages, Holding::Exports, Holding::SignInFailures] {
            assert!(!found(14 * DAY, 0, holding, (2, 1)), "{holding:?}");
        }
        for holding in
            [Holding::Account, Holding::Sessions, Holding::Activity, Holding::PolicyRecords, Holding::Disclosures]
        {
            assert!(found(14 * DAY, 0, holding, (2, 1)), "{holding:?}");
        }
    }

    #[test]
    fn what_only_the_person_can_add_is_explained_by_the_log_alone() {
        for holding in
            [Holding::Sessions, Holding::Exports, Holding::Limits, Holding::Newsletter, Holding::RecipientTasks]
        {
            assert!(found(14 * DAY, 0, holding, (0, 1)), "{holding:?}");
            assert!(!found(14 * DAY, 1, holding, (0, 1)), "{holding:?}");
        }
        assert!(found(14 * DAY, 1, Holding::Account, (1, 2)));
    }

    #[test]
    fn where_nobody_was_shown_anything_nothing_is_compared() {
        assert!(!found(0, 0, Holding::Account, (0, 1)) && !found(14 * DAY, 0, Holding::Account, (0, 1)));
    }
}
