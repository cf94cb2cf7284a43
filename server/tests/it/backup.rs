//! Backups, and restores that bring nobody back.

use contract::path;
use contract::privacy::{Erasure, ErasureDraft, ErasureTime};
use vet2b_server::command::restore::{Options, restore};
use vet2b_server::config::DatabaseUrl;
use vet2b_server::job;
use vet2b_server::state::read_marks;
use vet2b_server::store::backup::is_whole;

use crate::portal::{Client, Held, PASSWORD, Portal, company};

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };

async fn erase(portal: &Portal, email: &str) -> Erasure {
    let mut client = portal.visitor();
    client.sign_in(email, PASSWORD).await.is(200);
    let asked = client.post(path::ME_ERASURE, &NOW).await.ok(202);
    portal.run_jobs().await;
    asked
}

fn options(words: &[&str], folder: &std::path::Path) -> Options {
    use clap::Parser;
    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        options: Options,
    }
    let words = words.iter().map(|word| word.replace("FOLDER", folder.to_str().unwrap()));
    Cli::try_parse_from(std::iter::once("restore".to_owned()).chain(words)).unwrap().options
}

/// Restores as an operator does, with the server stopped.
async fn restored(portal: &mut Held, words: &[&str]) -> Result<String, String> {
    let config = portal.state.config().clone();
    std::fs::write(portal.folder().join("secret.key"), portal.state.key()).unwrap();
    portal.state.db().close().await;
    let mut out = Vec::new();
    let done = restore(&config, &options(words, portal.folder()), &mut out).await;
    done.map(|()| String::from_utf8(out).unwrap())
}

fn count(text: &str, name: &str) -> usize {
    text.to_lowercase().matches(name).count()
}

#[tokio::test]
async fn who_was_erased_after_the_backup_is_erased_again_and_everybody_else_is_back() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    for email in ["zelma@example.lv", "berta@example.lv"] {
        portal.registered(&company(email)).await;
    }
    let to = portal.folder().join("backup.sqlite");
    let (said, whole) = portal.command(&format!("backup --to {}", to.display())).await;
    assert!(whole && said.contains(" bytes\n"), "{said}");
    assert!(is_whole(&to).await.unwrap());
    let (said, _) = portal.command(&format!("backup --to {}", to.display())).await;
    assert!(said.contains("cannot make"), "nothing is written over: {said}");
    // While it serves.
    let (said, whole) = portal.command(&format!("restore --from {} --yes", to.display())).await;
    assert!(!whole && said.contains("stop it first"), "{said}");
    let asked = erase(&portal, "zelma@example.lv").await;
    assert!(
        count(&String::from_utf8_lossy(&std::fs::read(&to).unwrap()), "zelma@example.lv") > 0,
        "the backup has her"
    );

    let refused = restored(&mut portal, &["--from", "FOLDER/backup.sqlite"]).await.unwrap_err();
    assert!(refused.contains("--yes"), "{refused}");
    let said = restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--yes"]).await.unwrap();
    assert!(said.contains("marks of erasures: 1; ") && said.ends_with("open: 1\n"), "{said}");
    portal.restart().await;
    assert_eq!(portal.rows("select email from account order by email").await.len(), 2, "before the first start");
    let mails = portal.postman.subjects().len();
    assert_eq!(job::erasure::reapply(&portal.state).await.unwrap(), 1);
    assert_eq!(job::erasure::reapply(&portal.state).await.unwrap(), 0);
    portal.run_jobs().await;
    assert_eq!(portal.rows("select email from account").await, [["berta@example.lv"]]);
    for value in portal.every_value().await {
        assert_eq!(count(&value, "zelma"), 0, "{value}");
    }
    for end in ["", "-wal", "-shm"] {
        let bytes = std::fs::read(portal.folder().join(format!("vet2b.sqlite{end}"))).unwrap_or_default();
        assert_eq!(count(&String::from_utf8_lossy(&bytes), "zelma"), 0, "vet2b.sqlite{end}");
    }
    assert_eq!(portal.postman.subjects().len(), mails, "the last mail is sent once");
    let certificate = serde_json::json!({ "token": asked.certificate });
    portal.visitor().post(path::CERTIFICATE, &certificate).await.is(200);
    assert_eq!(portal.rows("select cast(count(*) as text) from certificate").await, [["1"]]);
    portal.visitor().sign_in("berta@example.lv", PASSWORD).await.is(200);
}

