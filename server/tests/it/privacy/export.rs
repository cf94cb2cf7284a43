use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use contract::account::{EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind, Category, Export, ExportState};
use contract::problem::Code;
use serde_json::Value as Json;

use crate::portal::{Answer, Client, Portal, company, on_both, school};

const DAY: i64 = 86_400;

/// Starts an export and lets it be made.
async fn made(portal: &Portal, client: &mut Client) -> Export {
    let export: Export = client.post(path::ME_EXPORTS, &()).await.ok(202);
    portal.run_jobs().await;
    client.get(&path::with(path::ME_EXPORT, &export.id)).await.ok(200)
}

async fn archive(client: &mut Client, id: &str) -> Answer {
    client.get(&path::with(path::ME_EXPORT_ARCHIVE, id)).await
}

/// The files of an archive, by name.
pub(crate) fn files(zip: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip.to_vec())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
        file.read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}

/// All values of a category, by column.
fn values(files: &BTreeMap<String, String>, category: &str) -> Vec<(String, Json)> {
    let data: Json = serde_json::from_str(&files[&format!("data/{category}.json")]).unwrap();
    let entries = data["entries"].as_array().unwrap().clone();
    entries.iter().flat_map(|entry| entry["values"].as_object().unwrap().clone()).collect()
}

