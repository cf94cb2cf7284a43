use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use contract::lang::Lang;
use contract::privacy::{Category, Recipient};
use contract::time::Timestamp;
use zip::ZipArchive;

use super::*;
use crate::basis::basis;
use crate::job::export::copy::WITHHELD;

const HOSTILE: &str = "<script>alert(\"x\")</script> & 'Jānis' \u{1F98A} עברית";

/// What is held in a test.
type Held = Vec<(Category, Vec<Entry>)>;

fn hostile() -> Held {
    let values = vec![("name", Value::Text(HOSTILE.into())), ("surname", Value::Text(String::new()))];
    vec![(Category::Name, vec![Entry { table: "account", values }])]
}

/// An archive of these entries, which come so many at a time.
fn made(lang: Lang, google: bool, held: &Held, at_a_time: usize) -> Archive {
    let entries = |category: Category| -> Vec<Entry> {
        held.iter().filter(|(known, _)| *known == category).flat_map(|(_, entries)| entries.clone()).collect()
    };
    let section = |category: &Category| {
        let mut basis = basis(*category, true);
        basis.recipients.extend((google && *category == Category::Usage).then_some(Recipient::GoogleAnalytics));
        Section { category: *category, basis, count: entries(*category).len() }
    };
    let sections = Category::ALL.iter().map(section).collect();
    let made_at = Timestamp(1_795_348_800_000_000);
    let mut maker = Maker::new(Copy { lang, made_at, policy_version: "1".into(), sections }).unwrap();
    for (at, category) in Category::ALL.iter().enumerate() {
        maker.open(at).unwrap();
        for page in entries(*category).chunks(at_a_time) {
            maker.add(page).unwrap();
        }
        maker.close(at).unwrap();
    }
    maker.finish().unwrap()
}

fn archive(lang: Lang) -> Archive {
    made(lang, true, &hostile(), 1000)
}

fn files(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(archive.chunks.concat())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

#[test]
fn every_category_has_its_file_and_the_manifest_names_all() {
    let archive = archive(Lang::Lv);
    let files = files(&archive);
    let manifest: Json = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["created_at"], "2026-11-22T12:00:00Z");
    assert_eq!(manifest["categories"].as_array().unwrap().len(), Category::ALL.len());
    for category in manifest["categories"].as_array().unwrap() {
        let data: Json = serde_json::from_slice(&files[category["file"].as_str().unwrap()]).unwrap();
        let count = u64::try_from(data["entries"].as_array().unwrap().len()).unwrap();
        assert_eq!((category["count"].as_u64(), category["empty"].as_bool()), (Some(count), Some(count == 0)));
        let schema: Json = serde_json::from_slice(&files[category["schema"].as_str().unwrap()]).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["properties"]["category"]["const"], category["category"]);
    }
    let named = manifest["files"].as_array().unwrap();
    assert_eq!(named.len() + 1, files.len(), "every file but the manifest itself");
    for file in named {
        let bytes = &files[file["path"].as_str().unwrap()];
        assert_eq!(file["sha256"], hex(&Sha256::digest(bytes)));
    }
    assert_eq!((archive.bytes, archive.sha256.len()), (i64::try_from(archive.chunks.concat().len()).unwrap(), 64));
}

#[test]
fn data_is_exactly_what_was_typed_and_the_page_shows_it_escaped() {
    for lang in Lang::ALL {
        let files = files(&archive(lang));
        let data: Json = serde_json::from_slice(&files["data/name.json"]).unwrap();
        assert_eq!(data["entries"][0]["values"]["name"], HOSTILE);
        let page = std::str::from_utf8(&files["index.html"]).unwrap();
        assert!(page.contains("&#60;script&#62;alert(") && !page.contains("<script"), "{page}");
        assert!(page.contains("Jānis") && page.contains("עברית"));
    }
}

