//! `recipients list` and `recipients retry`: what recipients could not be told, or have not proven.

use clap::Subcommand;
use contract::time::Timestamp;

use super::{Desk, staff, unread};
use crate::clock::moment::for_machines;
use crate::store::outbox::{self, Job};
use crate::store::recipient::{self, Listed};
use crate::store::staff_act::{self, Act};
use crate::store::transact;

/// What is done with them.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Lists what was given up and what waits for proof; exit code 1 when something was given up
    List,
    /// Has what was given up tried anew; who does so is recorded
    Retry {
        /// which, as `list` names it; everything when not given
        id: Option<String>,
        /// Who acts
        #[arg(long = "as", value_parser = staff::name)]
        name: String,
    },
}

pub(super) async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    let stuck = async { recipient::stuck(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    match command {
        Command::List => list(&stuck, desk),
        Command::Retry { id, name } => retry(id.as_deref(), &name, &stuck, desk).await,
    }
}

fn list(stuck: &[Listed], desk: &mut Desk<'_>) -> Result<bool, String> {
    for task in stuck {
        let Listed { id, recipient, action, state, attempts, last_error, created_at } = task;
        let (since, error) = (for_machines(Timestamp(*created_at)), last_error.as_deref().unwrap_or_default());
        desk.say(format_args!("{id} {recipient} {action} {state} since {since}, tries: {attempts} {error}"))?;
    }
    let failed = stuck.iter().filter(|task| is_failed(task)).count();
    desk.say(format_args!("given up: {failed}; waiting for proof: {}", stuck.len() - failed))?;
    Ok(failed == 0)
}

async fn retry(id: Option<&str>, name: &str, stuck: &[Listed], desk: &mut Desk<'_>) -> Result<bool, String> {
    let wanted = stuck.iter().filter(|task| is_failed(task) && id.is_none_or(|id| task.id == id));
    let mut whole = true;
    let mut count = 0;
    for task in wanted {
        let (now, db) = (desk.clock.now(), &desk.db);
        let (job, job_id, act_id) = (Job::Tell { id: task.id.clone() }, desk.random.id(now), desk.random.id(now));
        let act = Act::RecipientRetried { task: &task.id };
        let again = transact!(db, async |tx| {
            let again = recipient::retry(tx, &task.id, now).await?;
            if again {
                outbox::insert(tx, &job_id, &job, now, now).await?;
                staff_act::record(tx, &act_id, name, act, now).await?;
            }
            Ok(again)
        });
        match again {
            Ok(true) => count += 1,
            Ok(false) => {
                whole = false;
                desk.say(format_args!("{}: overtaken by a later task, or its address is kept no longer", task.id))?;
            }
            Err(_) => return Err("VET2B_DATABASE_URL: the task could not be put back".to_owned()),
        }
    }
    if let Some(id) = id
        && count == 0
        && whole
    {
        return desk.say(format_args!("{id}: nothing of this id was given up")).map(|()| false);
    }
    desk.say(format_args!("tried anew: {count}")).map(|()| whole)
}

fn is_failed(task: &Listed) -> bool {
    task.state == "failed"
}