#[tokio::test]
async fn marks_from_elsewhere_are_enough() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    portal.registered(&company("zelma@example.lv")).await;
    let to = portal.folder().join("backup.sqlite");
    portal.command(&format!("backup --to {}", to.display())).await;
    erase(&portal, "zelma@example.lv").await;
    // The disk is lost; the backup, the key and erased.log were kept elsewhere.
    std::fs::rename(portal.folder().join("erased.log"), portal.folder().join("kept.log")).unwrap();
    portal.state.db().close().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(portal.folder().join(format!("vet2b.sqlite{end}")));
    }
    let none = restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--tombstones", "FOLDER/none.log"]).await;
    assert!(none.unwrap_err().contains("there is no file"));
    // Another server's has nothing to say about her.
    std::fs::write(portal.folder().join("other.log"), "").unwrap();
    let words =
        ["--from", "FOLDER/backup.sqlite", "--tombstones", "FOLDER/kept.log", "--tombstones", "FOLDER/other.log"];
    let said = restored(&mut portal, &words).await.unwrap();
    assert!(said.ends_with("open: 1\n"), "{said}");
    portal.restart().await;
    assert_eq!(job::erasure::reapply(&portal.state).await.unwrap(), 1);
    assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
}

#[tokio::test]
async fn marks_of_other_servers_are_copied_beside_the_database() {
    let portal = Portal::on_sqlite(&[]).await;
    portal.registered(&company("zelma@example.lv")).await;
    erase(&portal, "zelma@example.lv").await;
    let path = portal.folder().join("erased.log");
    let marks = read_marks(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    for _ in 0..2 {
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(read_marks(&path).unwrap(), marks);
    }
    assert_eq!(marks.len(), 1);
}

/// Somebody who has signed in, has a code for a new password, and has asked for an erasure.
async fn with_codes(portal: &Portal) -> (Client, String) {
    let mut anna = portal.anna().await;
    anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.is(202);
    anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
    portal.run_jobs().await;
    let recovery = serde_json::json!({ "email": "anna@example.lv", "lang": "lv" });
    anna.post(path::RECOVERY, &recovery).await.is(202);
    portal.run_jobs().await;
    let code = portal.postman.code_to("anna@example.lv");
    (anna, code)
}

/// What was good when the backup was made is good no more, but the code that stops an erasure.
async fn is_void(portal: &Portal, anna: &Client, code: &str) {
    let mut again = anna.sent_to(portal);
    assert_eq!(again.viewer().await, None, "the session was ended");
    let password = serde_json::json!({ "token": code, "password": "another-harbour-lamp" });
    again.post(path::RECOVERY_PASSWORD, &password).await.refused(contract::problem::Code::Gone);
    assert_eq!(portal.rows("select purpose from token").await, [["erasure_cancel"]]);
    again.sign_in("anna@example.lv", PASSWORD).await.is(200);
}

#[tokio::test]
async fn sessions_and_codes_that_were_ended_since_the_backup_are_not_good_again() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    let (mut anna, code) = with_codes(&portal).await;
    let to = portal.folder().join("backup.sqlite");
    assert!(portal.command(&format!("backup --to {}", to.display())).await.1);
    let before = anna.clone();
    anna.delete(path::SESSION).await.is(204);
    restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--yes"]).await.unwrap();
    portal.restart().await;
    is_void(&portal, &before, &code).await;
}

#[tokio::test]
async fn nor_are_they_after_the_restore_of_a_postgresql() {
    let Some(portal) = Portal::on_postgres(&[]).await else { return };
    let mut portal = Held::new(portal);
    let (anna, code) = with_codes(&portal).await;
    restored(&mut portal, &["--reapply"]).await.unwrap();
    portal.restart().await;
    is_void(&portal, &anna, &code).await;
    portal.remove().await;
}

async fn signs(portal: &Portal) -> Vec<Vec<String>> {
    portal.rows("select id from signing_key where replaced_at is null").await
}

