//! A PostgreSQL that lives as long as one test run: on loopback, in a temporary folder.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::{Failure, OrFail, Outcome};
use crate::process;
use crate::steps::Steps;

const PROGRAMS: [&str; 4] = ["initdb", "postgres", "pg_ctl", "pg_isready"];

const START: Duration = Duration::from_secs(60);

/// The variable by which tests find a PostgreSQL to use.
const URL: &str = "VET2B_TEST_POSTGRES_URL";
/// The variable that names the program by which browser tests make a database of their own in it.
const CREATEDB: &str = "VET2B_CREATEDB";

/// A running server; dropped, it is stopped and its data removed.
#[derive(Debug)]
pub struct Postgres {
    binaries: PathBuf,
    folder: PathBuf,
    account: Option<Account>,
    port: u16,
    server: Option<Child>,
}

/// Whom the server runs as when we are root, which PostgreSQL refuses.
#[derive(Debug, Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Postgres {
    /// The folder of `initdb` and `postgres`: PATH's, `pg_config`'s, or the newest of Debian's.
    fn binaries() -> Option<PathBuf> {
        // Where a link on PATH leads, as the other programs may have no link.
        let on_path = process::find("initdb").and_then(|link| fs::canonicalize(link).ok());
        let on_path = on_path.and_then(|initdb| Some(initdb.parent()?.to_path_buf()));
        let configured = process::read(Command::new("pg_config").arg("--bindir")).map(PathBuf::from);
        let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut debian: Vec<PathBuf> = debian.map(|entry| entry.path()).collect();
        debian.sort_by_key(|folder| version_of(folder));
        let debian = debian.into_iter().rev().map(|folder| folder.join("bin"));
        on_path
            .into_iter()
            .chain(configured)
            .chain(debian)
            .find(|folder| PROGRAMS.iter().all(|program| folder.join(program).is_file()))
    }

    /// One for the tests; none, with a line that says why, where its binaries are not installed, or where the environment names one.
    pub fn for_tests(steps: &mut Steps) -> Outcome<Option<Self>> {
        if std::env::var_os(URL).is_some() {
            return Ok(None);
        }
        match Self::binaries() {
            Some(binaries) => steps.step("PostgreSQL", || Self::start(&binaries)).map(Some),
            None => {
                steps.skip("PostgreSQL", "binaries not found (apt install postgresql)");
                Ok(None)
            }
        }
    }

    /// Tells the tests that a command runs where it is.
    pub fn tell(&self, command: &mut Command) {
        command.env(URL, self.url()).env(CREATEDB, self.binaries.join("createdb"));
    }

    /// Creates the database folder and starts the server on a free port.
    fn start(binaries: &Path) -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("vet2b-postgres-{}", std::process::id()));
        let account = Account::needed()?;
        fs::DirBuilder::new().mode(0o700).create(&folder).or_fail(folder.display())?;
        // From here on the folder is removed on every way out.
        let mut postgres = Self { binaries: binaries.to_path_buf(), folder, account, port: free_port()?, server: None };
        if let Some(Account { user, group }) = account {
            chown(&postgres.folder, Some(user), Some(group)).or_fail(postgres.folder.display())?;
        }
        postgres.create()?;
        postgres.launch()?;
        postgres.wait()?;
        eprintln!("    {}", postgres.url());
        Ok(postgres)
    }

    /// Where it is, as a superuser who may create databases.
    fn url(&self) -> String {
        format!("postgres://vet2b@127.0.0.1:{}/postgres", self.port)
    }

    fn create(&self) -> Outcome {
        // No locale, as SQLite has none either: both sort and fold by code point.
        let mut command = self.command("initdb");
        command.args(["--username=vet2b", "--auth=trust", "--encoding=UTF8", "--no-locale"]);
        command.args(["--no-sync", "--no-instructions", "--pgdata"]).arg(self.data());
        command.stdout(Stdio::null());
        process::run(&mut command)
    }

    fn launch(&mut self) -> Outcome {
        let log = self.folder.join("log");
        let file = File::create(&log).or_fail(log.display())?;
        let errors = file.try_clone().or_fail(log.display())?;
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        // No socket, and nothing is kept: durability would only cost time.
        for setting in [
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
        ] {
            command.args(["-c", setting]);
        }
        command.stdin(Stdio::null()).stdout(file).stderr(errors);
        self.server = Some(command.spawn().or_fail("cannot start postgres")?);
        Ok(())
    }

    fn wait(&mut self) -> Outcome {
        let start = Instant::now();
        let port = self.port.to_string();
        loop {
            let mut ready = self.command("pg_isready");
            ready.args(["-q", "-h", "127.0.0.1", "-p", &port]);
            if process::read(&mut ready).is_some() {
                return Ok(());
            }
            let ended = self.server.as_mut().is_none_or(|server| !matches!(server.try_wait(), Ok(None)));
            if ended || process::stopping() || start.elapsed() > START {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(Failure::new(format!("PostgreSQL did not start:\n{log}")));
            }
            sleep(Duration::from_millis(50));
        }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.join(program));
        // Another account cannot enter root's folders, and would complain about it.
        command.current_dir(&self.folder);
        if let Some(Account { user, group }) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let mut stop = self.command("pg_ctl");
            stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data()).stderr(Stdio::null());
            if !stop.status().is_ok_and(|status| status.success()) {
                process::end(&mut server);
            }
            let _ = server.wait();
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("    {} stays behind: {error}", self.folder.display());
        }
    }
}

impl Account {
    /// None is needed unless we are root.
    fn needed() -> Outcome<Option<Self>> {
        let id = |arguments: &[&str]| process::read(Command::new("id").args(arguments))?.parse().ok();
        if id(&["-u"]) != Some(0) {
            return Ok(None);
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| Some(Self { user: id(&["-u", name])?, group: id(&["-g", name])? }))
            .map(Some)
            .ok_or_else(|| Failure::new("PostgreSQL does not run as root, and no other account was found"))
    }
}

/// The major version in `/usr/lib/postgresql/<version>`.
fn version_of(folder: &Path) -> u32 {
    folder.file_name().and_then(OsStr::to_str).and_then(|name| name.parse().ok()).unwrap_or(0)
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").or_fail("no free port")?;
    Ok(listener.local_addr().or_fail("no free port")?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_answers_and_leaves_nothing() -> Outcome {
        let Some(binaries) = Postgres::binaries() else {
            eprintln!("PostgreSQL: skipped, binaries not found (apt install postgresql)");
            return Ok(());
        };
        let postgres = Postgres::start(&binaries)?;
        let mut query = postgres.command("psql");
        query.args([&postgres.url(), "--tuples-only", "--command", "show fsync"]);
        if process::find("psql").is_some() {
            assert_eq!(process::read(&mut query), Some("off".to_owned()));
        }
        let (folder, port) = (postgres.folder.clone(), postgres.port);
        drop(postgres);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
        Ok(())
    }

    #[test]
    fn the_newest_version_is_a_number_and_not_a_text() {
        assert!(version_of(Path::new("/usr/lib/postgresql/15")) > version_of(Path::new("/usr/lib/postgresql/9")));
    }
}
