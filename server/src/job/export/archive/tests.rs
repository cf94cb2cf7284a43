use std::collections::BTreeMap;
use std::io::Read;

use contract::lang::Lang;
use contract::privacy::Category;
use contract::time::Timestamp;
use zip::ZipArchive;

use super::*;
use crate::basis::basis;

const HOSTILE: &str = "<script>alert(\"x\")</script> & 'Jānis' \u{1F98A} עברית";

fn copy(lang: Lang) -> Copy {
    let section = |category: &Category| Section {
        category: *category,
        basis: basis(*category, true),
        entries: if *category == Category::Name {
            vec![Entry {
                table: "account",
                values: vec![("name", Value::Text(HOSTILE.into())), ("surname", Value::Text(String::new()))],
            }]
        } else {
            Vec::new()
        },
    };
    Copy {
        lang,
        made_at: Timestamp(1_795_348_800_000_000),
        policy_version: "1".into(),
        sections: Category::ALL.iter().map(section).collect(),
    }
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
    let archive = archive(&copy(Lang::Lv)).unwrap();
    let files = files(&archive);
    let manifest: Json = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["created_at"], "2026-11-22T12:00:00Z");
    assert_eq!(manifest["categories"].as_array().unwrap().len(), Category::ALL.len());
    for category in manifest["categories"].as_array().unwrap() {
        let data: Json = serde_json::from_slice(&files[category["file"].as_str().unwrap()]).unwrap();
        let count = u64::try_from(data["entries"].as_array().unwrap().len()).unwrap();
        assert_eq!((category["count"].as_u64(), category["empty"].as_bool()), (Some(count), Some(count == 0)));
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
        let files = files(&archive(&copy(lang)).unwrap());
        let data: Json = serde_json::from_slice(&files["data/name.json"]).unwrap();
        assert_eq!(data["entries"][0]["values"]["name"], HOSTILE);
        let page = std::str::from_utf8(&files["index.html"]).unwrap();
        assert!(page.contains("&#60;script&#62;alert(") && !page.contains("<script"), "{page}");
        assert!(page.contains("Jānis") && page.contains("עברית"));
    }
}

#[test]
fn the_page_stands_alone_in_the_persons_language() {
    let page = |lang| String::from_utf8(files(&archive(&copy(lang)).unwrap()).remove("index.html").unwrap()).unwrap();
    let (lv, en) = (page(Lang::Lv), page(Lang::En));
    assert!(lv.contains("<html lang=\"lv\">") && lv.contains("Datu valsts inspekcija") && lv.contains("22. novembris"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("Nothing is held about you in this category."));
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
    assert_eq!(archive(&copy(Lang::En)).unwrap().sha256, archive(&copy(Lang::En)).unwrap().sha256);
}