#[tokio::test]
async fn a_key_that_was_replaced_since_the_backup_signs_no_more() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    let to = portal.folder().join("backup.sqlite");
    assert!(portal.command(&format!("backup --to {}", to.display())).await.1);
    let first = signs(&portal).await;
    restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--yes"]).await.unwrap();
    portal.restart().await;
    assert_eq!(signs(&portal).await, first, "nothing was replaced");
    assert!(portal.command("keys rotate").await.1);
    let second = signs(&portal).await;
    restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--yes"]).await.unwrap();
    portal.restart().await;
    let third = signs(&portal).await;
    assert!(third.len() == 1 && third != first && third != second, "{third:?}");
    assert_eq!(portal.rows("select id from signing_key").await.len(), 3);
}

#[tokio::test]
async fn an_erasure_that_may_have_been_stopped_since_the_backup_is_put_off_and_announced() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    let mut anna = portal.anna().await;
    anna.post(path::ME_ERASURE, &ErasureDraft { when: ErasureTime::AfterGrace }).await.is(202);
    portal.run_jobs().await;
    // Due by any clock: the command has the machine's.
    for sql in ["update erasure set due_at = 1", "update outbox set run_at = 1 where kind = 'erase'"] {
        portal.sql(sql).await.unwrap();
    }
    let to = portal.folder().join("backup.sqlite");
    assert!(portal.command(&format!("backup --to {}", to.display())).await.1);
    restored(&mut portal, &["--from", "FOLDER/backup.sqlite", "--yes"]).await.unwrap();
    portal.restart().await;
    let due = portal.rows("select cast(due_at as text) from erasure").await;
    assert!(due[0][0].len() > 1, "{due:?}");
    assert_eq!(portal.rows("select cast(run_at as text) from outbox where kind = 'erase'").await, due);
    let announced = "select id from outbox where payload like '%erasure_requested%' and done_at is null";
    assert_eq!(portal.rows(announced).await.len(), 1);
}

#[tokio::test]
async fn what_is_no_backup_replaces_nothing() {
    let mut portal = Held::new(Portal::on_sqlite(&[]).await);
    portal.registered(&company("berta@example.lv")).await;
    let folder = portal.folder().to_owned();
    std::fs::write(folder.join("text"), "no database").unwrap();
    std::fs::write(folder.join("empty"), "").unwrap();
    for (name, why) in [("none", "there is no file"), ("text", "is no backup"), ("empty", "is no backup")] {
        let refused = restored(&mut portal, &["--from", &format!("FOLDER/{name}"), "--yes"]).await.unwrap_err();
        assert!(refused.contains(why), "{refused}");
        portal.restart().await;
        assert_eq!(portal.rows("select email from account").await, [["berta@example.lv"]], "{name}");
    }
}

#[tokio::test]
async fn after_the_restore_of_a_postgresql_the_marks_are_enough() {
    let Some(portal) = Portal::on_postgres(&[]).await else { return };
    let mut portal = Held::new(portal);
    for email in ["zelma@example.lv", "berta@example.lv"] {
        portal.registered(&company(email)).await;
    }
    let DatabaseUrl::Postgres(_) = portal.state.config().database() else { panic!("PostgreSQL") };
    let (said, whole) = portal.command("backup --to nowhere").await;
    assert!(!whole && said.contains("pg_dump"), "{said}");
    let (said, whole) = portal.command("restore --from nowhere --yes").await;
    assert!(!whole && said.contains("pg_restore"), "{said}");
    let before = portal.rows("select id, email from account where email like 'zelma%'").await.remove(0);
    erase(&portal, "zelma@example.lv").await;
    // What pg_restore of an older dump does: she is there, and her mark is not.
    portal.sql("delete from tombstone").await.unwrap();
    let sql = format!(
        "insert into account (id, email, email_key, password_hash, name, surname, phone, lang, created_at) \
         select '{}', '{}', '{}', password_hash, 'Zelma', 'Zelma', '', lang, created_at from account limit 1",
        before[0], before[1], before[1]
    );
    portal.sql(&sql).await.unwrap();
    let said = restored(&mut portal, &["--reapply"]).await.unwrap();
    assert!(said.ends_with("open: 1\n"), "{said}");
    portal.restart().await;
    assert_eq!(job::erasure::reapply(&portal.state).await.unwrap(), 1);
    assert_eq!(portal.rows("select email from account").await, [["berta@example.lv"]]);
    portal.remove().await;
}
