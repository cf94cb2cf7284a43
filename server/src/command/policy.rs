//! `policy check`, `policy publish` and `policy list`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use contract::lang::Lang;
use contract::policy::{Document, Materiality, Policy, Standing};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::{Desk, unread};
use crate::clock::day;
use crate::job::published;
use crate::policy::{Policies, Source, sources};
use crate::store::outbox::{self, Job};
use crate::store::{self, transact};

/// What is done with the policy texts.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Checks the texts of a folder together with the published ones; exit code 1 when something is wrong
    Check {
        /// instead of the folder of the settings
        folder: Option<PathBuf>,
    },
    /// Publishes a draft for good
    Publish(Draft),
    /// Lists the published versions
    List,
}

/// Which draft.
#[derive(Args, Clone, Debug)]
pub struct Draft {
    /// the version, such as 2
    version: u16,
    /// the day from which it holds, YYYY-MM-DD
    #[arg(long)]
    effective: Date,
    /// instead of the folder of the settings
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Does it.
pub(super) async fn run(command: Command, desk: &mut Desk<'_>) -> Result<bool, String> {
    match command {
        Command::Check { folder } => check(folder, desk).await,
        Command::Publish(draft) => publish(draft, desk).await.map(|()| true),
        Command::List => list(desk).await.map(|()| true),
    }
}

/// Reads a folder as it would be published, drafts on some day far away.
async fn check(folder: Option<PathBuf>, desk: &mut Desk<'_>) -> Result<bool, String> {
    let last = Date::constant(9999, 1, 1);
    let dated = |source: Source| {
        let version: i64 = source.version.as_deref().and_then(|version| version.parse().ok()).unwrap_or_default();
        let effective = last.saturating_add(Span::new().days(version.min(300)));
        if source.is_draft() { source.dated(&effective.to_string(), "9999-01-01") } else { source }
    };
    let checked = async {
        let folder = folder.or_else(|| desk.config.policy_dir.clone());
        let found = sources(folder.as_deref()).map_err(|flaw| flaw.to_string())?;
        let drafts: Vec<_> = found.iter().filter(|s| s.is_draft()).map(|s| s.file.clone()).collect();
        let mut texts = kept(desk).await?;
        for source in found.into_iter().map(dated) {
            match texts.iter().find(|text| same_place(text, &source)) {
                Some(text) if text.text != source.text => {
                    return Err(format!("{}:1: was published with another text", source.file));
                }
                Some(_) => {}
                None => texts.push(source),
            }
        }
        let policies = Policies::parse(texts).map_err(|flaw| flaw.to_string())?;
        Ok((policies.editions().len(), drafts))
    };
    match checked.await {
        Ok((count, drafts)) => {
            for file in drafts {
                desk.say(format_args!("{file}: a draft; `policy publish` gives it its day"))?;
            }
            desk.say(format_args!("{count} texts are whole")).map(|()| true)
        }
        Err(flaw) => desk.say(flaw).map(|()| false),
    }
}

async fn publish(draft: Draft, desk: &mut Desk<'_>) -> Result<(), String> {
    let Draft { version, effective, folder } = draft;
    let (version, now) = (version.to_string(), desk.clock.now());
    let today = day(now);
    let folder = folder.or_else(|| desk.config.policy_dir.clone());
    let found = sources(folder.as_deref()).map_err(|flaw| flaw.to_string())?;
    let mut texts = kept(desk).await?;
    if texts.iter().any(|text| text.version.as_ref() == Some(&version)) {
        return Err(format!("version {version} is published already; a published text cannot change"));
    }
    let wanted = |source: &Source| source.version.as_ref() == Some(&version) && source.is_draft();
    let drafts: Vec<_> = found.into_iter().filter(wanted).collect();
    if drafts.is_empty() {
        return Err(format!("there is no draft of version {version}: no `{version}/lv.md` without `effective`"));
    }
    let effective = effective.to_string();
    texts.extend(drafts.into_iter().map(|draft| draft.dated(&effective, &today)));
    let policies = Policies::parse(texts).map_err(|flaw| flaw.to_string())?;
    let policy = policies.version(Document::Privacy, Lang::default(), &version);
    let policy = policy.ok_or_else(|| format!("version {version} is not there"))?;
    in_time(policy, &today, desk.config.policy_notice_days)?;
    let (db, id) = (&desk.db, desk.random.id(now));
    let announce = Job::Announce { version: version.clone(), after: String::new() };
    // Together: a version that is published is announced, too.
    let changed = transact!(db, async |tx| {
        let changed = store::policy::publish(tx, policies.editions(), now).await?;
        if policies.standing(Document::Privacy, &version, &today) == Standing::Announced {
            outbox::insert(tx, &id, &announce, now, now).await?;
        }
        Ok(changed)
    });
    if !matches!(changed, Ok(None)) {
        return Err("VET2B_DATABASE_URL: the texts could not be kept".to_owned());
    }
    desk.say(format_args!("version {version} is published and takes effect on {effective}"))?;
    for policy in Lang::ALL.iter().filter_map(|lang| policies.version(Document::Privacy, *lang, &version)) {
        desk.say(format_args!("{} SHA-256 {}", policy.lang.tag(), policy.sha256))?;
    }
    Ok(())
}

/// What is material is told beforehand (policy clause `changes`).
fn in_time(policy: &Policy, today: &str, notice_days: u16) -> Result<(), String> {
    let is_material = policy.changes.iter().any(|change| change.materiality != Materiality::Editorial);
    let notice = if is_material { notice_days } else { 0 };
    let today: Date = today.parse().map_err(|_| "the clock says no day".to_owned())?;
    let first = today.saturating_add(i64::from(notice).days()).to_string();
    if policy.effective < first {
        return Err(format!(
            "version {} may take effect on {first} at the earliest: people are told of material changes {notice} days \
             before (VET2B_POLICY_NOTICE_DAYS)",
            policy.version
        ));
    }
    Ok(())
}

async fn list(desk: &mut Desk<'_>) -> Result<(), String> {
    let policies = published(&desk.db).await?;
    let today = day(desk.clock.now());
    for edition in policies.editions() {
        let Policy { version, lang, effective, published, sha256, .. } = &edition.policy;
        let standing = policies.standing(edition.document, version, &today);
        let document = edition.document.slug();
        desk.say(format_args!(
            "{document} {version} {} published {published} effective {effective} {standing:?} {sha256}",
            lang.tag()
        ))?;
    }
    Ok(())
}

/// What is published.
async fn kept(desk: &Desk<'_>) -> Result<Vec<Source>, String> {
    async { store::policy::published(&mut desk.db.read().await?).await }.await.map_err(unread)
}

fn same_place(text: &Source, other: &Source) -> bool {
    let terms = |source: &Source| source.version.is_none();
    text.document == other.document && text.lang == other.lang && (terms(text) || text.version == other.version)
}
