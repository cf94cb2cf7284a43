use crate::problem::{Failure, Outcome};
use crate::state::{State, read_marks};
use crate::store::erasure::Stored;
use crate::store::{self, transact};

/// What the ids of the requests begin with that are made here.
const AGAIN: &str = "again-";

/// Whether a request is about somebody whom a backup has brought back: certificate and last mail are out already.
pub(super) fn is_again(request: &Stored) -> bool {
    request.id.starts_with(AGAIN)
}

/// Erases again whom a restored backup has brought back, and ends what a crash has cut short after its mark; gives how many. To be
/// done before the portal is open: the marks in the database and beside it tell who.
///
/// # Errors
/// The database's, or when the file of marks cannot be read.
pub async fn reapply(state: &State) -> Outcome<usize> {
    let marks = read_marks(&state.config().erased_log()).map_err(Failure::internal)?;
    if !marks.is_empty() {
        transact!(state.db(), async |tx| {
            for (mark, at) in &marks {
                store::erasure::entomb(tx, mark, *at).await?;
            }
            Ok(())
        })?;
    }
    let returned = store::erasure::marked(&mut state.db().read().await?, |id| state.mark_of(id)).await?;
    for account_id in &returned {
        erase(state, account_id).await?;
    }
    if !returned.is_empty() {
        tracing::warn!(accounts = returned.len(), "accounts that bore a mark of erasure were erased");
    }
    Ok(returned.len())
}

/// Erases one. Another process may be at it, as one that was started again just now finds an erasure that goes on: then it is waited
/// for.
async fn erase(state: &State, account_id: &str) -> Outcome<()> {
    let mut tries = 1;
    loop {
        let Err(failure) = once(state, account_id).await else { return Ok(()) };
        if store::account::by_id(&mut state.db().read().await?, account_id).await?.is_none() {
            return Ok(());
        }
        if tries == super::TRIES {
            return Err(failure);
        }
        tries += 1;
        tokio::time::sleep(super::PAUSE).await;
    }
}

async fn once(state: &State, account_id: &str) -> Outcome<()> {
    let now = state.now();
    // One that was cut short keeps its own request, and with it certificate and last mail.
    let (id, reference) = (format!("{AGAIN}{}", state.id()), state.random().reference());
    let request = Stored { id, reference, requested_at: now.0, due_at: now.0, state: "waiting".to_owned() };
    transact!(state.db(), async |tx| {
        store::erasure::request(tx, account_id, &request).await?;
        store::session::end_all(tx, account_id).await?;
        Ok(())
    })?;
    super::run(state, account_id).await
}
