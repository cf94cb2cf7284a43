//! The ledger of cookie decisions: only ever added to, each entry chained to the one before by its hash.
//!
//! Whoever alters an entry must alter all later ones too, and whoever holds a later hash can prove it. Under a random name
//! per device; no address, no account (consent.md, 14).

mod chain;
mod proof;

use contract::{
    consent::{Answer, ConsentRecord, DECISION, Decision},
    lang::Lang,
    time::Timestamp,
};

use super::activity::{code, from_code};
use super::{Conn, execute, one, row, rows};

pub use chain::broken_link;
pub use proof::{Text, missing_texts, of_device_or_account, page, text, texts, with_text};

/// At most so many entries of one device are shown.
const SHOWN: i64 = 100;

/// An entry as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Record {
    /// place in the ledger, from 1
    pub number: i64,
    /// the device's random name
    pub subject: String,
    /// 1 allows preferences
    pub preferences: i64,
    /// the version of that purpose
    pub preferences_version: i64,
    /// 1 allows statistics
    pub statistics: i64,
    /// the version of that purpose
    pub statistics_version: i64,
    /// how, as its code
    pub how: String,
    /// the language it was asked in
    pub lang: String,
    /// SHA-256 of the text that was shown
    pub text: String,
    /// when
    pub at: i64,
    /// when it ends by itself
    pub expires_at: i64,
    /// the hash of the entry before
    pub previous_hash: String,
    /// its own
    pub hash: String,
}

/// Keeps the words that were shown, by their SHA-256 in hexadecimal.
///
/// # Errors
/// The database's.
pub async fn keep_text(tx: &mut Conn, sha256: &str, lang: Lang, words: &str, now: Timestamp) -> sqlx::Result<()> {
    execute!(
        tx,
        "insert into consent_text (sha256, lang, words, first_seen_at) values ($1, $2, $3, $4) \
         on conflict (sha256) do nothing",
        sha256,
        lang.tag(),
        words,
        now.0,
    )?;
    Ok(())
}

/// Adds a decision. `text` is the SHA-256 of what was shown, in hexadecimal.
///
/// The chain's head is updated first: the row is locked until the commit, so writers wait for one another on both engines, and
/// the chain cannot fork.
///
/// # Errors
/// The database's.
pub async fn append(tx: &mut Conn, decision: &Decision, lang: Lang, text: &str, now: Timestamp) -> sqlx::Result<i64> {
    let sql = "update consent_head set number = number + 1 where id = 1 returning number, hash";
    let (number, previous_hash) = one!(tx, (i64, String), sql)?;
    let mut record = Record {
        number,
        subject: decision.subject.clone(),
        preferences: i64::from(decision.preferences.granted),
        preferences_version: i64::from(decision.preferences.version),
        statistics: i64::from(decision.statistics.granted),
        statistics_version: i64::from(decision.statistics.version),
        how: code(decision.how),
        lang: lang.tag().to_owned(),
        text: text.to_owned(),
        at: now.0,
        expires_at: decision.expires_at().0,
        previous_hash,
        hash: String::new(),
    };
    record.hash = chain::hash(&record);
    execute!(
        tx,
        "insert into consent_record \
         (number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, text, at, \
         expires_at, previous_hash, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        record.number,
        &record.subject,
        record.preferences,
        record.preferences_version,
        record.statistics,
        record.statistics_version,
        &record.how,
        &record.lang,
        &record.text,
        record.at,
        record.expires_at,
        &record.previous_hash,
        &record.hash,
    )?;
    execute!(tx, "update consent_head set hash = $1 where id = 1", &record.hash)?;
    Ok(number)
}

/// A device's decisions, newest first.
///
/// # Errors
/// The database's.
pub async fn history(conn: &mut Conn, subject: &str) -> sqlx::Result<Vec<ConsentRecord>> {
    let sql = "select number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, text, \
               at, expires_at, previous_hash, hash from consent_record where subject = $1 order by number desc limit $2";
    rows!(conn, Record, sql, subject, SHOWN)?.into_iter().map(Record::shown).collect()
}

/// The last decision under a name.
///
/// # Errors
/// The database's.
pub async fn last(conn: &mut Conn, subject: &str) -> sqlx::Result<Option<Record>> {
    let sql = "select number, subject, preferences, preferences_version, statistics, statistics_version, how, lang, text, \
               at, expires_at, previous_hash, hash from consent_record where subject = $1 order by number desc limit 1";
    row!(conn, Record, sql, subject)
}

/// How many decisions of a device there are.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, subject: &str) -> sqlx::Result<i64> {
    Ok(one!(conn, (i64,), "select count(*) from consent_record where subject = $1", subject)?.0)
}

impl Record {
    /// The decision as its device has it.
    ///
    /// # Errors
    /// For codes that the server has not written.
    pub fn decision(&self) -> sqlx::Result<Decision> {
        let lifetime = i64::from(DECISION.lifetime.seconds().unwrap_or_default());
        Ok(Decision {
            preferences: answer(self.preferences, self.preferences_version),
            statistics: answer(self.statistics, self.statistics_version),
            // Older than the entry where an answer from before was kept: it prolongs nothing.
            at: Timestamp(self.expires_at).plus_seconds(-lifetime).seconds(),
            how: from_code(&self.how)?,
            subject: self.subject.clone(),
            recorded: true,
            asked: None,
        })
    }

    /// As the person sees it.
    ///
    /// # Errors
    /// For codes that the server has not written.
    pub fn shown(self) -> sqlx::Result<ConsentRecord> {
        Ok(ConsentRecord {
            number: self.number,
            preferences: answer(self.preferences, self.preferences_version),
            statistics: answer(self.statistics, self.statistics_version),
            at: Timestamp(self.at),
            how: from_code(&self.how)?,
            lang: from_code(&self.lang)?,
            text: self.text,
        })
    }
}

fn answer(granted: i64, version: i64) -> Answer {
    Answer { granted: granted == 1, version: u16::try_from(version).unwrap_or_default() }
}
