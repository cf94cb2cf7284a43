//! The activity log.

use crate::{code, consent::Signature, time::Timestamp, wire};

use super::Device;

code! {
    /// What an activity entry tells.
    pub enum ActivityKind {
        /// the account began
        Registered,
        /// signed in
        SignedIn,
        /// signed out
        SignedOut,
        /// a sign-in with a wrong password
        SignInFailed,
        /// identity proven again
        Reauthenticated,
        /// password changed
        PasswordChanged,
        /// a new address was asked for
        EmailChangeRequested,
        /// the address changed
        EmailChanged,
        /// name or phone corrected
        PersonCorrected,
        /// organisation corrected
        OrganisationCorrected,
        /// another language of the mails
        LanguageChanged,
        /// a colleague was invited to administer the organisation
        ColleagueInvited,
        /// a colleague accepted, and administers the organisation too
        InvitationAccepted,
        /// an invitation was accepted: the account belongs to that organisation now
        OrganisationJoined,
        /// newsletter wanted
        NewsletterGranted,
        /// newsletter withdrawn
        NewsletterWithdrawn,
        /// consent to cookies withdrawn
        CookiesWithdrawn,
        /// policy accepted
        PolicyAccepted,
        /// policy declined
        PolicyDeclined,
        /// a new purpose of the policy allowed
        PurposeAllowed,
        /// a new purpose of the policy refused
        PurposeRefused,
        /// export asked for
        ExportRequested,
        /// export ready
        ExportReady,
        /// export downloaded
        ExportDownloaded,
        /// export deleted
        ExportDeleted,
        /// erasure asked for
        ErasureRequested,
        /// erasure stopped
        ErasureCancelled,
        /// a session was ended
        SessionEnded,
        /// processing for a purpose restricted
        ProcessingRestricted,
        /// a restriction lifted
        RestrictionLifted,
        /// objected to processing for a purpose
        ProcessingObjected,
        /// an objection taken back
        ObjectionLifted,
        /// a request about one's data was filed
        RequestFiled,
        /// a request was taken back
        RequestCancelled,
        /// staff looked at a request and the data that it is about
        RequestViewed,
        /// staff took a request up
        RequestAssigned,
        /// staff asked who files a request
        RequestAsked,
        /// a question about a request was answered
        RequestAnswered,
        /// staff extended a request
        RequestExtended,
        /// a request was decided
        RequestDecided,
        /// staff carried out what was granted
        RequestCarriedOut,
        /// data was given to somebody outside
        DataDisclosed,
        /// staff read what was given to somebody outside
        DisclosuresViewed,
    }

    /// Who did it.
    pub enum Actor {
        /// the person
        Person,
        /// the portal by itself
        System,
        /// staff of the consortium
        Staff,
        /// somebody who may be the person or not, such as whoever typed a wrong password
        Unknown,
    }
}

wire! {
    /// An entry of the activity log.
    pub struct Activity {
        /// when
        pub at: Timestamp,
        /// what
        pub kind: ActivityKind,
        /// who
        pub actor: Actor,
        /// with which kind of browser
        pub device: Device,
        /// place in the account's log, from 1
        pub number: i64,
        /// SHA-256 of it and of all before, hexadecimal
        pub sha256: String,
        /// why staff did it, in their words; empty for what others did
        pub reason: String,
    }

    /// The whole log, to take along. Its file is like a receipt's: the pretty JSON of [`SignedActivityLog`] and a line feed.
    pub struct ActivityLog {
        /// [`ACTIVITY_LOG`]
        pub schema: String,
        /// when the file was made, RFC 3339 in UTC
        pub made_at: String,
        /// the last entry, as the account's own record says; 0 for none
        pub number: i64,
        /// its SHA-256
        pub sha256: String,
        /// every entry, the oldest first
        pub entries: Vec<ActivityLink>,
    }

    /// An entry of the log, as it is hashed.
    pub struct ActivityLink {
        /// place in the account's log, from 1
        pub number: i64,
        /// SHA-256 of the entry before; [`NO_ENTRY`] for the first
        pub previous_sha256: String,
        /// when: microseconds since 1970
        pub at: Timestamp,
        /// what, the code of an [`ActivityKind`]
        pub kind: String,
        /// who, the code of an [`Actor`]
        pub actor: String,
        /// with which kind of browser, the code of a [`Device`]
        pub device: String,
        /// why staff did it; empty for what others did
        pub reason: String,
        /// SHA-256 of [`ActivityLink::text`], hexadecimal
        pub sha256: String,
    }

    /// The log with its signature.
    pub struct SignedActivityLog {
        /// what is signed: its compact JSON, in UTF-8
        pub activity: ActivityLog,
        /// by whom
        pub signature: Signature,
    }
}

