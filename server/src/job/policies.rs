use crate::policy::Policies;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::{Db, policy};

/// The texts that are published, as the database keeps them.
///
/// # Errors
/// One sentence, when they cannot be read or are not whole.
pub async fn published(db: &Db) -> Result<Policies, String> {
    let texts = async { policy::published(&mut db.read().await?).await }.await;
    let texts = texts.map_err(|_| "VET2B_DATABASE_URL: cannot read the policy texts".to_owned())?;
    Policies::parse(texts).map_err(|flaw| format!("the published policy texts are not whole: {flaw}"))
}

/// Takes over what an operator has published since. Texts that are not whole leave the running ones as they are.
///
/// # Errors
/// The database's.
pub async fn refresh_policies(state: &State) -> Outcome<()> {
    let count = policy::count(&mut state.db().read().await?).await?;
    if usize::try_from(count).ok() == Some(state.policies().editions().len()) {
        return Ok(());
    }
    match published(state.db()).await {
        Ok(policies) => state.set_policies(policies),
        Err(what) => tracing::error!(what, "cannot take over the published policy texts"),
    }
    Ok(())
}
