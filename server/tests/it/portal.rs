//! A whole portal for one test, and clients for it.

mod answer;
mod client;
mod command;
mod journey;
mod log;
mod postman;
mod raw;

use std::sync::Arc;

use clap::Parser as _;
use contract::lang::Lang;
use contract::time::Timestamp;
use tempfile::TempDir;
use vet2b_server::app::app;
use vet2b_server::clock::{Clock, ManualClock};
use vet2b_server::config::{Config, DatabaseUrl};
use vet2b_server::connector::Connectors;
use vet2b_server::first_paint::{Page, Views, Visit};
use vet2b_server::job;
use vet2b_server::password::{Cost, Hasher};
use vet2b_server::policy::Policies;
use vet2b_server::random::{Random, SystemRandom};
use vet2b_server::shell::Shell;
use vet2b_server::state::{Parts, State, ensure_signing_key};
use vet2b_server::store::Db;

pub use answer::Answer;
pub use client::Client;
pub use journey::{PASSWORD, company, school};
pub use log::captured_log;
pub use postman::Postman;

/// 2026-11-22, noon.
pub const START: Timestamp = Timestamp(1_795_348_800_000_000);

/// The server's key.
const KEY: [u8; 32] = [7; 32];

/// What the build makes of `index.html`, in small.
const INDEX: &str = "<!doctype html><html lang=lv><head><meta charset=utf-8><meta name=\"vet2b-head\">\
                     <script type=\"module\">start()</script></head><body><meta name=\"vet2b-app\"></body></html>";

/// A whole portal: its own database, data folder, clock and postman.
pub struct Portal {
    /// what its requests share
    pub state: State,
    /// its time
    pub clock: Arc<ManualClock>,
    /// its mails
    pub postman: Arc<Postman>,
    router: axum::Router,
    folder: Arc<TempDir>,
    database: DatabaseUrl,
    settings: Vec<String>,
    key: [u8; 32],
}

impl Portal {
    /// A portal on SQLite. `settings` are flags of the server.
    pub async fn on_sqlite(settings: &[&str]) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let database = DatabaseUrl::Sqlite(folder.path().join("vet2b.sqlite"));
        Self::open(folder, database, settings.iter().map(|flag| (*flag).to_owned()).collect(), START, KEY).await
    }

    /// A portal on a new database of the PostgreSQL server, if there is one.
    pub async fn on_postgres(settings: &[&str]) -> Option<Self> {
        let Ok(server) = std::env::var("VET2B_TEST_POSTGRES_URL") else {
            static ONCE: std::sync::Once = std::sync::Once::new();
            ONCE.call_once(|| eprintln!("PostgreSQL skipped: VET2B_TEST_POSTGRES_URL is not set"));
            return None;
        };
        let name = format!("vet2b_test_{}", SystemRandom::hex());
        run_on(&server, &format!("create database {name} template template0")).await;
        let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let settings = settings.iter().map(|flag| (*flag).to_owned()).collect();
        Some(Self::open(folder, DatabaseUrl::Postgres(url), settings, START, KEY).await)
    }

    /// The same portal after a restart: memory is lost, database and folder stay.
    pub async fn restarted(self) -> Self {
        let key = self.key;
        self.restarted_with(key).await
    }

    /// The same with another server key.
    pub async fn restarted_with(self, key: [u8; 32]) -> Self {
        self.state.db().close().await;
        let Self { folder, database, settings, clock, .. } = self;
        Self::open(folder, database, settings, clock.now(), key).await
    }

    /// Another process on the same database, on a machine of its own: it has a folder, a memory and a postman of its own.
    pub async fn another_process(&self) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::open(folder, self.database.clone(), self.settings.clone(), self.clock.now(), self.key).await
    }

    async fn open(
        folder: Arc<TempDir>,
        database: DatabaseUrl,
        settings: Vec<String>,
        now: Timestamp,
        key: [u8; 32],
    ) -> Self {
        let site = folder.path().join("dist");
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(site.join("index.html"), INDEX).unwrap();
        let fixed = [
            "vet2b-server",
            "--data-dir",
            folder.path().to_str().unwrap(),
            "--site",
            site.to_str().unwrap(),
            "--requests-per-minute",
            "100000",
            "--mails-per-hour",
            "1000",
        ];
        let flags = fixed.into_iter().map(str::to_owned).chain(settings.clone());
        let mut config = Config::try_parse_from(flags).unwrap();
        config.database_url = Some(database.clone());
        let manual = Arc::new(ManualClock::at(now));
        let clock: Arc<dyn Clock> = manual.clone();
        let random: Arc<dyn Random> = Arc::new(SystemRandom);
        let postman = Arc::new(Postman::new(&config));
        let db = Db::open(&database, 4).await.unwrap();
        ensure_signing_key(&db, &key, &*random, now).await.unwrap();
        let state = State::new(Parts {
            db,
            clock,
            random,
            mailer: postman.clone(),
            connectors: Connectors::of(&config.recipients).unwrap(),
            hasher: Hasher::new(Cost { memory: 8, passes: 1 }),
            key,
            policies: Policies::load(config.policy_dir.as_deref()).unwrap(),
            shell: Shell::load(&config.site).unwrap(),
            views: Views {
                page: first_paint,
                failure: |path, problem, is_form| Page {
                    status: problem.status,
                    lang: Lang::Lv,
                    title: "A failure".into(),
                    description: "",
                    head: String::new(),
                    html: format!("<h1>{:?} at {path}, form: {is_form}, {:?}</h1>", problem.code, problem.request_id),
                    private: true,
                },
                document: |lang, route, reading| {
                    let person = reading.reader.person.map(|person| format!(" {:?}", person.audiences));
                    format!("{} {route:?} {}{}", lang.tag(), reading.versions.len(), person.unwrap_or_default())
                },
                file: |policy| format!("file {}", policy.version),
                consent_words: |lang, register, shown| format!("{} {register:?} {shown:?}", lang.tag()),
            },
            config,
        });
        let router = app(state.clone());
        Self { state, clock: manual, postman, router, folder, database, settings, key }
    }

    /// Somebody with an empty browser.
    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Does all jobs that are due.
    pub async fn run_jobs(&self) {
        job::run_due(&self.state).await.unwrap();
    }

    /// Its data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Removes the database, where it is not a file in the folder.
    pub async fn remove(self) {
        self.state.db().close().await;
        if let DatabaseUrl::Postgres(url) = &self.database {
            let name = url.rsplit_once('/').unwrap().1;
            let server = std::env::var("VET2B_TEST_POSTGRES_URL").unwrap();
            run_on(&server, &format!("drop database {name} with (force)")).await;
        }
    }
}