/// What the files of activity logs call themselves.
pub const ACTIVITY_LOG: &str = "vet2b-activity-log-1";

/// What the first entry is chained to: 64 zeros.
pub const NO_ENTRY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl ActivityLink {
    /// What is hashed, in UTF-8: a line each for `vet2b-activity-1`, number, the SHA-256 before, time in microseconds since 1970, and
    /// the codes of what, who and browser; then the reason, which may have lines of its own. No line feed at the end. The network is
    /// not in it, as it is forgotten after thirty days.
    pub fn text(&self) -> String {
        let Self { number, previous_sha256, at, kind, actor, device, reason, .. } = self;
        format!("vet2b-activity-1\n{number}\n{previous_sha256}\n{}\n{kind}\n{actor}\n{device}\n{reason}", at.0)
    }
}

impl ActivityLog {
    /// The number of the first entry that is missing, in another place, or not chained to the one before; whether each has the hash
    /// that it says is another matter. None when all is in order.
    pub fn first_gap(&self) -> Option<i64> {
        let mut last = (0, NO_ENTRY);
        for entry in &self.entries {
            if entry.number != last.0 + 1 || entry.previous_sha256 != last.1 {
                return Some(last.0 + 1);
            }
            last = (entry.number, &entry.sha256);
        }
        let ends = self.number == last.0 && (self.number == 0 || self.sha256 == last.1);
        (!ends).then_some(last.0 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(count: i64) -> ActivityLog {
        let name = |number: i64| if number == 0 { NO_ENTRY.to_owned() } else { format!("hash {number}") };
        let link = |number| ActivityLink {
            number,
            previous_sha256: name(number - 1),
            at: Timestamp(7),
            kind: "signed_in".into(),
            actor: "person".into(),
            device: "firefox".into(),
            reason: String::new(),
            sha256: name(number),
        };
        let (schema, made_at) = (ACTIVITY_LOG.to_owned(), String::new());
        ActivityLog { schema, made_at, number: count, sha256: name(count), entries: (1..=count).map(link).collect() }
    }

    #[test]
    fn the_text_of_an_entry_is_as_documented() {
        let mut log = log(2);
        log.entries[1].reason = "R-1:\nlūgums".into();
        let expected = "vet2b-activity-1\n2\nhash 1\n7\nsigned_in\nperson\nfirefox\nR-1:\nlūgums";
        assert_eq!(log.entries[1].text(), expected);
    }

    #[test]
    fn a_gap_is_found_wherever_it_is() {
        assert_eq!((log(0).first_gap(), log(5).first_gap()), (None, None));
        for missing in 0..5 {
            let mut log = log(5);
            log.entries.remove(missing);
            assert_eq!(log.first_gap(), Some(i64::try_from(missing).unwrap() + 1), "{missing} is missing");
        }
        let mut swapped = log(5);
        swapped.entries.swap(2, 3);
        assert_eq!(swapped.first_gap(), Some(3));
        let mut renumbered = log(5);
        renumbered.entries.remove(2);
        for (number, entry) in (1..).zip(&mut renumbered.entries) {
            entry.number = number;
        }
        renumbered.number = 4;
        assert_eq!(renumbered.first_gap(), Some(3));
        assert_eq!(ActivityLog { sha256: "another".into(), ..log(5) }.first_gap(), Some(6));
    }
}
