use contract::account::{Account, PersonDraft};
use contract::lang::Lang;
use contract::page::Page;
use contract::path;
use contract::privacy::{Activity, ActivityKind};
use contract::problem::Code;
use contract::rights::Requests;
use serde_json::json;

use crate::portal::{company, on_both};

on_both! {
    async fn everything_typed_is_shown(portal: Portal) {
        let mut anna = portal.anna().await;
        let account: serde_json::Value = anna.get(path::ME).await.ok(200);
        insta::assert_json_snapshot!(account, @r#"
        {
          "created_at": 1795348800000000,
          "email": "anna@example.lv",
          "kind": "company",
          "lang": "lv",
          "organisation": {
            "city": "Cēsis",
            "country": "LV",
            "name": "SIA Paraugs",
            "oid": "",
            "postcode": "LV-4101",
            "region": "Vidzeme",
            "registration_number": "40003012345",
            "street": "Rīgas iela 1"
          },
          "pending_email": null,
          "person": {
            "name": "Anna",
            "phone": "+371 20 000 000",
            "surname": "Paraudziņa"
          }
        }
        "#);
        portal.visitor().get(path::ME).await.refused(Code::SignInRequired);
    }

    async fn name_and_phone_are_corrected(portal: Portal) {
        let mut anna = portal.anna().await;
        let person = PersonDraft { name: " Anna Marija ".into(), surname: "<b>Bērziņa</b>".into(), phone: String::new() };
        let account: Account = anna.put(path::ME_PERSON, &person).await.ok(200);
        assert_eq!((account.person.name.as_str(), account.person.surname.as_str(), account.person.phone.as_str()), ("Anna Marija", "<b>Bērziņa</b>", ""));
        assert_eq!(anna.get(path::ME).await.ok::<Account>(200), account);
        let flawed = json!({ "name": "\0", "surname": "x".repeat(10_000), "phone": "🦊" });
        assert_eq!(anna.put(path::ME_PERSON, &flawed).await.flaws(), ["name unprintable", "surname too_long", "phone malformed"]);
        assert_eq!(anna.get(path::ME).await.ok::<Account>(200), account, "nothing is half stored");
        portal.visitor().put(path::ME_PERSON, &person).await.refused(Code::SignInRequired);
    }

    async fn the_organisation_is_corrected_and_nobody_elses(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        let mut organisation = company("x@example.lv").organisation;
        organisation.name = "SIA Cits Paraugs".into();
        organisation.oid = "e 1012 3456".into();
        let account: Account = anna.put(path::ME_ORGANISATION, &organisation).await.ok(200);
        assert_eq!((account.organisation.name.as_str(), account.organisation.oid.as_str()), ("SIA Cits Paraugs", "E10123456"));
        assert_eq!(berta.get(path::ME).await.ok::<Account>(200).organisation.name, "SIA Paraugs");
        organisation.country = "Latvia".into();
        organisation.street = "\u{202e}".into();
        assert_eq!(anna.put(path::ME_ORGANISATION, &organisation).await.flaws(), ["country too_long", "street unprintable"]);
        portal.visitor().put(path::ME_ORGANISATION, &organisation).await.refused(Code::SignInRequired);
    }

    async fn the_language_of_the_mails_is_chosen(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.clock.advance(1);
        let account: Account = anna.put(path::ME_LANGUAGE, &json!({ "lang": "en" })).await.ok(200);
        assert_eq!(account.lang, Lang::En);
        portal.visitor().post(path::RECOVERY, &json!({ "email": "anna@example.lv", "lang": "lv" })).await.is(202);
        portal.run_jobs().await;
        assert!(portal.postman.last_to("anna@example.lv").text.contains("You received this because"));
        let log: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        assert_eq!(log.items[0].kind, ActivityKind::LanguageChanged);
        // The same again changes nothing; and a choice corrects no data.
        anna.put(path::ME_LANGUAGE, &json!({ "lang": "en" })).await.is(200);
        let again: Page<Activity> = anna.get(path::ME_ACTIVITY).await.ok(200);
        assert_eq!(again.items.len(), log.items.len());
        assert_eq!(anna.get(path::ME_REQUESTS).await.ok::<Requests>(200).requests, []);
        assert_eq!(anna.put(path::ME_LANGUAGE, &json!({ "lang": "" })).await.flaws(), ["lang required"]);
        assert_eq!(anna.put(path::ME_LANGUAGE, &json!({ "lang": "de" })).await.flaws(), ["lang malformed"]);
        portal.visitor().put(path::ME_LANGUAGE, &json!({ "lang": "en" })).await.refused(Code::SignInRequired);
    }

    async fn nobody_makes_oneself_another_kind(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut person = json!({ "name": "Anna", "surname": "Paraudziņa", "phone": "" });
        person["email"] = json!("other@example.lv");
        anna.put(path::ME_PERSON, &person).await.refused(Code::Malformed);
    }
}
