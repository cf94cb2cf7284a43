use clap::Subcommand;
use contract::time::Timestamp;

use super::{Desk, unread};
use crate::clock::moment::for_machines;
use crate::state::rotate_signing_key;
use crate::store::signing_key;

/// What is done with the keys.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Command {
    /// Lists all keys, oldest first
    List,
    /// Has a new key sign from now on; the old ones stay published
    Rotate,
}

/// Does it.
pub(super) async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    if matches!(command, Command::Rotate) {
        let (key, now) = (desk.key()?, desk.clock.now());
        let failed = |_| "VET2B_DATABASE_URL: the new key could not be kept".to_owned();
        let signer = rotate_signing_key(&desk.db, &key, &*desk.random, now).await.map_err(failed)?;
        desk.say(format_args!("{} signs from now on", signer.id()))?;
        return Ok(true);
    }
    let keys = async { signing_key::all(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    for key in keys {
        let since = for_machines(Timestamp(key.created_at));
        let until = key.replaced_at.map_or_else(|| "now".to_owned(), |at| for_machines(Timestamp(at)));
        desk.say(format_args!("{} {} {since} - {until}", key.id, key.public))?;
    }
    Ok(true)
}
