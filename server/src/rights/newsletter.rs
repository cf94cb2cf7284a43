//! The newsletter's consent: the words it is asked with, and its end.

use contract::lang::Lang;
use contract::policy::Document;
use contract::privacy::{ActivityKind, Actor, RecipientAction};
use contract::rights::{Concern, RequestKind};
use sha2::{Digest, Sha256};

use super::portal::answered;
use crate::first_paint::Shown;
use crate::hex::hex;
use crate::problem::Outcome;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::newsletter::Asked;
use crate::store::token::Purpose;
use crate::store::{self, Conn};

/// Withdraws the newsletter, drops what waits, and has its senders told. Here it holds at once, whatever they answer. By itself it is a
/// right that was used; else it is part of the request `of` that reference, which is recorded.
///
/// # Errors
/// The database's.
pub async fn withdraw_newsletter(
    tx: &mut Conn,
    state: &State,
    account_id: &str,
    (actor, origin): (Actor, &Origin),
    lang: Lang,
    of: Option<&str>,
) -> Outcome<()> {
    let now = state.now();
    store::token::revoke(tx, account_id, Purpose::Newsletter).await?;
    store::newsletter::take(tx, account_id, now).await?;
    let asked = newsletter_asked(tx, state, lang, &Shown::NewsletterWithdrawal).await?;
    if store::newsletter::set(tx, &state.id(), account_id, false, &asked, now).await? {
        let kind = ActivityKind::NewsletterWithdrawn;
        store::activity::record(tx, &state.id(), account_id, kind, actor, origin, now).await?;
        let reference = match of {
            Some(reference) => reference.to_owned(),
            None => answered(tx, state, account_id, RequestKind::Withdrawal, Concern::Newsletter).await?,
        };
        state.tell(tx, account_id, RecipientAction::Unsubscribe, &reference).await?;
    }
    Ok(())
}

/// What is asked for now, under the policy in force.
///
/// # Errors
/// The database's.
pub async fn newsletter_asked(tx: &mut Conn, state: &State, lang: Lang, shown: &Shown) -> Outcome<Asked> {
    let words = keep_words(tx, state, lang, shown).await?;
    Ok(Asked::new(state.now(), &state.policy(Document::Privacy, lang)?, words, lang))
}

/// Keeps the words that a person has before them, and gives their SHA-256.
///
/// # Errors
/// The database's.
pub async fn keep_words(tx: &mut Conn, state: &State, lang: Lang, shown: &Shown) -> Outcome<String> {
    let words = state.consent_words(lang, shown);
    let sha256 = hex(&Sha256::digest(&words));
    store::consent::keep_text(tx, &sha256, lang, &words, state.now()).await?;
    Ok(sha256)
}
