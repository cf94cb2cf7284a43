//! What a copy and an erasure of 100,000 records cost: `cargo xtask bench rights`. The figures and limits are those of the bars.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a measurement takes the time itself")]

#[path = "../tests/it"]
#[expect(dead_code, unused_imports, unused_macros, reason = "what tests use beside")]
mod it {
    pub mod portal;
}

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use contract::path;
use contract::privacy::{ErasureDraft, ErasureTime, Export, ExportState};
use it::portal::{self, Portal};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use vet2b_server::job;

const RECORDS: i64 = 100_000;
const EMAIL: &str = "anna@example.lv";
const KIBIBYTE: u64 = 1024;

/// What was measured, and what it must stay below.
struct Figure {
    name: &'static str,
    measured: String,
    limit: String,
    holds: bool,
}

impl Figure {
    fn time(name: &'static str, measured: Duration, limit: Duration) -> Self {
        Self { name, measured: format!("{measured:.2?}"), limit: format!("{limit:?}"), holds: measured < limit }
    }

    fn mebibytes(name: &'static str, measured: u64, limit: u64) -> Self {
        Self { name, measured: format!("{measured} MiB"), limit: format!("{limit} MiB"), holds: measured < limit }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let portal = Portal::on_sqlite(&[]).await;
    let mut anna = portal.anna().await;
    fill(&portal).await;
    portal.run_jobs().await;

    let before = reset_peak();
    let asked = Instant::now();
    let export: Export = anna.post(path::ME_EXPORTS, &json!({ "lang": "lv" })).await.ok(202);
    let acknowledged = asked.elapsed();
    let state = portal.state.clone();
    let work = tokio::spawn(async move { job::run_due(&state).await.unwrap() });
    let at = path::with(path::ME_EXPORT, &export.id);
    let mut first_progress = None;
    let (copied, bytes) = loop {
        let now: Export = anna.get(&at).await.ok(200);
        if now.state != ExportState::Queued {
            first_progress.get_or_insert(asked.elapsed());
        }
        if now.state == ExportState::Ready {
            break (asked.elapsed(), now.bytes.unwrap());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    work.await.unwrap();
    let extra = peak().saturating_sub(before) / KIBIBYTE;

    let erased = Instant::now();
    anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::Now }).await.is(202);
    let erasure_acknowledged = erased.elapsed();
    portal.run_jobs().await;
    let erased = erased.elapsed();

    eprintln!("{RECORDS} records of one person; the archive has {bytes} bytes");
    let figures = [
        Figure::time("export acknowledged", acknowledged, Duration::from_secs(1)),
        Figure::time("export, first progress", first_progress.unwrap(), Duration::from_millis(300)),
        Figure::time("export ready", copied, Duration::from_secs(2)),
        Figure::mebibytes("export, extra memory", extra, 64),
        Figure::time("erasure acknowledged", erasure_acknowledged, Duration::from_secs(1)),
        Figure::time("erasure executed", erased, Duration::from_secs(60)),
    ];
    for Figure { name, measured, limit, holds } in &figures {
        eprintln!("  {name:<24} {measured:>12}  of {limit:<8} {}", if *holds { "" } else { "TOO MUCH" });
    }
    if figures.iter().all(|figure| figure.holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Messages, as they are the longest records that a person can leave.
async fn fill(portal: &Portal) {
    let file = SqliteConnectOptions::new().filename(portal.folder().join("vet2b.sqlite"));
    let mut conn = SqliteConnection::connect_with(&file).await.unwrap();
    let sql = "with recursive number (n) as (select 1 union all select n + 1 from number where n < $1) \
               insert into contact_message (id, reference, topic, name, email, email_key, message, lang, created_at) \
               select 'message-' || n, 'R' || n, 'support', 'Anna Paraudziņa', $2, $2, \
               'Ziņa numur ' || n || ' par ēdināšanas pakalpojumu, ko piedāvā skola.', 'lv', $3 + n from number";
    sqlx::query(sql).bind(RECORDS).bind(EMAIL).bind(portal::START.0).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

/// The most memory that this process has held, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Forgets the peak so far (Linux, `clear_refs`), and gives what is held now, in KiB.
fn reset_peak() -> u64 {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    peak()
}
