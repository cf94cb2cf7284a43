//! `restore --from` and `restore --reapply`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::unread;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, DatabaseUrl};
use crate::random::{Random, SystemRandom};
use crate::state::{existing_key, mark_of, read_marks};
use crate::store::backup::{self, Relics};
use crate::store::outbox::{Job, Post};
use crate::store::{self, Db, transact};

/// From what.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Options {
    /// The backup, as `backup` has written it
    #[arg(long, conflicts_with = "reapply")]
    pub from: Option<PathBuf>,
    /// Replace the database that is there
    #[arg(long, requires = "from")]
    pub yes: bool,
    /// Only have erasures repeated, as after pg_restore
    #[arg(long)]
    pub reapply: bool,
    /// Another erased.log, such as one that was kept elsewhere; as often as there are such files
    #[arg(long)]
    pub tombstones: Vec<PathBuf>,
}

/// Puts the backup in the place of the database. Marks of erased accounts, certificates and signing keys of the present one outlive it;
/// accounts that bear a mark are erased again at the next start, before the portal is open.
///
/// # Errors
/// One sentence that says what is wrong; then everything is as it was.
pub async fn restore(config: &Config, options: &Options, out: &mut (dyn Write + Send)) -> Result<(), String> {
    let mut say = |line: String| writeln!(out, "{line}").map_err(|error| format!("cannot write: {error}"));
    let mut relics = Relics::of_marks(written_marks(config, options)?);
    let target = match (config.database(), &options.from) {
        (DatabaseUrl::Sqlite(target), Some(from)) => Some((target, from)),
        (DatabaseUrl::Postgres(_), Some(_)) => {
            return Err(
                "PostgreSQL has its own tool: `pg_restore --clean --if-exists --dbname=\"$VET2B_DATABASE_URL\" \
                        backup.dump`; then `vet2b-server restore --reapply`"
                    .to_owned(),
            );
        }
        (_, None) => None,
    };
    let Some((target, from)) = target else {
        let db = open(&config.database()).await?;
        let returned = take_over(&db, config, &relics).await?;
        db.close().await;
        return say(outcome(&relics, returned));
    };
    check(from).await?;
    if target.exists() {
        let present = present(&target, options.yes).await?;
        if present.is_none() {
            say("the present database cannot be read; marks come from erased.log alone".to_owned())?;
        }
        let mut present = present.unwrap_or_default();
        present.marks.append(&mut relics.marks);
        relics = present;
    }
    relics.marks.sort();
    relics.marks.dedup_by(|one, other| one.0 == other.0);
    let draft = target.with_extension("restoring");
    let done = put(config, from, (&draft, &target), &relics).await;
    if done.is_err() {
        // It holds people's data, and nobody would look for it.
        remove_all(&draft)?;
    }
    let returned = done?;
    say(format!("{} is in place of {}", from.display(), target.display()))?;
    say(outcome(&relics, returned))
}

/// Makes the new database in a draft, and puts it in the place of the old one when it is whole.
async fn put(
    config: &Config,
    from: &Path,
    (draft, target): (&Path, &Path),
    relics: &Relics,
) -> Result<Option<usize>, String> {
    let failed = |error: std::io::Error| format!("VET2B_DATABASE_URL: cannot write {}: {error}", draft.display());
    remove_all(draft)?;
    fs::copy(from, draft).map_err(failed)?;
    let db = open(&DatabaseUrl::Sqlite(draft.to_owned())).await?;
    let returned = take_over(&db, config, relics).await?;
    db.expunge().await.map_err(|_| "the restored database cannot be written".to_owned())?;
    db.close().await;
    fs::File::open(draft).and_then(|file| file.sync_all()).map_err(failed)?;
    // The log of the old database must not be taken for one of the new.
    for end in ["-wal", "-shm"] {
        remove(&with_end(target, end))?;
    }
    fs::rename(draft, target).map_err(failed)?;
    Ok(returned)
}

fn outcome(relics: &Relics, returned: Option<usize>) -> String {
    let marks = relics.marks.len();
    match returned {
        Some(returned) => format!(
            "marks of erasures: {marks}; accounts that the next start erases again, before the portal is open: {returned}"
        ),
        None => format!(
            "marks of erasures: {marks}; without the server's key nobody knows whose they are: restore that, too"
        ),
    }
}

/// The marks of the data folder, and of the files that were named.
fn written_marks(config: &Config, options: &Options) -> Result<Vec<(String, contract::time::Timestamp)>, String> {
    let read = |path: &Path| read_marks(path).map_err(|error| format!("cannot read {}: {error}", path.display()));
    let mut marks = read(&config.erased_log())?;
    for path in &options.tombstones {
        if !path.exists() {
            return Err(format!("--tombstones: there is no file {}", path.display()));
        }
        marks.extend(read(path)?);
    }
    Ok(marks)
}

async fn check(from: &Path) -> Result<(), String> {
    let no_backup = || format!("--from: {} is no backup of a portal", from.display());
    if !from.exists() {
        return Err(format!("--from: there is no file {}", from.display()));
    }
    match backup::is_whole(from).await {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(no_backup()),
    }
}

/// What of the present database must not be lost with it; none when it cannot be read.
async fn present(target: &Path, yes: bool) -> Result<Option<Relics>, String> {
    if !yes {
        return Err(format!("there is a database {}; with --yes it is replaced, and gone", target.display()));
    }
    match backup::is_in_use(target).await {
        Ok(true) => return Err("a server, or another command, has the database open; stop it first".to_owned()),
        Ok(false) => {}
        Err(_) => return Ok(None),
    }
    let Ok(db) = Db::open(&DatabaseUrl::Sqlite(target.to_owned()), 2).await else { return Ok(None) };
    let relics = async { backup::relics(&mut db.read().await?).await }.await;
    db.close().await;
    Ok(relics.ok())
}

async fn open(url: &DatabaseUrl) -> Result<Db, String> {
    Db::open(url, 2).await.map_err(unread)
}

/// Puts what outlives into the database; gives how many of its accounts were erased before. None without the server's key, by which
/// alone they are known. Sessions may have been ended and codes used up since the backup: none of them is good any more. Erasures that
/// were to come are put off and announced anew: they may have been stopped; the codes that stop them stay.
async fn take_over(db: &Db, config: &Config, relics: &Relics) -> Result<Option<usize>, String> {
    let now = SystemClock::ahead(config.clock_ahead()?).now();
    let until = now.plus_seconds(i64::from(config.erasure_grace_days) * 86_400);
    let random: &dyn Random = &SystemRandom;
    let kept = transact!(db, async |tx| {
        backup::keep(tx, relics, now).await?;
        store::session::end_everybodys(tx).await?;
        store::token::revoke_everybodys(tx).await?;
        store::invitation::revoke_everybodys(tx).await?;
        for account_id in store::erasure::put_off(tx, now, until).await? {
            let job = Job::Mail(Post::ErasureRequested { account_id });
            store::outbox::insert(tx, &random.id(now), &job, now, now).await?;
        }
        Ok(())
    });
    kept.map_err(|_| "VET2B_DATABASE_URL: the marks of erasures could not be written, nor sessions ended".to_owned())?;
    let Ok(key) = existing_key(config) else { return Ok(None) };
    let returned = async { store::erasure::marked(&mut db.read().await?, |id| mark_of(&key, id)).await };
    Ok(Some(returned.await.map_err(unread)?.len()))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A database with its log.
fn remove_all(path: &Path) -> Result<(), String> {
    ["", "-wal", "-shm"].iter().try_for_each(|end| remove(&with_end(path, end)))
}

fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}
