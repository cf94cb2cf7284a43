use contract::account::{Account, Invitation, OrganisationDraft, Receipt, RegistrationDraft};
use contract::page::Page;
use contract::path;
use contract::privacy::{
    Activity, ActivityKind, Actor, Device, ErasureDraft, ErasurePreview, ErasureTime, Export, Fate, Holding,
};
use contract::problem::Code;
use serde_json::{Value, json};
use vet2b_server::job;

use crate::portal::{Answer, Client, Held, company, on_both};
use crate::privacy::export::files;

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };
const HOUR: i64 = 3600;

/// A company of its own.
fn of(email: &str, organisation: &str) -> RegistrationDraft {
    let company = company(email);
    RegistrationDraft {
        organisation: OrganisationDraft { name: organisation.into(), ..company.organisation },
        ..company
    }
}

async fn berta(portal: &Held) -> Client {
    portal.registered(&of("berta@example.lv", "SIA Berta")).await
}

/// Invites; gives the mailed code.
async fn invite(portal: &Held, from: &mut Client, email: &str) -> Value {
    from.post(path::ME_INVITATION, &json!({ "colleague_email": email, "lang": "lv" })).await.is(202);
    portal.run_jobs().await;
    json!({ "token": portal.postman.code_to(email) })
}

async fn accept(client: &mut Client, code: &Value) -> Answer {
    client.post(path::INVITATION_ACCEPTANCE, code).await
}

/// The names of all organisations.
async fn organisations(portal: &Held) -> Vec<String> {
    let names = portal.rows("select name from organisation order by name").await;
    names.into_iter().flatten().collect()
}

async fn organisation(client: &mut Client) -> String {
    client.get(path::ME).await.ok::<Account>(200).organisation.name
}

async fn preview(client: &mut Client) -> ErasurePreview {
    client.get(path::ME_ERASURE_PREVIEW).await.ok(200)
}

fn fate(preview: &ErasurePreview) -> Option<Fate> {
    preview.items.iter().find(|item| item.holding == Holding::Organisation).map(|item| item.fate)
}

