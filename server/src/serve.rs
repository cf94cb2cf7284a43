//! From the settings to a running server, and to its end.

mod stop;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contract::time::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use crate::app::app;
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, DatabaseUrl};
use crate::connector::Connectors;
use crate::first_paint::Views;
use crate::job;
use crate::mail::Mailer;
use crate::mail::outbox::Outbox;
use crate::mail::smtp::Smtp;
use crate::password::{Cost, Hasher};
use crate::policy::Policies;
use crate::random::{Random, SystemRandom};
use crate::shell::Shell;
use crate::state::{Parts, State, check_server_key, ensure_signing_key, server_key};
use crate::store::{self, Db, transact};

/// Requests that are under way when the server is told to stop have so long.
const LAST_REQUESTS: Duration = Duration::from_secs(8);
/// So many entries of the ledger are checked at the start: a fraction of a second.
const LINKS: i64 = 10_000;
/// Two, so that a long export keeps no mail waiting.
const WORKERS: usize = 2;

/// One JSON line per event, to the standard output. `RUST_LOG` chooses.
pub fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).init();
}

/// Serves until told to stop by SIGTERM or Ctrl-C. The pages' first paint and the banner's words are the portal's.
///
/// # Errors
/// One sentence that says what is wrong with a setting.
pub async fn serve(config: Config, views: Views) -> Result<(), String> {
    let (listen, metrics) = (config.listen, config.metrics_listen.0);
    let state = open(config, views).await?;
    let listener =
        TcpListener::bind(listen).await.map_err(|error| format!("VET2B_LISTEN: cannot use {listen}: {error}"))?;
    if let Some(address) = metrics {
        metrics_exporter_prometheus::PrometheusBuilder::new()
            .with_http_listener(address)
            .install()
            .map_err(|error| format!("VET2B_METRICS_LISTEN: cannot use {address}: {error}"))?;
    }
    announce(&state, listen);
    let (stop, stopping) = watch::channel(false);
    let workers: Vec<_> = (0..WORKERS).map(|_| tokio::spawn(job::work(state.clone(), stopping.clone()))).collect();
    let service = app(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let mut told = stopping.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = told.changed().await;
    });
    let server = tokio::spawn(server.into_future());
    stop::told().await;
    tracing::info!("stopping");
    let _ = stop.send(true);
    // Whoever keeps a connection open is not waited for any longer.
    let _ = tokio::time::timeout(LAST_REQUESTS, async {
        let _ = server.await;
        for worker in workers {
            let _ = worker.await;
        }
    })
    .await;
    let _ = tokio::time::timeout(Duration::from_secs(1), state.db().close()).await;
    Ok(())
}

/// For the log, and for whoever has started it by hand.
fn announce(state: &State, listen: SocketAddr) {
    let config = state.config();
    let smtp = config.smtp_url.is_some() || config.smtp_url_file.is_some();
    let mail = if smtp { "SMTP".to_owned() } else { config.outbox().display().to_string() };
    let (portal, database, site) = (config.public_url.origin(), config.database(), config.site.display());
    if !smtp && matches!(database, DatabaseUrl::Postgres(_)) {
        tracing::warn!("no mail server is set: several servers of one database need SMTP, or one data folder together");
    }
    if config.clock_ahead_minutes > 0 {
        tracing::warn!(minutes = config.clock_ahead_minutes, "the clock is ahead: what expires is gone early");
    }
    tracing::info!(%listen, portal, ?database, mail, %site, "listening");
    eprintln!("VET2B portal: {portal}\n  database: {database:?}\n  mails:    {mail}\n  site:     {site}");
}

/// Notes the policy texts as published. What people have accepted must not change under its old name.
async fn publish(db: &Db, policies: &Policies, now: Timestamp) -> Result<(), String> {
    let changed = transact!(db, async |tx| { Ok(store::policy::publish(tx, policies.editions(), now).await?) });
    match changed {
        Ok(None) => Ok(()),
        Ok(Some(text)) => {
            Err(format!("VET2B_POLICY_DIR: {text} was published with another text; give the new text a new version"))
        }
        Err(_) => Err("VET2B_DATABASE_URL: cannot note the policy texts".to_owned()),
    }
}

/// Looks whether the latest cookie decisions are as they were recorded. The portal serves all the same: the alarm is for its operator.
async fn check_ledger(db: &Db) -> Result<(), String> {
    let broken = async { store::consent::broken_link(&mut db.read().await?, LINKS).await };
    match broken.await {
        Ok(None) => {}
        Ok(Some(number)) => tracing::error!(number, "the ledger of cookie decisions was altered"),
        Err(error) => return Err(format!("VET2B_DATABASE_URL: cannot read the ledger of cookie decisions: {error}")),
    }
    Ok(())
}

/// Everything that a server needs, made from the settings.
async fn open(config: Config, views: Views) -> Result<State, String> {
    let data = &config.data_dir;
    std::fs::create_dir_all(data)
        .map_err(|error| format!("VET2B_DATA_DIR: cannot make {}: {error}", data.display()))?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::ahead(config.clock_ahead()?));
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let key = server_key(&config, &*random)?;
    let mailer: Arc<dyn Mailer> = match config.smtp()? {
        Some(url) => {
            let left = Outbox::existing(config.outbox(), config.mail_from.clone());
            let smtp = Smtp::new(&url, config.mail_from.clone(), left);
            Arc::new(smtp.map_err(|error| format!("VET2B_SMTP_URL: {error}"))?)
        }
        None => {
            let outbox = Outbox::new(config.outbox(), config.mail_from.clone());
            Arc::new(outbox.map_err(|error| format!("VET2B_DATA_DIR: cannot make the outbox: {error}"))?)
        }
    };
    let connectors = Connectors::of(&config.recipients)?;
    let policies = Policies::load(config.policy_dir.as_deref()).map_err(|flaw| format!("VET2B_POLICY_DIR: {flaw}"))?;
    let shell = Shell::load(&config.site)?;
    let db = Db::open(&config.database(), config.database_connections).await;
    let db = db.map_err(|error| format!("VET2B_DATABASE_URL: cannot open the database: {error}"))?;
    publish(&db, &policies, clock.now()).await?;
    let policies = job::published(&db).await?;
    check_ledger(&db).await?;
    check_server_key(&db, &config, &key).await?;
    let signing = ensure_signing_key(&db, &key, &*random, clock.now()).await;
    signing.map_err(|_| "VET2B_DATABASE_URL: cannot keep the key that receipts are signed with".to_owned())?;
    let hasher = Hasher::new(Cost::PRODUCTION);
    let state =
        State::new(Parts { config, db, clock, random, mailer, connectors, hasher, key, policies, shell, views });
    let again = job::erasure::reapply(&state).await;
    again.map_err(|_| {
        "VET2B_DATABASE_URL: accounts that a backup has brought back could not be erased again".to_owned()
    })?;
    if job::checkpoint(&state).await.is_err() {
        tracing::error!("could not sign a checkpoint of the ledger of cookie decisions");
    }
    Ok(state)
}
