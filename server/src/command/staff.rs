//! `staff`: requests about personal data, from the list of what is due to the decision and what follows from it.

mod given;
mod line;
mod words;

use contract::lang::Lang;

use self::line::{CarryOut, Disclosure, Guardian, Which};
use super::{Desk, unread};
use crate::mail::Mailer as _;
use crate::mail::outbox::Outbox;
use crate::problem::{Failure, Outcome};
use crate::rights::staff::{self, Given, Moved, Order, Unmoved, Verdict};
use crate::rights::{Office, remind};
use crate::store::account::email_key;
use crate::store::request::{self, Stored};
use crate::store::staff_act;

pub use line::Command;

pub(super) use given::name;

/// Does it. False when nothing was moved, with the reason written.
pub(super) async fn run(mut command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    given::read(command.readable(), desk.input)?;
    let (db, random) = (desk.db.clone(), desk.random.clone());
    let office = Office { random: &*random, now: desk.clock.now(), country: desk.config.country };
    let moved: Moved = match command {
        Command::List => return list(office, desk).await,
        Command::Remind => {
            let count = remind(&db, office).await.map_err(unmoved)?;
            desk.say(format_args!("reminded of {count}"))?;
            return Ok(true);
        }
        Command::Acts => return acts(desk).await,
        Command::Disclose(disclosure) => return disclose(&disclosure, office, desk).await,
        Command::Disclosures { account, reason, name } => {
            return disclosures((&account, &reason), &name, office, desk).await;
        }
        Command::Show { which, reason } => return show(&which, &reason, office, desk).await,
        Command::Held { which, reason } => return held(&which, &reason, office, desk).await,
        Command::Forget { which, reason } => return forget(&which, &reason, office, desk).await,
        Command::CarryOut(order) => carry_out(&order, office, desk).await,
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
        Command::Confirm(Which { reference, name }) => staff::confirm(&db, office, &reference, &name).await,
        Command::Extend { which: Which { reference, name }, months, reason } => {
            staff::extend(&db, office, &reference, (months, &reason), &name).await
        }
        Command::CloseGuardian(guardian) => close_guardian(&guardian, office, desk).await,
    };
    tell(moved.map_err(unmoved)?, office, desk).await
}

/// Says how a request stands after a step, or why it was not taken.
async fn tell(moved: Result<Stored, Unmoved>, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let stored = match moved {
        Ok(stored) => stored,
        Err(why) => return refuse(desk, why),
    };
    desk.say(words::line(office, &stored).map_err(unmoved)?)?;
    let removal = async { request::removal(&mut desk.db.read().await?, &stored.id).await }.await.map_err(unread)?;
    let waits = match (stored.closed_at, removal, &stored.refusal_by) {
        (None, Some(_), _) => "removal",
        (None, None, Some(_)) => "refusal",
        _ => return Ok(true),
    };
    let reference = &stored.reference;
    desk.say(format_args!(
        "a {waits} counts once somebody else confirms it: vet2b-server staff confirm {reference} --as NAME"
    ))
    .map(|()| true)
}

async fn list(office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let open = async { request::open(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    for stored in &open {
        desk.say(words::line(office, stored).map_err(unmoved)?)?;
    }
    desk.say(format_args!("{} open", open.len())).map(|()| true)
}

async fn acts(desk: &mut Desk<'_>) -> Result<bool, String> {
    let acts = async { staff_act::all(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    for act in &acts {
        desk.say(words::act(act))?;
    }
    desk.say(format_args!("{} recorded", acts.len())).map(|()| true)
}

async fn show(which: &Which, reason: &str, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let found = staff::view(&desk.db, office, &which.reference, reason, &which.name).await.map_err(unmoved)?;
    let stored = match found {
        Ok(stored) => stored,
        Err(why) => return refuse(desk, why),
    };
    let lines = async { words::whole(&mut desk.db.read().await?, office, &stored).await };
    let lines: Outcome<Vec<String>> = lines.await;
    say_all(lines.map_err(unmoved)?, desk)
}

async fn held(which: &Which, reason: &str, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    match staff::held(&desk.db, office, &which.reference, reason, &which.name).await.map_err(unmoved)? {
        Ok(held) => say_all(words::held(office, &held).map_err(unmoved)?, desk),
        Err(why) => refuse(desk, why),
    }
}

async fn forget(which: &Which, reason: &str, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let done = staff::forget(&desk.db, office, &which.reference, reason, &which.name).await.map_err(unmoved)?;
    let (stored, forgotten) = match done {
        Ok(done) => done,
        Err(why) => return refuse(desk, why),
    };
    // Where no mail server is set, letters lie beside the database.
    let letters = match Outbox::existing(desk.config.outbox(), desk.config.mail_from.clone()) {
        Some(outbox) => outbox.forget(&[email_key(&stored.email)], None).await,
        None => Ok(0),
    };
    desk.say(words::line(office, &stored).map_err(unmoved)?)?;
    desk.say(words::forgotten(&forgotten))?;
    match letters {
        Ok(_) => Ok(true),
        Err(error) => desk.say(format_args!("letters in the outbox folder are left: {error}")).map(|()| false),
    }
}

async fn carry_out(order: &CarryOut, office: Office<'_>, desk: &mut Desk<'_>) -> Moved {
    let CarryOut { which: Which { reference, name }, purpose, whole_account, reason } = order;
    let grace_days = desk.config.erasure_grace_days;
    let order = Order { purposes: purpose, whole_account: *whole_account, reason, grace_days };
    staff::carry_out(&desk.db, office, reference, order, name).await
}

async fn close_guardian(guardian: &Guardian, office: Office<'_>, desk: &mut Desk<'_>) -> Moved {
    let Guardian { which: Which { reference, name }, remove, nothing_left, child, reason, .. } = guardian;
    match remove {
        Some(email) => staff::propose_removal(&desk.db, office, reference, (email, reason), name).await,
        None if *nothing_left => {
            staff::nothing_left(&desk.db, office, reference, (child.as_deref(), reason), name).await
        }
        None => staff::decide(&desk.db, office, reference, (Verdict::Refuse, reason), name).await,
    }
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

async fn disclosures(asked: (&str, &str), name: &str, office: Office<'_>, desk: &mut Desk<'_>) -> Result<bool, String> {
    match staff::disclosures(&desk.db, office, asked, name).await.map_err(unmoved)? {
        Ok(recorded) => {
            for given in &recorded {
                desk.say(words::disclosure(given).map_err(unmoved)?)?;
            }
            desk.say(format_args!("{} recorded", recorded.len())).map(|()| true)
        }
        Err(why) => refuse(desk, why),
    }
}

fn say_all(lines: Vec<String>, desk: &mut Desk<'_>) -> Result<bool, String> {
    for line in lines {
        desk.say(line)?;
    }
    Ok(true)
}

fn refuse(desk: &mut Desk<'_>, why: Unmoved) -> Result<bool, String> {
    desk.say(format_args!("not done: {why}")).map(|()| false)
}

fn unmoved(failure: Failure) -> String {
    format!("VET2B_DATABASE_URL: the database does not do it: {:?}", failure.problem().code)
}
