//! The commands beside the server, and signed checkpoints.

use std::collections::BTreeSet;

use clap::Parser as _;
use contract::consent::ConsentDraft;
use contract::lang::Lang;
use contract::path;
use contract::privacy::NewsletterDraft;
use serde_json::Value;
use vet2b_server::command::Desk;
use vet2b_server::job;

use crate::portal::{Portal, on_both};

/// So many visitors decide.
async fn decide(portal: &Portal, times: usize) {
    for n in 0..times {
        let (preferences, statistics) = (Some(n % 2 == 0), Some(n % 3 == 0));
        let lang = if n % 2 == 0 { Lang::Lv } else { Lang::En };
        let draft = ConsentDraft { preferences, statistics, lang, ..ConsentDraft::default() };
        portal.visitor().post(path::CONSENT, &draft).await.is(200);
    }
}

/// Takes the triggers away, as somebody who owns the database can.
async fn disarm(portal: &Portal) {
    for table in ["consent_record", "consent_text", "consent_checkpoint"] {
        if portal.is_on_sqlite() {
            for what in ["update", "delete"] {
                portal.sql(&format!("drop trigger {table}_no_{what}")).await.unwrap();
            }
        } else {
            portal.sql(&format!("alter table {table} disable trigger user")).await.unwrap();
        }
    }
}

async fn checkpoints(portal: &Portal) -> Vec<String> {
    let rows = portal.rows("select cast(number as text) from consent_checkpoint order by number").await;
    rows.into_iter().flatten().collect()
}

/// What verification says after a statement.
async fn after(portal: &Portal, statement: &str) -> String {
    assert_eq!(portal.sql(statement).await.unwrap(), 1, "{statement}");
    let (report, whole) = portal.command("ledger verify").await;
    assert!(!whole, "{report}");
    report
}