on_both! {
    async fn an_archive_holds_exactly_what_was_typed(portal: Portal) {
        let mut draft = school("anna@example.lv");
        draft.person.name = "<b>Ānna</b>".into();
        draft.person.surname = "O'Neil \"Šmite\" 🦊".into();
        let mut anna = portal.registered(&draft).await;
        let message = serde_json::json!({
            "topic": "data_protection", "name": "A", "email": "anna@example.lv", "message": "Pirmā\n<i>otrā</i>", "lang": "lv"
        });
        anna.post(path::CONTACT, &message).await.is(202);
        let export = made(portal, &mut anna).await;
        let all = u32::try_from(Category::ALL.len()).unwrap();
        assert_eq!((export.state, export.done, export.of), (ExportState::Ready, all, all));
        let answer = archive(&mut anna, &export.id).await;
        answer.is(200);
        assert_eq!(Some(i64::try_from(answer.body.len()).unwrap()), export.bytes);
        assert_eq!(answer.header("content-type"), "application/zip");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"vet2b-my-data-2026-11-22.zip\"");
        let files = files(&answer.body);
        let has = |category: &str, column: &str, value: &str| {
            let found = values(&files, category).into_iter().any(|(name, held)| name == column && held == value);
            assert!(found, "{category}.{column} = {value}: {:?}", values(&files, category));
        };
        has("name", "name", "<b>Ānna</b>");
        has("name", "surname", "O'Neil \"Šmite\" 🦊");
        has("email", "email", "anna@example.lv");
        has("phone", "phone", "+371 20 000 000");
        has("organisation", "name", "Escola Exemplo");
        has("organisation", "kind", "school");
        has("organisation", "oid", "E10123456");
        for (column, value) in [
            ("country", "PT"), ("region", "Vidzeme"), ("city", "Cēsis"), ("street", "Rīgas iela 1"), ("postcode", "LV-4101"),
        ] {
            has("address", column, value);
        }
        has("consents", "version", "1");
        has("messages", "message", "Pirmā\n<i>otrā</i>");
        has("security", "network", "203.0.113.0/24");
        assert!(values(&files, "usage").is_empty());
        let page = &files["index.html"];
        assert!(page.contains("<html lang=\"en\">") && page.contains("&#60;b&#62;Ānna&#60;/b&#62;") && !page.contains("<b>Ānna"));
        let secrets = portal.rows("select password_hash from account union all select token_hash from session").await;
        for text in files.values() {
            assert!(secrets.iter().all(|secret| !text.contains(&secret[0])), "no secret is in a copy");
        }
    }

    async fn a_second_request_gets_the_one_on_its_way(portal: Portal) {
        let mut anna = portal.anna().await;
        let first: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let second: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        assert_eq!((first.state, &first.id), (ExportState::Queued, &second.id));
        archive(&mut anna, &first.id).await.refused(Code::Conflict);
        let many = (0..8).map(|_| {
            let mut anna = anna.clone();
            tokio::spawn(async move { anna.post(path::ME_EXPORTS, &()).await.ok::<Export>(202).id })
        });
        for id in many.collect::<Vec<_>>() {
            assert_eq!(id.await.unwrap(), first.id);
        }
        portal.run_jobs().await;
        let third: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        assert_ne!(third.id, first.id);
        let list: Vec<Export> = anna.get(path::ME_EXPORTS).await.ok(200);
        assert_eq!(list.iter().map(|export| export.state).collect::<Vec<_>>().len(), 2);
    }

    async fn downloads_are_noted_and_end_after_seven_days(portal: Portal) {
        let mut anna = portal.anna().await;
        let export = made(portal, &mut anna).await;
        anna.head(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await.is(200);
        archive(&mut anna, &export.id).await.is(200);
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        let told = |kind| log.items.iter().filter(|entry| entry.kind == kind).count();
        let kinds = [ActivityKind::ExportRequested, ActivityKind::ExportReady, ActivityKind::ExportDownloaded];
        assert_eq!(kinds.map(told), [1, 1, 1]);
        assert!(portal.postman.last_to("anna@example.lv").text.contains("/lv/my-privacy/export"));
        portal.clock.advance(7 * DAY - 1);
        anna.sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
        archive(&mut anna, &export.id).await.is(200);
        portal.clock.advance(1);
        archive(&mut anna, &export.id).await.refused(Code::Gone);
        let seen: Export = anna.get(&path::with(path::ME_EXPORT, &export.id)).await.ok(200);
        assert_eq!(seen.state, ExportState::Expired, "before any sweep");
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select cast(count(*) as text) from export_chunk").await, [["0"]]);
    }

    async fn delete_now(portal: Portal) {
        let mut anna = portal.anna().await;
        let export = made(portal, &mut anna).await;
        let address = path::with(path::ME_EXPORT, &export.id);
        anna.delete(&address).await.is(204);
        anna.delete(&address).await.is(204);
        archive(&mut anna, &export.id).await.refused(Code::Gone);
        assert_eq!(portal.rows("select cast(count(*) as text) from export_chunk").await, [["0"]]);
        let stopped: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        anna.delete(&path::with(path::ME_EXPORT, &stopped.id)).await.is(204);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select cast(count(*) as text) from export_chunk").await, [["0"]], "it is not made any more");
    }

    async fn one_that_is_lost_can_be_asked_for_again(portal: Portal) {
        let mut anna = portal.anna().await;
        let lost: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        portal.clock.advance(3600);
        anna.prove().await;
        let seen: Export = anna.get(&path::with(path::ME_EXPORT, &lost.id)).await.ok(200);
        assert_eq!(seen.state, ExportState::Failed);
        let next: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        assert_ne!(next.id, lost.id);
        portal.run_jobs().await;
        let seen: Export = anna.get(&path::with(path::ME_EXPORT, &next.id)).await.ok(200);
        assert_eq!(seen.state, ExportState::Ready);
    }

    async fn what_came_to_nothing_is_swept_after_seven_days(portal: Portal) {
        let mut anna = portal.anna().await;
        let stopped: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        anna.delete(&path::with(path::ME_EXPORT, &stopped.id)).await.is(204);
        anna.post(path::ME_EXPORTS, &()).await.is(202);
        portal.clock.advance(3600);
        anna.prove().await;
        // Lost, and given up with the next.
        let next: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        let left = async || portal.rows("select id from export order by requested_at, id").await;
        portal.clock.advance(7 * DAY - 3601);
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert_eq!(left().await.len(), 3);
        portal.clock.advance(1);
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert_eq!(left().await, [[next.id.as_str()]], "it may still come to its end");
        portal.clock.advance(30 * DAY + 3600);
        vet2b_server::job::sweep(&portal.state).await.unwrap();
        assert!(left().await.is_empty(), "nor does one whose job was lost stay for ever");
    }

    async fn nobody_else_gets_it(portal: Portal) {
        let mut anna = portal.anna().await;
        let export = made(portal, &mut anna).await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        let (one, zip) = (path::with(path::ME_EXPORT, &export.id), path::with(path::ME_EXPORT_ARCHIVE, &export.id));
        for address in [&one, &zip] {
            berta.get(address).await.refused(Code::NotFound);
            portal.visitor().get(address).await.refused(Code::SignInRequired);
        }
        berta.delete(&one).await.refused(Code::NotFound);
        portal.visitor().delete(&one).await.refused(Code::SignInRequired);
        portal.visitor().post(path::ME_EXPORTS, &()).await.refused(Code::SignInRequired);
        portal.visitor().get(path::ME_EXPORTS).await.refused(Code::SignInRequired);
        assert_eq!(berta.get(path::ME_EXPORTS).await.ok::<Vec<Export>>(200), []);
        archive(&mut anna, &export.id).await.is(200);
        anna.get(&path::with(path::ME_EXPORT, "nonsense")).await.refused(Code::NotFound);
    }

    async fn it_needs_a_fresh_proof_and_an_address_that_is_not_new(portal: Portal) {
        let mut anna = portal.anna().await;
        let export = made(portal, &mut anna).await;
        portal.clock.advance(600);
        anna.post(path::ME_EXPORTS, &()).await.refused(Code::ReauthenticationRequired);
        archive(&mut anna, &export.id).await.refused(Code::ReauthenticationRequired);
        anna.prove().await;
        anna.post(path::ME_EMAIL, &EmailDraft { email: "new@example.lv".into(), lang: Lang::Lv }).await.is(202);
        portal.run_jobs().await;
        let token = portal.postman.code_to("new@example.lv");
        anna.post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
        let problem = anna.post(path::ME_EXPORTS, &()).await.refused(Code::CoolingOff);
        assert_eq!(problem.until, Some(portal.state.now().plus_seconds(72 * 3600)));
        archive(&mut anna, &export.id).await.refused(Code::CoolingOff);
        portal.clock.advance(72 * 3600);
        anna.sign_in("new@example.lv", crate::portal::PASSWORD).await.is(200);
        let export = made(portal, &mut anna).await;
        let files = files(&archive(&mut anna, &export.id).await.body);
        let emails = values(&files, "email");
        for address in ["anna@example.lv", "new@example.lv"] {
            assert!(emails.iter().any(|(_, value)| value == address), "{address}: {emails:?}");
        }
    }
}
