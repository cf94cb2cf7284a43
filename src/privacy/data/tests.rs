use contract::{
    account::{OrganisationReply, PersonReply},
    lang::Lang,
    time::Timestamp,
};

use super::*;
use crate::privacy::act;

fn account() -> Account {
    Account {
        person: PersonReply { name: "<b>Zane".into(), surname: "Ozola".into(), phone: String::new() },
        email: "zane@example.lv".into(),
        pending_email: Some("jauna@example.lv".into()),
        lang: Lang::Lv,
        kind: OrganisationKind::School,
        organisation: OrganisationReply {
            name: "Paraugskola".into(),
            country: "LV".into(),
            region: String::new(),
            city: "Cēsis".into(),
            street: "Parauga iela 1".into(),
            postcode: "LV-4101".into(),
            registration_number: String::new(),
            oid: String::new(),
        },
        created_at: Timestamp(0),
    }
}

fn html(editing: Option<Part>) -> String {
    Owner::new().with(|| {
        act::provide_acts();
        let editor = Editor { account: Load::ready(account()), editing: RwSignal::new(editing) };
        parts(editor, account()).to_html()
    })
}

#[test]
fn everything_typed_is_shown_and_can_be_corrected() {
    let html = html(None);
    for value in ["&lt;b&gt;Zane", "Ozola", "zane@example.lv", "jauna@example.lv", "Paraugskola", "Cēsis", "LV-4101"] {
        assert!(html.contains(value), "{value}");
    }
    assert!(!html.contains("<b>"));
    assert_eq!(html.matches("id=\"edit-").count(), 6);
}

#[test]
fn a_colleague_is_invited_by_an_address_that_is_not_the_persons_own() {
    let html = html(Some(Part::Colleague));
    assert!(html.contains("id=\"field-colleague-email\"") && html.contains("type=\"email\""));
    assert!(html.contains("autocomplete=\"off\"") && !html.contains("autocomplete=\"email\""));
}

#[test]
fn one_part_is_edited_at_a_time() {
    let html = html(Some(Part::Person));
    assert_eq!(html.matches("<form").count(), 1);
    assert!(!html.contains("id=\"edit-"));
    assert!(html.contains("id=\"field-phone\""));
}

#[test]
fn the_language_of_the_mails_is_chosen_among_those_of_the_portal() {
    assert!(html(None).contains("Latviešu"));
    let html = html(Some(Part::Language));
    for lang in Lang::ALL {
        assert!(html.contains(&format!("value=\"{}\"", lang.tag())) && html.contains(lang.endonym()), "{html}");
    }
}