/// All fields of a value, such as `a.b` and `c[].d`.
fn fields(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let dot = if at.is_empty() { "" } else { "." };
                fields(value, &format!("{at}{dot}{name}"), found);
            }
        }
        Value::Array(values) if values.iter().any(Value::is_object) => {
            values.iter().for_each(|value| fields(value, &format!("{at}[]"), found));
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

on_both! {
    async fn a_whole_ledger_is_whole(portal: Portal) {
        let (report, whole) = portal.command("ledger verify").await;
        assert!(whole && report.ends_with("whole\n"), "{report}");
        decide(portal, 5).await;
        job::checkpoint(&portal.state).await.unwrap();
        decide(portal, 2).await;
        let (report, whole) = portal.command("ledger verify").await;
        assert!(whole && report.contains("entries: 7, ") && report.contains("last checkpoint: entry 5, "), "{report}");
        assert!(report.contains("texts that were shown: 2\ncheckpoints: 1\n") && !report.contains("note:"), "{report}");
    }

    async fn the_end_is_signed_once_a_day_and_only_when_it_moved(portal: Portal) {
        job::checkpoint(&portal.state).await.unwrap();
        assert!(checkpoints(portal).await.is_empty(), "nothing to sign");
        decide(portal, 2).await;
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(checkpoints(portal).await, ["2"]);
        decide(portal, 1).await;
        portal.clock.advance(86_399);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(checkpoints(portal).await, ["2"], "a day has not passed");
        portal.clock.advance(1);
        job::sweep(&portal.state).await.unwrap();
        job::checkpoint(&portal.state).await.unwrap();
        assert_eq!(checkpoints(portal).await, ["2", "3"]);
        for attack in ["update consent_checkpoint set at = 0", "delete from consent_checkpoint"] {
            assert!(portal.sql(attack).await.is_err(), "{attack}");
        }
        let (report, whole) = portal.command("ledger verify").await;
        assert!(whole && report.contains("checkpoints: 2\n"), "{report}");
    }

    async fn an_altered_entry_is_found(portal: Portal) {
        decide(portal, 4).await;
        disarm(portal).await;
        let report = after(portal, "update consent_record set statistics = 1 - statistics where number = 3").await;
        assert!(report.ends_with("NOT WHOLE: the first broken entry is 3\n"), "{report}");
    }

    async fn an_altered_or_missing_text_is_found(portal: Portal) {
        decide(portal, 4).await;
        disarm(portal).await;
        let second = "sha256 = (select text from consent_record where number = 2)";
        let report = after(portal, &format!("update consent_text set words = 'Nothing is stored.' where {second}")).await;
        assert!(report.contains("was altered: ") && report.ends_with("the first broken entry is 2\n"), "{report}");
        let report = after(portal, &format!("delete from consent_text where {second}")).await;
        assert!(report.contains("is not there: ") && report.ends_with("the first broken entry is 2\n"), "{report}");
    }

    async fn an_altered_or_missing_text_of_the_newsletter_is_found(portal: Portal) {
        let mut anna = portal.anna().await;
        anna.put(path::ME_NEWSLETTER, &NewsletterDraft { granted: true, lang: Lang::Lv }).await.is(200);
        portal.run_jobs().await;
        let token = portal.postman.code_to("anna@example.lv");
        portal.visitor().post(path::NEWSLETTER_CONFIRMATION, &serde_json::json!({ "token": token })).await.is(204);
        assert!(portal.command("ledger verify").await.1);
        disarm(portal).await;
        let asked = "sha256 = (select words_sha256 from newsletter_change)";
        let report = after(portal, &format!("update consent_text set words = 'Everything is sent.' where {asked}")).await;
        assert!(report.contains("newsletter: the text") && report.ends_with("words of newsletter consents\n"), "{report}");
        let report = after(portal, &format!("delete from consent_text where {asked}")).await;
        assert!(report.contains("newsletter: the text"), "{report}");
    }

    async fn a_forged_checkpoint_is_found(portal: Portal) {
        decide(portal, 4).await;
        job::checkpoint(&portal.state).await.unwrap();
        disarm(portal).await;
        let report = after(portal, "update consent_checkpoint set at = at + 1000000").await;
        assert!(report.contains("entry 4: its checkpoint is not signed by one of the portal's keys"), "{report}");
        portal.sql("update consent_checkpoint set at = at - 1000000").await.unwrap();
        assert!(portal.command("ledger verify").await.1);
        // A key of the forger's own, under the id of the portal's.
        let forger = vet2b_server::signing::Signer::derive(&[9; 32], "forger").unwrap();
        let forged = format!("update signing_key set public = '{}'", forger.public());
        let report = after(portal, &forged).await;
        assert!(report.contains("is not signed") && report.contains("is not of the present server key"), "{report}");
    }

    async fn a_ledger_whose_end_was_cut_off_is_found(portal: Portal) {
        decide(portal, 5).await;
        job::checkpoint(&portal.state).await.unwrap();
        disarm(portal).await;
        portal.sql("update consent_head set number = 3, hash = (select hash from consent_record where number = 3)").await.unwrap();
        portal.sql("delete from consent_record where number = 4").await.unwrap();
        let report = after(portal, "delete from consent_record where number = 5").await;
        assert!(report.contains("entry 5: its checkpoint is about an entry that is not there any more"), "{report}");
        // The same number again, by somebody else's decision.
        decide(portal, 2).await;
        let (report, whole) = portal.command("ledger verify").await;
        assert!(!whole && report.contains("entry 5: its checkpoint is about an entry with another SHA-256"), "{report}");
    }

    async fn the_export_has_a_line_for_each_entry_and_the_documented_fields_alone(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        assert_eq!(portal.command("ledger export").await, (String::new(), true));
        decide(portal, 7).await;
        let (lines, _) = portal.command("ledger export").await;
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.iter().map(|line| line["record_id"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        let mut found = BTreeSet::new();
        lines.iter().for_each(|line| fields(line, "", &mut found));
        let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/OPERATING.md")).unwrap();
        let (_, table) = manual.split_once("### Fields of the export\n").unwrap();
        let rows = table.lines().take_while(|line| !line.starts_with('#')).filter_map(|line| line.strip_prefix("| `"));
        let documented: BTreeSet<String> = rows.map(|row| row.split_once('`').unwrap().0.to_owned()).collect();
        assert_eq!(found, documented);
        let statistics = &lines[0]["pii_processing"]["purposes"][1];
        assert_eq!(statistics["event_state"], "consent_given");
        assert_eq!(statistics["recipient_third_parties"], serde_json::json!(["Google"]));
        assert_eq!(lines[1]["integrity"]["previous_sha256"], lines[0]["integrity"]["sha256"]);
        let text = lines.iter().map(Value::to_string).collect::<String>();
        assert!(!text.contains("203.0.113") && !text.contains("Firefox"));
    }

    async fn keys_are_rotated_beside_a_running_server(portal: Portal) {
        let (before, _) = portal.command("keys list").await;
        portal.clock.advance(60);
        let (said, _) = portal.command("keys rotate").await;
        let signer = portal.state.signer(&mut portal.state.db().read().await.unwrap()).await.unwrap();
        assert_eq!(said, format!("{} signs from now on\n", signer.id()));
        let (list, _) = portal.command("keys list").await;
        assert_eq!((before.lines().count(), list.lines().count()), (1, 2));
        assert!(list.lines().last().unwrap().starts_with(signer.id()) && list.ends_with(" - now\n"), "{list}");
        assert!(list.lines().next().unwrap().ends_with("2026-11-22T12:00:00Z - 2026-11-22T12:01:00Z"), "{list}");
        decide(portal, 1).await;
        job::checkpoint(&portal.state).await.unwrap();
        let (report, whole) = portal.command("ledger verify").await;
        assert!(whole && report.contains(signer.id()), "{report}");
    }
}

#[tokio::test]
async fn a_command_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["vet2b-server", "--data-dir", folder.path().to_str().unwrap()];
    let config = vet2b_server::config::Config::try_parse_from(flags).unwrap();
    let mut out = Vec::new();
    let refused = Desk::open(config, &mut std::io::empty(), &mut out).await.err().unwrap();
    assert!(refused.contains("there is no database"), "{refused}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
