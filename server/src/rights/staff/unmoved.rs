use std::fmt;

/// Why nothing was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// no request has this reference
    Unknown,
    /// it is closed
    Closed,
    /// the portal itself works on it
    Portal,
    /// a question is open already
    AskedAlready,
    /// its time is over: a question would hide that
    Overdue,
    /// no question is open
    NotAsked,
    /// it was extended before
    ExtendedAlready,
    /// its time is over: an extension must be told before (GDPR art. 12(3))
    Late,
    /// nothing waits for a second person
    NothingToConfirm,
    /// whoever wants something cannot confirm it
    SamePerson,
    /// a guardian's report ends by its own command
    Guardian,
    /// this is no guardian's report
    NotGuardian,
    /// no account has this address
    NoAccount,
    /// the child has an account
    ChildHasAccount,
    /// the erasure of this account runs
    ErasureRuns,
    /// it was refused or taken back
    NotGranted,
    /// it was carried out before
    CarriedOutAlready,
    /// a copy is given to nobody who is not signed in
    Copy,
    /// it would erase the whole account, which must be said
    WholeAccount,
    /// a correction is the person's to type
    Correction,
    /// a complaint is answered in words
    InWords,
    /// this right has no purpose, or not this one
    Purpose,
    /// the account's address is new
    NewAddress,
    /// nothing has an account to be carried out on
    WithoutAccount,
    /// an account has the address
    HasAccount,
    /// it does not ask for erasure
    NotErasure,
}

impl fmt::Display for Unmoved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no request has this reference",
            Self::Closed => "the request is closed",
            Self::Portal => {
                "the portal itself works on this request; a decision would not stop it, only its person can"
            }
            Self::AskedAlready => "a question is open already; `staff answered` closes it",
            Self::Overdue => "the time is over; a question would only hide that: decide the request",
            Self::NotAsked => "no question is open",
            Self::ExtendedAlready => "the request was extended before; the law allows it once",
            Self::Late => "the time is over; an extension must be told before (GDPR art. 12(3))",
            Self::NothingToConfirm => "nobody has asked to refuse this request, or to remove an account for it",
            Self::SamePerson => {
                "a refusal or a removal is confirmed by a second person, not by the one who asked for it"
            }
            Self::Guardian => "a guardian's report is granted by `staff close-guardian`",
            Self::NotGuardian => "this is no guardian's report",
            Self::NoAccount => "no account has this address",
            Self::ChildHasAccount => "an account has the child's address; `--remove` removes it",
            Self::ErasureRuns => "this account is being erased already",
            Self::NotGranted => "the request was refused or taken back",
            Self::CarriedOutAlready => "the request was carried out before",
            Self::Copy => {
                "a copy is never mailed: its person gets it in the portal, signed in, or after setting a new password by \
                 their address (\"Forgotten password\"); tell them so by `staff decide`. For an address without an account, \
                 `staff held` lists what to tell"
            }
            Self::WholeAccount => {
                "this erases the whole account: say so by `--whole-account`, if that is what its person asks for. A part is \
                 erased by whoever can, and told by `staff decide`"
            }
            Self::Correction => {
                "a correction is typed by the person, signed in, or after setting a new password by their address; tell \
                 them so by `staff decide`"
            }
            Self::InWords => "a complaint is answered in words, by `staff decide`",
            Self::Purpose => {
                "this right cannot be carried out for such a purpose: a restriction not for `operate` and `protect`, an \
                 objection for `notify` and `support` alone, another right for none. Anything else is weighed and decided in words"
            }
            Self::NewAddress => {
                "the address of this account was changed less than three days ago; until then nothing is erased, as its \
                 owner may not have read the mail to the old address yet"
            }
            Self::WithoutAccount => {
                "this address has no account: `staff held` lists what lies under it, `staff forget` deletes that"
            }
            Self::HasAccount => "this address has an account; `staff carry-out` is for that",
            Self::NotErasure => "this request does not ask for erasure",
        })
    }
}