#[test]
fn what_is_withheld_is_named_with_its_ground_and_its_columns() {
    let files = files(&archive(Lang::Lv));
    let manifest: Json = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let withheld = manifest["withheld"].as_array().unwrap();
    assert_eq!(withheld.len(), WITHHELD.len());
    for thing in withheld {
        assert!(thing["ground"].as_str().unwrap().starts_with("GDPR art. "), "{thing}");
        assert!(!thing["columns"].as_array().unwrap().is_empty(), "{thing}");
        assert_ne!(thing["words"]["lv"], thing["words"]["en"]);
    }
    assert!(withheld[0]["columns"].as_array().unwrap().contains(&json!("account.password_hash")));
    let what: Vec<_> = withheld.iter().map(|thing| thing["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["secrets", "unlinked_devices", "staff", "redacted", "sealed"]);
    let of = |table: &str, at: usize| withheld[at]["columns"].to_string().contains(&format!("\"{table}."));
    assert!(of("sealed_disclosure", 4) && (0..4).all(|at| !of("sealed_disclosure", at)), "its ground is another");
    assert_eq!(withheld[4]["ground"], "GDPR art. 23");
    for (draft, words) in [("registration.draft", "unfinished drafts"), ("request_claim.draft", "unfinished drafts")] {
        assert!(withheld[0]["columns"].as_array().unwrap().contains(&json!(draft)));
        assert!(withheld[0]["words"]["en"].as_str().unwrap().contains(words));
    }
}

#[test]
fn the_sheet_of_article_15_names_those_who_really_receive_data() {
    let sheet = |google| -> Json {
        serde_json::from_slice(&files(&made(Lang::En, google, &hostile(), 1000))["article-15.json"]).unwrap()
    };
    let codes = |sheet: &Json| -> Vec<Json> {
        sheet["recipients"].as_array().unwrap().iter().map(|recipient| recipient["recipient"].clone()).collect()
    };
    let before = sheet(false);
    assert_eq!(codes(&before), [json!("consortium"), json!("mail_provider")]);
    assert_eq!(before["recipients"][0]["countries"], json!(["PT", "FR"]));
    assert_eq!(before["rights"].as_array().unwrap().len(), 8);
    assert_eq!(before["supervisory_authority"]["name"], "Datu valsts inspekcija");
    assert_eq!(before["automated_decisions"]["taken"], false);
    assert_eq!(before["categories"].as_array().unwrap().len(), Category::ALL.len());
    assert_eq!(before["no_recipients"].as_array().unwrap().len(), 3);
    let told = sheet(true);
    assert_eq!(
        (codes(&told).pop(), &told["recipients"][2]["countries"]),
        (Some(json!("google_analytics")), &json!(["US"]))
    );
    assert!(!told["no_recipients"].to_string().contains("Google"));
}

/// Messages of this text.
fn messages(text: &str, count: usize) -> Held {
    let values = vec![("message", Value::Text(text.into())), ("created_at", Value::Instant(None))];
    vec![(Category::Messages, vec![Entry { table: "contact_message", values }; count])]
}

#[test]
fn many_short_entries_are_a_table_and_long_ones_are_cards() {
    let page = |text: &str| {
        let archive = made(Lang::En, false, &messages(text, 2), 1000);
        String::from_utf8(files(&archive).remove("index.html").unwrap()).unwrap()
    };
    let label = "aria-label=\"Messages\"";
    let short = page("short");
    assert!(short.contains(label) && short.contains("data-column=\"Message\">short</td>"), "{short}");
    assert!(short.contains("class=\"missing\">not given</td>"));
    assert!(!page(&"long ".repeat(40)).contains(label));
}

#[test]
fn how_many_entries_come_at_a_time_changes_no_data_and_leaves_the_page_whole() {
    let held = [messages("a", 5), hostile()].concat();
    let all = files(&made(Lang::En, false, &held, 1000));
    for at_a_time in [1, 2, 3] {
        let paged = files(&made(Lang::En, false, &held, at_a_time));
        for (path, bytes) in all.iter().filter(|(path, _)| path.starts_with("data/")) {
            assert_eq!(&paged[path], bytes, "{path}");
        }
        let page = std::str::from_utf8(&paged["index.html"]).unwrap();
        for tag in ["table", "section", "tbody", "dl", "main"] {
            let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}, {at_a_time} at a time");
        }
        assert_eq!(page.matches("<h3>Messages</h3>").count(), 1);
    }
}

#[test]
fn the_page_stands_alone_in_the_persons_language() {
    let page = |lang| String::from_utf8(files(&archive(lang)).remove("index.html").unwrap()).unwrap();
    let (lv, en) = (page(Lang::Lv), page(Lang::En));
    assert!(lv.contains("<html lang=\"lv\">") && lv.contains("Datu valsts inspekcija") && lv.contains("22. novembris"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("Nothing is held about you in this section."));
    for page in [lv, en] {
        for outside in ["http://", "https://", "src=", "url(", "@import", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }
        for category in Category::ALL {
            let id = crate::store::activity::code(*category);
            assert!(
                page.contains(&format!("<section id=\"{id}\"")) && page.contains(&format!("href=\"#{id}\"")),
                "{id}"
            );
        }
    }
}

#[test]
fn the_same_copy_gives_the_same_bytes() {
    assert_eq!(archive(Lang::En).sha256, archive(Lang::En).sha256);
}
