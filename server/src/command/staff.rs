//! `staff`: requests about personal data, from the list of what is due to the decision.

mod words;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use contract::lang::Lang;
use contract::rights::DisclosureGround;

use super::Desk;
use crate::problem::{Failure, Outcome};
use crate::rights::staff::{self, Given, Moved, Unmoved, Verdict};
use crate::rights::{Office, remind};
use crate::store::request;

/// What is done with requests.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Lists the open requests, those that are due first at the top
    List,
    /// Shows a request with everything that was written; that is recorded, and shown to the person
    Show(Which),
    /// Gives a request to somebody
    Assign {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// To whom
        #[arg(long, value_parser = name)]
        to: String,
    },
    /// Asks who files a request, when that is in doubt (GDPR art. 12(6)); its clock stands still until `answered`
    Ask {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// The question, in the person's language; mailed to them
        #[arg(long, value_parser = reason)]
        question: String,
    },
    /// Notes that the question was answered; the clock goes on
    Answered(Which),
    /// Decides a request; a refusal waits until somebody else confirms it, and takes the place of one that waits
    Decide {
        /// which request, and who acts
        #[command(flatten)]
        which: Which,
        /// How
        verdict: Verdict,
        /// Why, in the person's language; mailed to them
        #[arg(long, value_parser = reason)]
        reason: String,
    },
    /// Confirms a refusal that somebody else asked for
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
        #[arg(long, value_parser = reason)]
        reason: String,
    },
    /// Records that data was given to somebody outside (policy clause `disclosure`)
    Disclose(Disclosure),
    /// Lists what was given of an account, also what its person may not see; that somebody looked is recorded, and shown to the person
    Disclosures {
        /// Whose data: the address of their account
        #[arg(long)]
        account: String,
    },
    /// Ends a guardian's report: the child's account is removed at once, there is none, or the report is refused
    CloseGuardian(Guardian),
    /// Sends the reminders that are due now, of overdue requests each week; a running server does so by itself
    Remind,
}

/// Which request, and who acts.
#[derive(Args, Clone, Debug)]
pub struct Which {
    /// Its reference, such as R-7K3M-9QXA
    reference: String,
    /// Who acts
    #[arg(long = "as", value_parser = name)]
    name: String,
}

/// What was given to whom.
#[derive(Args, Clone, Debug)]
pub struct Disclosure {
    /// Whose data: the address of their account
    #[arg(long)]
    account: String,
    /// To whom
    #[arg(long, value_parser = reason)]
    recipient: String,
    /// Why it may be
    #[arg(long)]
    ground: Ground,
    /// What was given, and for what
    #[arg(long, value_parser = reason)]
    reason: String,
    /// Not shown to the person: a law forbids that
    #[arg(long, requires = "law")]
    secret: bool,
    /// Which law, such as "Criminal Procedure Law, section 121"
    #[arg(long, requires = "secret", value_parser = reason)]
    law: Option<String>,
    /// Who acts
    #[arg(long = "as", value_parser = name)]
    name: String,
}