on_both! {
    async fn a_colleague_takes_over_and_the_record_stays_with_them(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        assert_eq!(preview(&mut anna).await.last_administrator_of.as_deref(), Some("SIA Paraugs"));
        let code = invite(portal, &mut anna, "Berta@example.lv").await;
        let mail = portal.postman.last_to("berta@example.lv");
        assert_eq!(mail.subject, "VET2B: uzaicinājums pārvaldīt organizāciju");
        assert!(mail.text.contains("/lv/invitation#") && !mail.text.contains("Paraugs"), "no words of a stranger: {}", mail.text);
        let shown: Invitation = berta.post(path::INVITATION, &code).await.ok(200);
        let expected = Invitation {
            organisation: "SIA Paraugs".into(), from: "Anna Paraudziņa".into(), leaves: Some("SIA Berta".into()), deletes: true,
        };
        assert_eq!(shown, expected);
        portal.visitor().get("/lv/invitation").await.is(200);
        assert_eq!(organisations(portal).await, ["SIA Berta", "SIA Paraugs"], "looking at it changes nothing");

        accept(&mut berta, &code).await.is(204);
        assert_eq!(organisations(portal).await, ["SIA Paraugs"]);
        assert_eq!(berta.viewer().await.unwrap().organisation, "SIA Paraugs");
        portal.run_jobs().await;
        assert_eq!(portal.postman.last_to("anna@example.lv").subject, "VET2B: jūsu uzaicinājums ir pieņemts");
        let entries = async |client: &mut Client| {
            let log: Page<Activity> = client.get(path::ME_ACTIVITY).await.ok(200);
            log.items.into_iter().map(|entry| (entry.kind, entry.actor, entry.device)).collect::<Vec<_>>()
        };
        let of_anna = entries(&mut anna).await;
        assert!(of_anna.contains(&(ActivityKind::ColleagueInvited, Actor::Person, Device::Firefox)), "{of_anna:?}");
        assert!(of_anna.contains(&(ActivityKind::InvitationAccepted, Actor::System, Device::Other)), "nothing of Berta's device");
        assert!(entries(&mut berta).await.contains(&(ActivityKind::OrganisationJoined, Actor::Person, Device::Firefox)));

        // Both see and correct it.
        let changed = OrganisationDraft { name: "SIA Kopā".into(), ..company("x").organisation };
        berta.put(path::ME_ORGANISATION, &changed).await.is(200);
        assert_eq!(organisation(&mut anna).await, "SIA Kopā");

        // Erased one after the other: it stays with the other, and goes with the last.
        for client in [&mut anna, &mut berta] {
            assert_eq!(preview(client).await.last_administrator_of, None);
        }
        assert_eq!(fate(&preview(&mut anna).await), Some(Fate::Kept));
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        assert_eq!(organisation(&mut berta).await, "SIA Kopā");
        let last = preview(&mut berta).await;
        assert_eq!((last.last_administrator_of.as_deref(), fate(&last)), (Some("SIA Kopā"), Some(Fate::Deleted)));
        berta.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        assert_eq!(organisations(portal).await, [""; 0]);
    }

    async fn nobody_learns_whether_a_colleague_has_an_account(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        for email in ["berta@example.lv", "nobody@example.lv"] {
            let before = portal.postman.to(email).len();
            let asked = json!({ "colleague_email": email, "lang": "en" });
            let receipt: Receipt = anna.post(path::ME_INVITATION, &asked).await.ok(202);
            assert!(receipt.reference.starts_with("R-"));
            let stored = format!("select email from invitation where email = '{email}'");
            assert!(portal.rows(&stored).await.is_empty(), "the worker looks the address up, and not the request");
            portal.run_jobs().await;
            assert_eq!(portal.postman.to(email).len() - before, 1, "{email}");
        }
        let mail = portal.postman.last_to("nobody@example.lv");
        assert!(mail.text.contains("/en/invitation#") && mail.text.starts_with("Hello!"), "{}", mail.text);
        // Whoever has none yet registers, and accepts then.
        let code = json!({ "token": portal.postman.code_to("nobody@example.lv") });
        portal.visitor().post(path::INVITATION, &code).await.refused(Code::SignInRequired);
        let mut nobody = portal.registered(&of("nobody@example.lv", "SIA Neviens")).await;
        accept(&mut nobody, &code).await.is(204);
        assert_eq!(organisations(portal).await, ["SIA Berta", "SIA Paraugs"]);
        assert_eq!(organisation(&mut berta).await, "SIA Berta");
    }

    async fn a_colleagues_address_is_redacted_in_the_copy_of_whoever_invited_them(portal: Portal) {
        let mut anna = portal.anna().await;
        invite(portal, &mut anna, "berta@example.lv").await;
        assert_eq!(portal.rows("select email from invitation").await, [["berta@example.lv"]]);
        let export: Export = anna.post(path::ME_EXPORTS, &()).await.ok(202);
        portal.run_jobs().await;
        let zip = anna.get(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await;
        let files = files(&zip.is(200).body);
        let invitation = &files["data/organisation.json"];
        assert!(invitation.contains("\"source\":\"invitation\"") && invitation.contains("\"email\":\"[redacted]\""), "{invitation}");
        assert!(files.values().all(|text| !text.contains("berta@example.lv")));
        assert!(files["index.html"].contains("svītrots: citas personas dati"));
    }

    async fn inviting_needs_a_fresh_proof_and_a_whole_address(portal: Portal) {
        let mut anna = portal.anna().await;
        for (email, flaw) in [("", "colleague_email required"), ("berta", "colleague_email malformed")] {
            assert_eq!(anna.post(path::ME_INVITATION, &json!({ "colleague_email": email, "lang": "lv" })).await.flaws(), [flaw]);
        }
        portal.clock.advance(600);
        let asked = json!({ "colleague_email": "berta@example.lv", "lang": "lv" });
        anna.post(path::ME_INVITATION, &asked).await.refused(Code::ReauthenticationRequired);
        portal.run_jobs().await;
        assert!(portal.postman.to("berta@example.lv").is_empty());
    }

    async fn invitations_are_limited_by_address_and_by_whoever_sends_them(portal: Portal, ["--mails-per-hour", "2"]) {
        let mut anna = portal.anna().await;
        let mut statuses = Vec::new();
        for email in ["a@example.lv", "b@example.lv", "c@example.lv"] {
            statuses.push(anna.post(path::ME_INVITATION, &json!({ "colleague_email": email, "lang": "lv" })).await.status.as_u16());
        }
        assert_eq!(statuses, [202, 202, 429]);
    }

    async fn it_is_for_the_account_of_its_address_alone(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        let mut cecilia = portal.registered(&of("cecilia@example.lv", "SIA Cecīlija")).await;
        let code = invite(portal, &mut anna, "berta@example.lv").await;
        for path in [path::INVITATION, path::INVITATION_ACCEPTANCE] {
            cecilia.post(path, &code).await.refused(Code::WrongAccount);
            portal.visitor().post(path, &code).await.refused(Code::SignInRequired);
        }
        assert_eq!(organisations(portal).await, ["SIA Berta", "SIA Cecīlija", "SIA Paraugs"]);
        accept(&mut berta, &code).await.is(204);
        let shown = berta.post(path::INVITATION, &code).await;
        shown.refused(Code::Gone);
        accept(&mut berta, &code).await.refused(Code::Gone);
        for path in [path::INVITATION, path::INVITATION_ACCEPTANCE] {
            assert_eq!(berta.post(path, &json!({ "token": "x" })).await.flaws(), ["token malformed"]);
            berta.post(path, &json!({ "token": "x".repeat(43) })).await.refused(Code::Gone);
        }
    }

    async fn a_code_is_good_for_three_days_and_the_newest_one_counts(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        let first = invite(portal, &mut anna, "berta@example.lv").await;
        let second = invite(portal, &mut anna, "BERTA@example.lv").await;
        accept(&mut berta, &first).await.refused(Code::Gone);
        portal.clock.advance(72 * HOUR - 1);
        berta.sign_in("berta@example.lv", crate::portal::PASSWORD).await.is(200);
        berta.post(path::INVITATION, &second).await.is(200);
        portal.clock.advance(1);
        accept(&mut berta, &second).await.refused(Code::Gone);
        assert_eq!(organisation(&mut berta).await, "SIA Berta");
        job::sweep(&portal.state).await.unwrap();
        assert!(portal.rows("select email from invitation").await.is_empty());
    }

    async fn what_was_invited_to_must_be_there_still(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        let mut cecilia = portal.registered(&of("cecilia@example.lv", "SIA Cecīlija")).await;
        let of_berta = invite(portal, &mut berta, "cecilia@example.lv").await;
        let of_anna = invite(portal, &mut anna, "berta@example.lv").await;
        // Whoever invited has gone to another organisation, and theirs with them.
        accept(&mut berta, &of_anna).await.is(204);
        cecilia.post(path::INVITATION, &of_berta).await.refused(Code::Gone);
        accept(&mut cecilia, &of_berta).await.refused(Code::Gone);
        // Whoever invited is erased, and the organisation stays with somebody else.
        let of_anna = invite(portal, &mut anna, "cecilia@example.lv").await;
        anna.post(path::ME_ERASURE, &NOW).await.is(202);
        portal.run_jobs().await;
        accept(&mut cecilia, &of_anna).await.refused(Code::Gone);
        assert_eq!(organisations(portal).await, ["SIA Cecīlija", "SIA Paraugs"]);
        assert_eq!(organisation(&mut cecilia).await, "SIA Cecīlija", "nothing half done");
    }

    async fn a_member_who_is_invited_again_stays_a_member(portal: Portal) {
        let mut anna = portal.anna().await;
        let code = invite(portal, &mut anna, "anna@example.lv").await;
        let shown: Invitation = anna.post(path::INVITATION, &code).await.ok(200);
        assert_eq!((shown.leaves, shown.deletes), (None, false));
        accept(&mut anna, &code).await.is(204);
        assert_eq!(organisation(&mut anna).await, "SIA Paraugs");
        accept(&mut anna, &code).await.refused(Code::Gone);
    }

    async fn of_two_acceptances_at_once_one_succeeds(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = berta(portal).await;
        let code = invite(portal, &mut anna, "berta@example.lv").await;
        let mut again = berta.clone();
        let (one, other) = tokio::join!(accept(&mut berta, &code), accept(&mut again, &code));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 410]);
        portal.run_jobs().await;
        let mails = portal.postman.to("anna@example.lv");
        assert_eq!(mails.iter().filter(|mail| mail.subject.contains("pieņemts")).count(), 1);
        assert_eq!(organisations(portal).await, ["SIA Paraugs"]);
    }

    async fn whoever_comes_while_the_last_one_leaves_is_never_left_without_an_organisation(portal: Portal) {
        for round in 0..6 {
            let [a, b, c] = ["a", "b", "c"].map(|name| format!("{name}{round}@example.lv"));
            let mut anna = portal.registered(&of(&a, "SIA A")).await;
            let mut berta = portal.registered(&of(&b, "SIA B")).await;
            let mut cecilia = portal.registered(&of(&c, "SIA C")).await;
            // Anna, the last one at A, leaves it for C, while Berta comes to A.
            let to_a = invite(portal, &mut anna, &b).await;
            let to_c = invite(portal, &mut cecilia, &a).await;
            let (leaves, comes) = tokio::join!(accept(&mut anna, &to_c), accept(&mut berta, &to_a));
            leaves.is(204);
            assert!(matches!(comes.status.as_u16(), 204 | 410), "{}", comes.text());
            let expected = if comes.status == 204 { "SIA A" } else { "SIA B" };
            assert_eq!(organisation(&mut berta).await, expected, "round {round}");
            assert_eq!(organisation(&mut anna).await, "SIA C");
        }
        let empty = "select name from organisation o where not exists (select 1 from member m where m.organisation_id = o.id)";
        assert!(portal.rows(empty).await.is_empty(), "and no record is left without anybody");
    }

    async fn erased_at_the_same_time_the_two_take_the_record_along(portal: Portal) {
        let other = portal.another_process().await;
        for round in 0..4 {
            let [a, b] = ["a", "b"].map(|name| format!("{name}{round}@example.lv"));
            let mut anna = portal.registered(&of(&a, "SIA A")).await;
            let mut berta = portal.registered(&of(&b, "SIA B")).await;
            let code = invite(portal, &mut anna, &b).await;
            accept(&mut berta, &code).await.is(204);
            portal.run_jobs().await;
            anna.post(path::ME_ERASURE, &NOW).await.is(202);
            berta.post(path::ME_ERASURE, &NOW).await.is(202);
            // One may find the database held by the other, and comes again when its lease is over.
            let _ = tokio::join!(job::run_due(&portal.state), job::run_due(&other.state));
            portal.clock.advance(120);
            other.clock.advance(120);
            portal.run_jobs().await;
            assert_eq!(organisations(portal).await, [""; 0], "round {round}");
            assert!(portal.rows("select id from account").await.is_empty());
        }
    }
}
