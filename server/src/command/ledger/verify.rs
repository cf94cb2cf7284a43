use contract::time::Timestamp;
use sha2::{Digest, Sha256};

use super::{Desk, unread};
use crate::clock::moment::for_machines;
use crate::hex::hex;
use crate::signing::{Signer, checkpoint_text, is_id_of, is_of};
use crate::store::checkpoint::Compared;
use crate::store::{Conn, checkpoint, consent, newsletter, signing_key};

/// Texts and checkpoints that are read at a time.
const PAGE: i64 = 500;

/// What is wrong, and with which entry.
struct Flaw {
    number: i64,
    what: String,
}

/// What was found.
#[derive(Default)]
struct Report {
    texts: usize,
    checkpoints: usize,
    last: Option<Compared>,
    flaws: Vec<Flaw>,
    /// words of newsletter consents that are not there, or were altered, by their SHA-256
    newsletter: Vec<String>,
}

/// Checks the whole ledger. It may grow meanwhile.
pub(super) async fn verify(desk: &mut Desk<'_>) -> Result<bool, String> {
    let (end, hash, report) = async {
        let conn = &mut desk.db.read().await?;
        let mut report = Report::default();
        // Checkpoints before the chain: what is added meanwhile is then part of the chain that is walked.
        checkpoints(conn, &mut report).await?;
        let (end, hash) = checkpoint::head(conn).await?;
        if let Some(number) = consent::broken_link(conn, i64::MAX).await? {
            let what = "does not follow from the entry before it, was altered, or is missing".to_owned();
            report.flaws.push(Flaw { number, what });
        }
        texts(conn, &mut report).await?;
        sqlx::Result::Ok((end, hash, report))
    }
    .await
    .map_err(unread)?;
    desk.say(format_args!("entries: {end}, the last one with SHA-256 {hash}"))?;
    desk.say(format_args!("texts that were shown: {}", report.texts))?;
    desk.say(format_args!("checkpoints: {}", report.checkpoints))?;
    if let Some(Compared { number, at, key_id, .. }) = &report.last {
        let at = for_machines(Timestamp(*at));
        desk.say(format_args!("last checkpoint: entry {number}, {at}, signed with {key_id}"))?;
    }
    strangers(desk).await?;
    for Flaw { number, what } in &report.flaws {
        desk.say(format_args!("entry {number}: {what}"))?;
    }
    for sha256 in &report.newsletter {
        desk.say(format_args!("newsletter: the text that was shown is not there, or was altered: {sha256}"))?;
    }
    match report.flaws.iter().map(|flaw| flaw.number).min() {
        None if report.newsletter.is_empty() => desk.say("whole").map(|()| true),
        None => desk.say("NOT WHOLE: the words of newsletter consents").map(|()| false),
        Some(number) => desk.say(format_args!("NOT WHOLE: the first broken entry is {number}")).map(|()| false),
    }
}

async fn checkpoints(conn: &mut Conn, report: &mut Report) -> sqlx::Result<()> {
    let mut after = i64::MIN;
    loop {
        let page = checkpoint::compared(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        report.checkpoints += page.len();
        let wrong = page.iter().filter_map(|checkpoint| Some((checkpoint.number, flaw(checkpoint)?)));
        let said = wrong.map(|(number, what)| Flaw { number, what: format!("its checkpoint {what}") });
        report.flaws.extend(said);
        report.last = page.into_iter().next_back();
    }
}

/// What is wrong with a checkpoint.
fn flaw(checkpoint: &Compared) -> Option<&'static str> {
    let Compared { number, hash, at, key_id, signature, public, ledger_hash } = checkpoint;
    let is_signed = public.as_ref().is_some_and(|public| {
        is_id_of(public, key_id) && is_of(public, &checkpoint_text(*number, hash, Timestamp(*at)), signature)
    });
    match ledger_hash {
        _ if !is_signed => Some("is not signed by one of the portal's keys"),
        None => Some("is about an entry that is not there any more"),
        Some(now) if now != hash => Some("is about an entry with another SHA-256"),
        Some(_) => None,
    }
}

async fn texts(conn: &mut Conn, report: &mut Report) -> sqlx::Result<()> {
    for (sha256, number) in consent::missing_texts(conn).await? {
        report.flaws.push(Flaw { number, what: format!("the text that was shown is not there: {sha256}") });
    }
    report.newsletter = newsletter::missing_texts(conn).await?;
    let mut after = String::new();
    loop {
        let page = consent::texts(conn, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(&last.sha256);
        report.texts += page.len();
        for text in page {
            if hex(&Sha256::digest(&text.words)) == text.sha256 {
                continue;
            }
            if newsletter::names_text(conn, &text.sha256).await? {
                report.newsletter.push(text.sha256.clone());
            }
            // One that no entry names proves nothing, and harms nothing.
            if let Some(number) = consent::with_text(conn, &text.sha256).await? {
                report
                    .flaws
                    .push(Flaw { number, what: format!("the text that was shown was altered: {}", text.sha256) });
            }
        }
    }
}

/// Names the keys that the present server key does not make. After a change of the server's key that is as it should be; otherwise
/// somebody else has put a key there.
async fn strangers(desk: &mut Desk<'_>) -> Result<(), String> {
    let Ok(server_key) = desk.key() else {
        return desk.say("note: without the server's key its signing keys are not checked");
    };
    let keys = async { signing_key::all(&mut desk.db.read().await?).await }.await.map_err(unread)?;
    for key in keys {
        if Signer::derive(&server_key, &key.nonce).is_none_or(|signer| signer.public() != key.public) {
            desk.say(format_args!("note: key {} is not of the present server key", key.id))?;
        }
    }
    Ok(())
}
