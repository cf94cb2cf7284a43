//! The sheet of article 15 names those to whom data has been or will be disclosed.

use contract::path;
use contract::privacy::{Category, DataMap, Export, Recipient};
use serde_json::{Value as Json, json};

use super::{connected, subscriber, withdraw};
use crate::portal::{Client, Portal, on_both};
use crate::privacy::export::files;

/// The sheet of a new copy.
pub(super) async fn sheet(portal: &Portal, client: &mut Client) -> Json {
    let export: Export = client.post(path::ME_EXPORTS, &()).await.ok(202);
    portal.run_jobs().await;
    let zip = client.get(&path::with(path::ME_EXPORT_ARCHIVE, &export.id)).await;
    serde_json::from_str(&files(&zip.is(200).body)["article-15.json"]).unwrap()
}

/// Who it says gets a category.
pub(super) fn recipients(sheet: &Json, category: &str) -> Vec<Json> {
    let found = sheet["categories"].as_array().unwrap().iter().find(|one| one["category"] == category).unwrap();
    found["recipients"].as_array().unwrap().iter().map(|recipient| recipient["code"].clone()).collect()
}

on_both! {
    async fn who_has_the_address_is_named_also_when_it_is_to_send_no_more(portal: Portal) {
        let _recipient = connected(portal).await;
        let mut anna = subscriber(portal).await;
        portal.run_jobs().await;
        withdraw(&mut anna).await;
        portal.run_jobs().await;
        let sheet = sheet(portal, &mut anna).await;
        assert_eq!(recipients(&sheet, "email"), [json!("consortium"), json!("mail_provider"), json!("mailchimp")]);
        assert!(!sheet["no_recipients"].to_string().contains("Mailchimp"), "{sheet:#}");
        assert!(sheet["no_recipients"].to_string().contains("Campayn"));
        let map: DataMap = anna.get(path::ME_DATA_MAP).await.ok(200);
        let email = map.categories.iter().find(|report| report.category == Category::Email).unwrap();
        assert_eq!(email.recipients, [Recipient::Consortium, Recipient::MailProvider, Recipient::Mailchimp]);
    }

    async fn who_was_never_told_gets_nothing_and_letters_about_requests_are_mailed(portal: Portal) {
        let _recipient = connected(portal).await;
        let mut anna = portal.anna().await;
        let sheet = sheet(portal, &mut anna).await;
        assert_eq!(recipients(&sheet, "email"), [json!("consortium"), json!("mail_provider")]);
        assert_eq!(recipients(&sheet, "requests"), [json!("consortium"), json!("mail_provider")]);
        assert_eq!(sheet["no_recipients"].as_array().unwrap().len(), 3);
    }
}
