use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use contract::privacy::Purpose;
use contract::rights::DisclosureGround;

use super::given::{name, purpose, text};
use crate::rights::staff::Verdict;

/// What is done with requests.
///
/// Addresses, reasons and questions are seen by whoever lists processes, and stay in a shell's history. `-` in the place of one reads it
/// from the standard input; of several, each takes a line, in the order account, recipient, reason or question, law, and the last one
/// takes all that is left.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Lists the open requests, those that are due first at the top
    List,
    /// Shows a request with everything that was written; that somebody looked and why is recorded, and shown to the person
    Show {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// Why, in the person's language
        #[arg(long, value_parser = text)]
        reason: String,
    },
    /// Gives a request to somebody
    Assign {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// To whom
        #[arg(long, value_parser = name)]
        to: String,
    },
    /// Asks who files a request, when that is in doubt (GDPR art. 12(6)) and before its time is over; its clock stands still until
    /// `answered`
    Ask {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// The question, in the person's language; mailed to them
        #[arg(long, value_parser = text)]
        question: String,
    },
    /// Notes that the question was answered; the clock goes on
    Answered(Which),
    /// Decides a request in words; a refusal waits until somebody else confirms it, and takes the place of one that waits
    Decide {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// How
        verdict: Verdict,
        /// Why, in the person's language; mailed to them
        #[arg(long, value_parser = text)]
        reason: String,
    },
    /// Grants a request and does to the account what its person could have done: erasure after the time of grace, restriction,
    /// objection, or the end of the newsletter. Also what was granted before
    CarryOut(CarryOut),
    /// Lists what lies under the address of somebody without an account; that somebody looked and why is recorded
    Held {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long, value_parser = text)]
        reason: String,
    },
    /// Grants an erasure to somebody without an account, and deletes what lies under their address
    Forget {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// Why, in the person's language; mailed to them
        #[arg(long, value_parser = text)]
        reason: String,
    },
    /// Confirms what somebody else asked for: a refusal, or the removal of a child's account
    Confirm(Which),
    /// Extends a request, once and before its time is over (GDPR art. 12(3))
    Extend {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// By how many months
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2))]
        months: u8,
        /// Why, in the person's language; mailed to them
        #[arg(long, value_parser = text)]
        reason: String,
    },
    /// Records that data was given to somebody outside (policy clause `disclosure`)
    Disclose(Disclosure),
    /// Lists what was given of an account, also what its person may not see; that somebody looked and why is recorded, and shown to the
    /// person
    Disclosures {
        /// Whose data: the address of their account
        #[arg(long)]
        account: String,
        /// Why, in the person's language, who reads it
        #[arg(long, value_parser = text)]
        reason: String,
        /// Who acts
        #[arg(long = "as", value_parser = name)]
        name: String,
    },
    /// Ends a guardian's report: the child's account is removed, there is none, or the report is refused
    CloseGuardian(Guardian),
    /// Sends the reminders that are due now, of overdue requests each week; a running server does so by itself
    Remind,
    /// Lists who read records of disclosures and who had recipients told anew: what no request records
    Acts,
}

/// Which request, and who acts.
#[derive(Args, Clone, Debug)]
pub struct Which {
    /// Its reference, such as R-7K3M-9QXA
    pub(super) reference: String,
    /// Who acts
    #[arg(long = "as", value_parser = name)]
    pub(super) name: String,
}

/// What is carried out.
#[derive(Args, Clone, Debug)]
pub struct CarryOut {
    #[command(flatten)]
    pub(super) which: Which,
    /// Against what a restriction or an objection is, such as `notify`; everything that a person can limit by a click when not given.
    /// A withdrawal is of every consent when not given, and of the newsletter alone with `notify`
    #[arg(long, value_parser = purpose)]
    pub(super) purpose: Vec<Purpose>,
    /// An erasure erases the whole account
    #[arg(long)]
    pub(super) whole_account: bool,
    /// Why, in the person's language; mailed to them
    #[arg(long, value_parser = text)]
    pub(super) reason: String,
}

/// What was given to whom.
#[derive(Args, Clone, Debug)]
pub struct Disclosure {
    /// Whose data: the address of their account
    #[arg(long)]
    pub(super) account: String,
    /// To whom
    #[arg(long, value_parser = text)]
    pub(super) recipient: String,
    /// Why it may be
    #[arg(long)]
    pub(super) ground: Ground,
    /// What was given, and for what
    #[arg(long, value_parser = text)]
    pub(super) reason: String,
    /// Not shown to the person: a law forbids that
    #[arg(long, requires = "law")]
    secret: bool,
    /// Which law, such as "Criminal Procedure Law, section 121"
    #[arg(long, requires = "secret", value_parser = text)]
    pub(super) law: Option<String>,
    /// Who acts
    #[arg(long = "as", value_parser = name)]
    pub(super) name: String,
}

/// How a guardian's report ends.
#[derive(Args, Clone, Debug)]
#[command(group(ArgGroup::new("end").required(true).args(["remove", "nothing_left", "refuse"])))]
pub struct Guardian {
    #[command(flatten)]
    pub(super) which: Which,
    /// The address of the child's account, which is removed once somebody else confirms it
    #[arg(long)]
    pub(super) remove: Option<String>,
    /// Grant it, and there is no account to remove: the child has none, or has none any more
    #[arg(long)]
    pub(super) nothing_left: bool,
    /// Whose messages are deleted, without an account; the address in the report when not given
    #[arg(long, conflicts_with_all = ["remove", "refuse"])]
    pub(super) child: Option<String>,
    /// Refuse it; counts once somebody else confirms it
    #[arg(long)]
    pub(super) refuse: bool,
    /// Why, in the guardian's language; mailed to them. Do not name the child
    #[arg(long, value_parser = text)]
    pub(super) reason: String,
}

/// The policy's five grounds, as words of a command.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Ground {
    /// to meet a legal obligation
    LegalObligation,
    /// to protect the consortium's rights or property
    RightsOrProperty,
    /// to prevent or investigate wrongdoing around the portal
    Wrongdoing,
    /// to protect the safety of users or of the public
    Safety,
    /// to protect against legal liability
    Liability,
}

impl From<Ground> for DisclosureGround {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::LegalObligation => Self::LegalObligation,
            Ground::RightsOrProperty => Self::RightsOrProperty,
            Ground::Wrongdoing => Self::Wrongdoing,
            Ground::Safety => Self::Safety,
            Ground::Liability => Self::Liability,
        }
    }
}

impl Command {
    /// What the standard input may give, in the order that it is read.
    pub(super) fn readable(&mut self) -> Vec<&mut String> {
        match self {
            Self::Show { reason, .. }
            | Self::Decide { reason, .. }
            | Self::CarryOut(CarryOut { reason, .. })
            | Self::Held { reason, .. }
            | Self::Forget { reason, .. }
            | Self::Extend { reason, .. } => vec![reason],
            Self::Ask { question, .. } => vec![question],
            Self::Disclose(Disclosure { account, recipient, reason, law, .. }) => {
                [account, recipient, reason].into_iter().chain(law).collect()
            }
            Self::Disclosures { account, reason, .. } => vec![account, reason],
            Self::CloseGuardian(Guardian { remove, child, reason, .. }) => {
                remove.iter_mut().chain(child).chain([reason]).collect()
            }
            Self::List | Self::Assign { .. } | Self::Answered(_) | Self::Confirm(_) | Self::Remind | Self::Acts => {
                Vec::new()
            }
        }
    }
}
