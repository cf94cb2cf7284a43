use contract::account::{EmailDraft, TokenDraft};
use contract::lang::Lang;
use contract::path;
use contract::privacy::{Category, DataMap, Erasure, ErasureDraft, ErasureTime};

use crate::portal::{Client, PASSWORD, Portal, company, on_both};

const DAY: i64 = 86_400;
const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };
const LATER: ErasureDraft = ErasureDraft { when: ErasureTime::AfterGrace };

fn message(email: &str, text: &str) -> serde_json::Value {
    serde_json::json!({ "topic": "support", "name": "N", "email": email, "message": text, "lang": "lv" })
}

/// Writes to the consortium, a minute after whatever was before and a minute before what follows.
async fn write(portal: &Portal, email: &str, text: &str) {
    portal.clock.advance(60);
    portal.visitor().post(path::CONTACT, &message(email, text)).await.is(202);
    portal.run_jobs().await;
    portal.clock.advance(60);
}

/// Changes the address.
async fn moved(portal: &Portal, client: &mut Client, email: &str) {
    client.prove().await;
    client.post(path::ME_EMAIL, &EmailDraft { email: email.into(), lang: Lang::Lv }).await.is(202);
    portal.run_jobs().await;
    let token = portal.postman.code_to(email);
    client.post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
    portal.run_jobs().await;
}

/// How many messages the data map tells of.
async fn messages(client: &mut Client) -> i64 {
    let map: DataMap = client.get(path::ME_DATA_MAP).await.ok(200);
    map.categories.iter().find(|report| report.category == Category::Messages).unwrap().count
}

on_both! {
    async fn an_address_that_changes_owners_parts_what_was_sent_from_it(portal: Portal) {
        let mut anna = portal.registered(&company("first@example.lv")).await;
        write(portal, "first@example.lv", "Anna").await;
        moved(portal, &mut anna, "second@example.lv").await;
        write(portal, "first@example.lv", "nobody's").await;
        let mut berta = portal.registered(&company("first@example.lv")).await;
        write(portal, "first@example.lv", "Berta").await;
        portal.visitor().sign_in("first@example.lv", "wrong-harbour-lamp").await.is(401);
        assert_eq!((messages(&mut anna).await, messages(&mut berta).await), (1, 2));
        let unread = EmailDraft { email: "first@example.lv".into(), lang: Lang::Lv };
        berta.post(path::RECOVERY, &unread).await.is(202);
        portal.sql(&format!("update outbox set run_at = {} where done_at is null", portal.state.now().plus_seconds(5 * DAY).0)).await.unwrap();
        portal.clock.advance(4 * DAY);
        anna.sign_in("second@example.lv", PASSWORD).await.is(200);
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        portal.clock.advance(DAY);
        portal.run_jobs().await;
        let left = portal.rows("select message from contact_message order by created_at").await;
        assert_eq!(left, [["nobody's"], ["Berta"]]);
        assert_eq!(portal.rows("select cast(count(*) as text) from sign_in_failure").await, [["1"]], "of Berta's address");
        assert_eq!(portal.postman.last_to("first@example.lv").subject, "VET2B: jaunas paroles izveide", "Berta's mail waited");
        berta.sign_in("first@example.lv", PASSWORD).await.is(200);
        assert_eq!(messages(&mut berta).await, 2);
        berta.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        for table in ["contact_message", "sign_in_failure", "former_email", "account"] {
            assert_eq!(portal.rows(&format!("select cast(count(*) as text) from {table}")).await, [["0"]], "{table}");
        }
    }

    async fn it_waits_when_the_address_was_changed_since(portal: Portal) {
        let mut anna = portal.anna().await;
        let asked: Erasure = anna.post(path::ME_ERASURE, &LATER).await.ok(202);
        portal.run_jobs().await;
        portal.clock.advance(13 * DAY);
        anna.sign_in("anna@example.lv", PASSWORD).await.is(200);
        moved(portal, &mut anna, "new@example.lv").await;
        let waits: Option<Erasure> = anna.get(path::ME_ERASURE).await.ok(200);
        let due_at = waits.unwrap().due_at;
        assert!(due_at > asked.due_at);
        portal.clock.advance(2 * DAY);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [["new@example.lv"]], "72 hours for the old address");
        let code = portal.rows("select cast(expires_at as text) from token where purpose = 'erasure_cancel'").await;
        assert_eq!(code, [[due_at.0.to_string()]], "as long, the code that went there stops it");
        portal.clock.advance(DAY);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
    }
}