/// How a guardian's report ends.
#[derive(Args, Clone, Debug)]
#[command(group(ArgGroup::new("end").required(true).args(["remove", "nothing_left", "refuse"])))]
pub struct Guardian {
    #[command(flatten)]
    which: Which,
    /// The address of the child's account, which is removed
    #[arg(long)]
    remove: Option<String>,
    /// Grant it, and there is nothing to remove: the child has no account, or has none any more
    #[arg(long)]
    nothing_left: bool,
    /// Refuse it; counts once somebody else confirms it
    #[arg(long)]
    refuse: bool,
    /// Why, in the guardian's language; mailed to them. Do not name the child
    #[arg(long, value_parser = reason)]
    reason: String,
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

/// Somebody's name: it is recorded.
fn name(raw: &str) -> Result<String, String> {
    bounded(raw, 100)
}

/// A reason, a question: no empty one.
fn reason(raw: &str) -> Result<String, String> {
    bounded(raw, 2000)
}

fn bounded(raw: &str, max: usize) -> Result<String, String> {
    let text = raw.trim();
    match text.chars().count() {
        0 => Err("must not be empty".to_owned()),
        n if n > max => Err(format!("is longer than {max} characters")),
        _ if text.chars().any(|c| c.is_control() && c != '\n') => Err("holds signs that cannot be printed".to_owned()),
        _ => Ok(text.to_owned()),
    }
}

/// Does it. False when nothing was moved, with the reason written.
pub(super) async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    let (db, random) = (desk.db.clone(), desk.random.clone());
    let office = Office { random: &*random, now: desk.clock.now(), country: desk.config.country };
    let moved: Moved = match command {
        Command::List => return list(office, desk).await,
        Command::Remind => {
            let count = remind(&db, office).await.map_err(unmoved)?;
            desk.say(format_args!("reminded of {count}"))?;
            return Ok(true);
        }
        Command::Disclose(disclosure) => return disclose(&disclosure, office, desk).await,
        Command::Disclosures { account } => return disclosures(&account, office, desk).await,
        Command::Show(Which { reference, name }) => {
            let found = staff::view(&db, office, &reference, &name).await.map_err(unmoved)?;
            return match found {
                Ok(stored) => {
                    let lines = async { words::whole(&mut db.read().await?, office, &stored).await };
                    let lines: Outcome<Vec<String>> = lines.await;
                    for line in lines.map_err(unmoved)? {
                        desk.say(line)?;
                    }
                    Ok(true)
                }
                Err(why) => refuse(desk, why),
            };
        }
        Command::Assign { which: Which { reference, name }, to } => {
            staff::assign(&db, office, &reference, &to, &name).await
        }
        Command::Ask { which: Which { reference, name }, question } => {
            staff::ask(&db, office, &reference, &question, &name).await
        }
        Command::Answered(Which { reference, name }) => staff::answer(&db, office, &reference, &name).await,
        Command::Decide { which: Which { reference, name }, verdict, reason } => {
            staff::decide(&db, office, &reference, (verdict, &reason), &name).await
        }
        Command::Confirm(Which { reference, name }) => staff::confirm_refusal(&db, office, &reference, &name).await,
        Command::Extend { which: Which { reference, name }, months, reason } => {
            staff::extend(&db, office, &reference, (months, &reason), &name).await
        }
        Command::CloseGuardian(Guardian { which: Which { reference, name }, remove, nothing_left, reason, .. }) => {
            match remove {
                Some(email) => staff::remove_child(&db, office, &reference, (&email, &reason), &name).await,
                None if nothing_left => staff::nothing_left(&db, office, &reference, &reason, &name).await,
                None => staff::decide(&db, office, &reference, (Verdict::Refuse, &reason), &name).await,
            }
        }
    };
    match moved.map_err(unmoved)? {
        Ok(stored) => {
            let line = words::line(office, &stored).map_err(unmoved)?;
            desk.say(line)?;
            if stored.closed_at.is_none() && stored.refusal_by.is_some() {
                let reference = &stored.reference;
                desk.say(format_args!(
                    "a refusal counts once somebody else confirms it: vet2b-server staff confirm {reference} --as NAME"
                ))?;
            }
            Ok(true)
        }
        Err(why) => refuse(desk, why),
    }
}

async fn list(office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let open = async { request::open(&mut desk.db.read().await?).await }.await.map_err(super::unread)?;
    for stored in &open {
        desk.say(words::line(office, stored).map_err(unmoved)?)?;
    }
    desk.say(format_args!("{} open", open.len())).map(|()| true)
}

async fn disclose(disclosure: &Disclosure, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let Disclosure { account, recipient, ground, reason, law, name, .. } = disclosure;
    let ground = (*ground).into();
    let given = Given { email: account, recipient, ground, reason, law: law.as_deref() };
    match staff::disclose(&desk.db, office, given, name).await.map_err(unmoved)? {
        Ok(()) => {
            let shown = if law.is_some() { "not shown to the person" } else { "shown to the person" };
            let ground = crate::basis::rights::ground(Lang::En, ground);
            desk.say(format_args!("recorded, {shown}: {ground}")).map(|()| true)
        }
        Err(why) => refuse(desk, why),
    }
}

async fn disclosures(account: &str, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    match staff::disclosures(&desk.db, office, account).await.map_err(unmoved)? {
        Ok(recorded) => {
            for given in &recorded {
                desk.say(words::disclosure(given).map_err(unmoved)?)?;
            }
            desk.say(format_args!("{} recorded", recorded.len())).map(|()| true)
        }
        Err(why) => refuse(desk, why),
    }
}

fn refuse(desk: &mut Desk<'_>, why: Unmoved) -> Result<bool, String> {
    desk.say(format_args!("not done: {why}")).map(|()| false)
}

fn unmoved(failure: Failure) -> String {
    format!("VET2B_DATABASE_URL: the database does not do it: {:?}", failure.problem().code)
}