async fn run_on(server: &str, statement: &str) {
    use sqlx::{Connection as _, Executor as _};
    let mut conn = sqlx::PgConnection::connect(server).await.unwrap();
    conn.execute(sqlx::AssertSqlSafe(statement.to_owned())).await.unwrap();
    conn.close().await.unwrap();
}

/// Something random for names.
trait Hex {
    fn hex() -> String;
}

impl Hex for SystemRandom {
    fn hex() -> String {
        let random: &dyn Random = &Self;
        vet2b_server::hex::hex(&random.bytes::<8>())
    }
}

fn first_paint(visit: Visit<'_>) -> Page {
    let route = contract::route::Route::parse(visit.path);
    let route = route.filter(|(_, route)| !route.is_of_version() || visit.reading.is_some());
    let person = visit.reading.as_ref().and_then(|reading| reading.reader.person.as_ref());
    let person = person.map(|person| format!("<p>known: {:?}</p>", person.audiences)).unwrap_or_default();
    let title = visit.reading.and_then(|reading| reading.texts.into_iter().next()).map(|policy| policy.title);
    let announced = visit.announced.map(|next| format!("<p>announced: {}</p>", next.version)).unwrap_or_default();
    let posted = visit.posted.map(|posted| format!("{posted:?}")).unwrap_or_default().replace('<', "&lt;");
    Page {
        status: if route.is_some() { 200 } else { 404 },
        lang: route.map_or(Lang::Lv, |(lang, _)| lang),
        title: "A page".into(),
        description: "What it is about",
        head: String::new(),
        html: format!("<h1>{}</h1>{announced}{person}{posted}", title.unwrap_or_else(|| "Page".to_owned())),
        private: route.is_none_or(|(_, route)| route.is_private()),
    }
}

/// Declares a test that runs on both engines: `on_both! { async fn name(portal: Portal) { .. } }`, with flags of the server if need be:
/// `async fn name(portal: Portal, ["--mails-per-hour", "2"])`.
macro_rules! on_both {
    ($(async fn $name:ident($portal:ident: Portal $(, [$($flag:expr),*])?) $body:block)*) => { $(
        async fn $name($portal: &mut $crate::portal::Held) $body

        mod $name {
            use $crate::portal::{Held, Portal};

            #[tokio::test]
            async fn sqlite() {
                super::$name(&mut Held::new(Portal::on_sqlite(&[$($($flag),*)?]).await)).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(portal) = Portal::on_postgres(&[$($($flag),*)?]).await {
                    let mut held = Held::new(portal);
                    super::$name(&mut held).await;
                    held.remove().await;
                }
            }
        }
    )* };
}

pub(crate) use on_both;

/// The portal of a test, which can be stopped and started again.
pub struct Held(Option<Portal>);

impl std::ops::Deref for Held {
    type Target = Portal;

    fn deref(&self) -> &Portal {
        self.0.as_ref().unwrap()
    }
}

impl Held {
    /// Of a running portal.
    pub fn new(portal: Portal) -> Self {
        Self(Some(portal))
    }

    /// Stops it and starts it again with another server key.
    pub async fn restart_with(&mut self, key: [u8; 32]) {
        let portal = self.0.take().unwrap();
        self.0 = Some(portal.restarted_with(key).await);
    }

    /// Stops it and starts it again with more flags.
    pub async fn restart_set_to(&mut self, flags: &[&str]) {
        let mut portal = self.0.take().unwrap();
        portal.settings.extend(flags.iter().map(|flag| (*flag).to_owned()));
        self.0 = Some(portal.restarted().await);
    }

    /// Stops it and starts it again.
    pub async fn restart(&mut self) {
        let portal = self.0.take().unwrap();
        self.0 = Some(portal.restarted().await);
    }

    /// Removes its database.
    pub async fn remove(self) {
        self.0.unwrap().remove().await;
    }
}
