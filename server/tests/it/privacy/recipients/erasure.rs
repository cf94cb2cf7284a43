use contract::account::{EmailDraft, TokenDraft};
use contract::consent::PublicKey;
use contract::lang::Lang;
use contract::path;
use contract::privacy::Recipient as Receives;
use contract::privacy::{
    CertifiedRest, CertifiedState, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Fate, Holding, Provider,
    RecipientState, SignedCertificate,
};
use vet2b_server::job;
use vet2b_server::signing::is_of;
use vet2b_server::store::recipient;

use super::recipient::Reply;
use super::{ANNA, connected, subscriber, withdraw};
use crate::portal::{Client, Held, PASSWORD, on_both};

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };
const DAY: i64 = 86_400;

fn kept(preview: &ErasurePreview) -> Option<(i64, Fate)> {
    let found = preview.items.iter().find(|item| item.holding == Holding::RecipientErasures);
    found.map(|item| (item.count, item.fate))
}

async fn states(portal: &Held, erasure: &Erasure) -> Vec<(Provider, RecipientState)> {
    recipient::of_reference(&mut portal.state.db().read().await.unwrap(), &erasure.reference).await.unwrap()
}

/// What the certificate says of the recipient; it is genuine.
async fn certified(portal: &Held, erasure: &Erasure) -> Option<CertifiedState> {
    let code = TokenDraft { token: erasure.certificate.clone() };
    let signed: SignedCertificate = portal.visitor().post(path::CERTIFICATE, &code).await.ok(200);
    let keys: Vec<PublicKey> = portal.visitor().get(path::SIGNING_KEYS).await.ok(200);
    let key = keys.iter().find(|key| key.id == signed.signature.key).unwrap();
    let text = serde_json::to_string(&signed.certificate).unwrap();
    assert!(is_of(&key.public, &text, &signed.signature.value));
    let told = signed.certificate.recipients.iter().find(|told| told.recipient == Receives::Mailchimp);
    told.map(|told| told.state)
}

/// What the certificate says of the address that waits for recipients.
async fn sealed(portal: &Held, erasure: &Erasure) -> Option<CertifiedRest> {
    let code = TokenDraft { token: erasure.certificate.clone() };
    let signed: SignedCertificate = portal.visitor().post(path::CERTIFICATE, &code).await.ok(200);
    signed.certificate.kept.into_iter().find(|rest| rest.holding == Holding::RecipientErasures)
}

/// Another address, so that there is a former one; and the time that an erasure must wait after that.
async fn moved(portal: &Held, anna: &mut Client) {
    anna.post(path::ME_EMAIL, &EmailDraft { email: "kanarij@example.lv".into(), lang: Lang::Lv }).await.is(202);
    portal.run_jobs().await;
    let token = portal.postman.code_to("kanarij@example.lv");
    portal.visitor().post(path::EMAIL_CONFIRMATION, &TokenDraft { token }).await.is(204);
    portal.run_jobs().await;
    portal.clock.advance(73 * 3600);
    anna.sign_in("kanarij@example.lv", PASSWORD).await.is(200);
}

