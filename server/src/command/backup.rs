//! `backup --to`.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Desk;

/// Where to.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The file to write; it must not be there yet
    #[arg(long)]
    pub to: PathBuf,
}

/// Copies the database, as of one instant, into a file that only its owner may read.
pub(super) async fn backup(options: &Options, desk: &mut Desk<'_>) -> Result<(), String> {
    if let crate::config::DatabaseUrl::Postgres(_) = desk.config.database() {
        return Err(
            "PostgreSQL has its own tool: `pg_dump --format=custom --file=backup.dump \"$VET2B_DATABASE_URL\"`; keep \
                    erased.log of the data folder with it"
                .to_owned(),
        );
    }
    let path = options.to.to_str().ok_or("--to: the path is no UTF-8")?;
    empty(&options.to)?;
    let copied = match desk.db.copy_to(path).await {
        Ok(_) => sync(&options.to),
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = copied {
        // Half a backup is worse than none.
        let _ = fs::remove_file(&options.to);
        return Err(format!("--to: cannot write {path}: {error}"));
    }
    let bytes = fs::metadata(&options.to).map(|file| file.len()).unwrap_or_default();
    desk.say(format_args!("{path}: {bytes} bytes"))?;
    desk.say(
        "not in it: the server's key (keep it elsewhere) and erased.log (keep the newest one with the newest backup)",
    )
}

/// Makes the file, for its owner alone.
fn empty(path: &Path) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| format!("--to: cannot make {}: {error}", path.display()))
}

fn sync(path: &Path) -> Result<(), String> {
    OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all()).map_err(|error| error.to_string())
}
