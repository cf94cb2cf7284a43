use super::*;
use crate::{
    check::{Check, Field, Flaw},
    lang::Lang,
};

fn registration() -> RegistrationDraft {
    RegistrationDraft {
        kind: OrganisationKind::Company,
        lang: Lang::Lv,
        person: PersonDraft { name: " Anna ".into(), surname: "Paraudziņa".into(), phone: String::new() },
        email: "anna@example.lv".into(),
        organisation: OrganisationDraft {
            name: "SIA Paraugs".into(),
            country: "lv".into(),
            region: String::new(),
            city: "Cēsis".into(),
            street: "Rīgas iela 1".into(),
            postcode: "LV-4101".into(),
            registration_number: "4000 3012 345".into(),
            oid: String::new(),
        },
        password: "violet-harbour-lamp".into(),
        declarations: DeclarationsDraft {
            adult: true,
            policy_read: true,
            policy_version: "1".into(),
            newsletter: false,
        },
    }
}

fn flaws(draft: &RegistrationDraft) -> Vec<(Field, Flaw)> {
    draft.check().err().unwrap_or_default().into_iter().map(|v| (v.field, v.flaw)).collect()
}

#[test]
fn what_is_sent_reads_back_as_the_same_draft() {
    let valid = registration().check().ok();
    let json = serde_json::to_string(&valid).unwrap_or_default();
    let back: Option<RegistrationDraft> = serde_json::from_str(&json).ok();
    assert_eq!(back.as_ref().map(|draft| draft.person.name.as_str()), Some("Anna"), "trimmed");
    assert_eq!(back.as_ref().map(|draft| draft.organisation.country.as_str()), Some("LV"));
    assert_eq!(back.and_then(|draft| draft.check().ok()), valid);
}

#[test]
fn every_flaw_is_reported_in_the_order_of_the_form() {
    let mut draft = registration();
    draft.person.name.clear();
    draft.email = "nobody".into();
    draft.organisation.registration_number = "123456".into();
    draft.password = "vet2b-vet2b-vet2b".into();
    draft.declarations.adult = false;
    assert_eq!(
        flaws(&draft),
        [
            (Field::Name, Flaw::Required),
            (Field::Email, Flaw::Malformed),
            (Field::RegistrationNumber, Flaw::Malformed),
            (Field::Password, Flaw::Guessable),
            (Field::Adult, Flaw::Required),
        ]
    );
}

#[test]
fn a_foreign_registration_number_need_not_look_latvian() {
    let mut draft = registration();
    draft.organisation.country = "PT".into();
    draft.organisation.registration_number = "PT 123 456".into();
    assert_eq!(flaws(&draft), []);
}

#[test]
fn unknown_fields_are_refused() {
    assert!(serde_json::from_str::<TokenDraft>(r#"{"token":"x","admin":true}"#).is_err());
}

#[test]
fn the_language_of_mails_is_one_of_the_portals() {
    for lang in Lang::ALL {
        let valid = LanguageDraft { lang: lang.tag().into() }.check();
        assert_eq!(valid, Ok(Language { lang }));
        assert_eq!(serde_json::to_string(&valid.ok()).ok(), Some(format!("{{\"lang\":\"{}\"}}", lang.tag())));
    }
    for (lang, flaw) in [("", Flaw::Required), ("de", Flaw::Malformed), ("LV", Flaw::Malformed)] {
        let violations = LanguageDraft { lang: lang.into() }.check().err().unwrap_or_default();
        assert_eq!(
            violations.into_iter().map(|v| (v.field, v.flaw)).collect::<Vec<_>>(),
            [(Field::Lang, flaw)],
            "{lang}"
        );
    }
}