on_both! {
    async fn every_recipient_that_had_something_is_told_to_erase_and_the_address_stays_sealed_until_it_has(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        moved(portal, &mut anna).await;
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        assert_eq!(kept(&preview), Some((1, Fate::Kept)));
        recipient.answers(Reply::Status(503));
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0], "an erasure waits for no recipient");
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Notified)]);
        for value in portal.every_value().await {
            assert!(!value.contains("kanarij") && !value.contains("anna@"), "{value}");
        }
        assert!(!portal.rows("select sealed from recipient_task").await[0][0].is_empty());
        assert_eq!(portal.rows("select coalesce(account_id, 'none') from recipient_task").await, [["none"]]);
        recipient.answers(Reply::Executed);
        portal.clock.advance(60);
        portal.run_jobs().await;
        let last = recipient.told().pop().unwrap();
        assert_eq!((last.action.as_str(), last.address.as_str()), ("erase", "kanarij@example.lv"));
        assert_eq!((last.former, last.reference), (vec![ANNA.to_owned()], erasure.reference.clone()));
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Executed)]);
        assert_eq!(portal.rows("select sealed from recipient_task").await, [[""]]);
        portal.clock.advance(3 * 365 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert!(portal.rows("select id from recipient_task").await.is_empty());
    }

    async fn an_address_that_was_sealed_with_another_key_is_given_up_and_seen(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(503));
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        recipient.answers(Reply::Executed);
        portal.restart_with([8; 32]).await;
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Failed)]);
        let (said, whole) = portal.command("recipients list").await;
        assert!(!whole && said.contains("cannot be read with this server's key"), "{said}");
        portal.restart_with([7; 32]).await;
        let (said, whole) = portal.command("recipients retry --as Ilze").await;
        assert!(whole, "{said}");
        portal.run_jobs().await;
        assert_eq!(recipient.told().pop().unwrap().address, ANNA);
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Executed)]);
    }

    async fn the_certificate_says_what_a_recipient_has_answered_and_goes_on_saying_so(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(503));
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        assert_eq!(certified(portal, &erasure).await, Some(CertifiedState::Notified));
        recipient.answers(Reply::Executed);
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(certified(portal, &erasure).await, Some(CertifiedState::Executed));
        portal.clock.advance(3 * 365 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert!(states(portal, &erasure).await.is_empty());
        assert_eq!(certified(portal, &erasure).await, Some(CertifiedState::Executed));
    }

    async fn a_sealed_address_is_named_in_the_certificate_and_in_the_last_mail_until_it_is_gone(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(503));
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        let stated = sealed(portal, &erasure).await.unwrap();
        assert_eq!((stated.fate, stated.ground.as_str(), stated.until), (Fate::Kept, "GDPR art. 17(2), 19", None));
        let last = portal.postman.last_to(ANNA).text;
        assert!(last.contains("Jūsu adresi šifrētu glabājam") && !last.contains("arī jūsu adresi vairs neglabājam"), "{last}");
        recipient.answers(Reply::Executed);
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select sealed from recipient_task").await, [[""]]);
        assert_eq!(certified(portal, &erasure).await, Some(CertifiedState::Executed));
        assert_eq!(sealed(portal, &erasure).await, None, "nothing of it is kept any more");
    }

    async fn where_nobody_is_told_no_address_is_kept_and_both_say_so(portal: Portal) {
        let mut anna = portal.anna().await;
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        assert_eq!(sealed(portal, &erasure).await, None);
        assert!(portal.postman.last_to(ANNA).text.contains("arī jūsu adresi vairs neglabājam"));
    }

    async fn whoever_was_never_passed_on_is_told_to_nobody(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = portal.anna().await;
        let preview: ErasurePreview = anna.get(path::ME_ERASURE_PREVIEW).await.ok(200);
        assert_eq!(kept(&preview), None);
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        assert!(recipient.told().is_empty() && states(portal, &erasure).await.is_empty());
    }

    async fn who_left_is_told_too_and_a_recipient_that_is_connected_no_more_is_not_forgotten(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        recipient.answers(Reply::Status(404));
        portal.run_jobs().await;
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Failed)]);
        let id = portal.rows("select id from recipient_task").await[0][0].clone();
        recipient.answers(Reply::Executed);
        let (said, whole) = portal.command(&format!("recipients retry {id} --as Ilze")).await;
        assert!(whole, "{said}");
        portal.run_jobs().await;
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Executed)]);
        assert_eq!(recipient.told().pop().unwrap().address, ANNA, "the address was still there to be told");
    }

    async fn what_is_never_done_keeps_no_address_for_ever(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        recipient.answers(Reply::Status(410));
        let erasure: Erasure = anna.post(path::ME_ERASURE, &NOW).await.ok(202);
        portal.run_jobs().await;
        portal.clock.advance(89 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert!(!portal.rows("select sealed from recipient_task").await[0][0].is_empty());
        portal.clock.advance(2 * DAY);
        job::sweep(&portal.state).await.unwrap();
        assert_eq!(portal.rows("select sealed from recipient_task").await, [[""]]);
        assert_eq!(states(portal, &erasure).await, [(Provider::Mailchimp, RecipientState::Failed)]);
        let (said, whole) = portal.command("recipients retry --as Ilze").await;
        assert!(!whole && said.contains("its address is kept no longer"), "{said}");
    }

    async fn an_erasure_waits_for_what_is_being_told_so_that_nothing_arrives_after_it(portal: Portal) {
        let recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        let until = portal.state.now().plus_seconds(120).0;
        portal.sql(&format!("update recipient_task set busy_until = {until}, told_at = 1")).await.unwrap();
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[ANNA]], "it waits");
        portal.clock.advance(125);
        portal.run_jobs().await;
        assert_eq!(portal.rows("select email from account").await, [[""; 1]; 0]);
        assert_eq!(recipient.told().last().unwrap().action, "erase");
    }
}
