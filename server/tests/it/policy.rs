use axum::body::Body;
use axum::http::{Method, header};
use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, Policy, Standing, VersionEntry};
use contract::problem::Code;
use sha2::{Digest as _, Sha256};
use vet2b_server::hex::hex;
use vet2b_server::job::{refresh_policies, sweep};

use crate::portal::{Portal, company, on_both};

/// Does all pages of the announcement again, as after a crash: a job that is done holds nothing any more.
async fn announce_again(portal: &Portal) {
    let undone = "update outbox set done_at = null, lease_until = 0, payload = '{\"announce\":{\"version\":\"2\",\"after\":\"\"}}' \
                  where kind = 'announce'";
    portal.sql(undone).await.unwrap();
    portal.run_jobs().await;
}

on_both! {
    async fn a_text_in_force_in_every_language(portal: Portal) {
        let mut visitor = portal.visitor();
        for (document, clauses) in [(Document::Privacy, 23), (Document::Terms, 10)] {
            for lang in Lang::ALL {
                let address = format!("{}?lang={}", path::with(path::POLICY, document.slug()), lang.tag());
                let policy: Policy = visitor.get(&address).await.ok(200);
                assert_eq!((policy.lang, policy.version.as_str(), policy.clauses.len()), (lang, "1", clauses));
                assert_eq!(policy.effective, "2018-10-05");
            }
        }
        let latvian: Policy = visitor.get(&path::with(path::POLICY, "privacy")).await.ok(200);
        assert_eq!(latvian.lang, Lang::Lv);
    }

    async fn a_text_that_is_known_is_not_sent_again(portal: Portal) {
        let mut visitor = portal.visitor();
        let address = path::with(path::POLICY, "privacy");
        let tag = visitor.get(&address).await.is(200).header("etag").to_owned();
        let again = visitor.request(Method::GET, &address).header(header::IF_NONE_MATCH, tag);
        let again = visitor.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    }

    async fn a_text_is_compressed_and_answers_beside_secrets_are_not(portal: Portal) {
        let mut visitor = portal.visitor();
        for (address, coding) in [(path::with(path::POLICY, "privacy").as_str(), "br"), (path::SESSION, "")] {
            let request = visitor.request(Method::GET, address).header(header::ACCEPT_ENCODING, "gzip, br");
            let answer = visitor.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.header("content-encoding"), coding, "{address}");
        }
    }

    async fn unknown_documents_and_languages(portal: Portal) {
        let mut visitor = portal.visitor();
        visitor.get(&path::with(path::POLICY, "cookies")).await.refused(Code::NotFound);
        visitor.get(&format!("{}?lang=de", path::with(path::POLICY, "terms"))).await.refused(Code::Malformed);
    }

    async fn a_text_that_was_published_cannot_change_under_its_name(portal: Portal) {
        assert_eq!(portal.seed_policies().await, None);
        assert_eq!(portal.seed_policies().await, None, "a restart changes nothing");
        let mut sources = Vec::new();
        let policies = portal.state.policies();
        for edition in policies.editions() {
            sources.push(vet2b_server::policy::Source {
                document: edition.document,
                version: None,
                lang: edition.policy.lang,
                file: String::new(),
                text: edition.source.replace("contact@vet2b.eu", "info@vet2b.eu"),
            });
        }
        let changed = vet2b_server::policy::Policies::parse(sources).unwrap();
        let told = portal.publish(&changed).await;
        assert!(told.is_some_and(|text| text.starts_with("privacy 1")), "the changed text is named");
    }

    async fn a_version_is_announced_read_compared_and_then_in_force(portal: Portal) {
        portal.seed_policies().await;
        let (said, done) = portal.command("policy publish 2 --effective 2026-12-21").await;
        assert!(!done && said.contains("may take effect on 2026-12-22 at the earliest"), "{said}");
        let mut visitor = portal.visitor();
        visitor.get("/lv/privacy/2").await.is(404);
        let (said, done) = portal.command("policy publish 2 --effective 2026-12-22").await;
        assert!(done && said.starts_with("version 2 is published and takes effect on 2026-12-22\nlv SHA-256 "), "{said}");
        refresh_policies(&portal.state).await.unwrap();
        let versions = path::with(path::POLICY_VERSIONS, "privacy");
        let standings = |versions: Vec<VersionEntry>| versions.iter().map(|v| (v.version.clone(), v.standing)).collect::<Vec<_>>();
        let listed: Vec<VersionEntry> = visitor.get(&versions).await.ok(200);
        assert_eq!((listed[1].effective.as_str(), listed[1].published.as_str()), ("2026-12-22", "2026-11-22"));
        assert!(listed[1].changes.len() >= 7 && listed[0].changes.is_empty());
        assert_eq!(standings(listed), [("1".into(), Standing::InForce), ("2".into(), Standing::Announced)]);
        for path in ["/lv/privacy/2", "/en/privacy/1", "/lv/privacy/2/since/1", "/lv/privacy/versions"] {
            visitor.get(path).await.is(200);
        }
        for path in ["/lv/privacy/3", "/lv/privacy/3/since/1", "/lv/privacy/2/since/3"] {
            visitor.get(path).await.is(404);
        }
        let html = |path: &str| format!("{}?path={path}", path::DOCUMENTS);
        let shown: String = visitor.get(&html("/lv/privacy/2/since/1")).await.ok(200);
        assert_eq!(shown, "lv PolicyChanges { version: 2, since: 1 } 2");
        for path in ["/lv/privacy/3", "/lv/contact", "/lv/nothing", "https://example.org/lv/privacy"] {
            visitor.get(&html(path)).await.refused(Code::NotFound);
        }
        let second = path::with(path::POLICY_VERSION, "privacy").replace("{version}", "2");
        let text: Policy = visitor.get(&format!("{second}?lang=en")).await.ok(200);
        assert_eq!((text.version.as_str(), text.lang, text.clauses.len()), ("2", Lang::En, 23));
        visitor.get(&second.replace("/2", "/3")).await.refused(Code::NotFound);
        let now: Policy = visitor.get(&path::with(path::POLICY, "privacy")).await.ok(200);
        assert_eq!(now.version, "1");
        portal.clock.advance(30 * 86_400);
        let now: Policy = visitor.get(&path::with(path::POLICY, "privacy")).await.ok(200);
        assert_eq!(now.version, "2");
        let listed: Vec<VersionEntry> = visitor.get(&versions).await.ok(200);
        assert_eq!(standings(listed), [("1".into(), Standing::Past), ("2".into(), Standing::InForce)]);
        let (said, _) = portal.command("policy list").await;
        assert!(said.contains("privacy 2 lv published 2026-11-22 effective 2026-12-22 InForce "), "{said}");
    }

    async fn what_is_published_stays(portal: Portal) {
        portal.seed_policies().await;
        for attack in ["update policy_version set source = 'x'", "delete from policy_version"] {
            assert!(portal.sql(attack).await.is_err(), "{attack}");
        }
        assert!(portal.command("policy publish 2 --effective 2027-02-01").await.1);
        let (said, done) = portal.command("policy publish 2 --effective 2027-03-01").await;
        assert!(!done && said.contains("is published already"), "{said}");
        let (said, done) = portal.command("policy publish 7 --effective 2027-03-01").await;
        assert!(!done && said.contains("no draft of version 7"), "{said}");
    }

    async fn hostile_texts_are_refused_by_file_and_line_and_disturb_nothing(portal: Portal) {
        portal.seed_policies().await;
        let folder = portal.folder().join("drafts");
        let write = |lang: &str, text: &str| {
            std::fs::create_dir_all(folder.join("2")).unwrap();
            std::fs::write(folder.join("2").join(format!("{lang}.md")), text).unwrap();
        };
        let built = |lang: &str| std::fs::read_to_string(format!("{}/../policy/2/{lang}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let commands = [format!("policy check {}", folder.display()), format!("policy publish 2 --effective 2027-03-01 --folder {}", folder.display())];
        write("lv", &built("lv"));
        write("en", &built("en"));
        let (said, whole) = portal.command(&commands[0]).await;
        assert!(whole && said.contains("2/lv.md: a draft") && said.contains("6 texts are whole"), "{said}");
        let table = "| a | b |\n|---|---|\n".to_owned() + &"| x | y |\n".repeat(20_000);
        for (from, to, expected) in [
            ("\n## ", "\n<script>alert(1)</script>\n\n## ", "is not understood"),
            ("{#controller}", "{#scope}", "the clause `scope` is there twice"),
            ("{#links}", "{#lynx}", "lacks the clause `links`"),
            ("---\nversion: 2", "version: 2", ".md:1: starts without front matter"),
            ("change links: editorial", "change links: vast", ".md:15: `vast` is neither"),
            ("change links: editorial\n", "", "differs from version 1, and the front matter lacks `change links:`"),
            ("change links: editorial\n", "change links: editorial\nchange security: editorial\n", "but the clause is as in version 1"),
            ("change links: editorial\n", "change links: editorial\neffective: 2027-02-30\n", "`2027-02-30` is no day"),
            ("title: ", "tytle: ", "unknown key `tytle`"),
        ] {
            for lang in ["lv", "en"] {
                let text = built(lang);
                assert!(text.contains(from), "{from}");
                write(lang, &text.replacen(from, to, 1));
            }
            for command in &commands {
                // With a day of its own it is no draft, and none that could be published.
                if command.contains("publish") && to.contains("effective") {
                    continue;
                }
                let (said, whole) = portal.command(command).await;
                assert!(!whole && said.contains(expected) && said.contains(".md:"), "{to}: {said}");
            }
        }
        write("en", &built("en"));
        write("lv", &(built("lv") + &table));
        let (said, whole) = portal.command(&commands[0]).await;
        assert!(!whole, "a table is no paragraph of a policy: {said}");
        refresh_policies(&portal.state).await.unwrap();
        let now: Policy = portal.visitor().get(&path::with(path::POLICY, "privacy")).await.ok(200);
        assert_eq!((now.version.as_str(), portal.state.policies().editions().len()), ("1", 4));
    }

    async fn everybody_is_told_once_before_a_version_takes_effect(portal: Portal) {
        portal.seed_policies().await;
        portal.anna().await;
        portal.run_jobs().await;
        let before = portal.postman.subjects().len();
        assert!(portal.command("policy publish 2 --effective 2027-01-05").await.1);
        refresh_policies(&portal.state).await.unwrap();
        portal.run_jobs().await;
        let mail = portal.postman.last_to("anna@example.lv");
        assert_eq!(mail.subject, "VET2B: mainās privātuma politika");
        assert!(mail.text.contains("stājas spēkā 2027. gada 5. janvārī"), "{}", mail.text);
        assert!(mail.text.contains("http://127.0.0.1:8080/lv/privacy/2/since/1"), "{}", mail.text);
        // A worker that died after telling, and before noting that it had, does it all again.
        announce_again(portal).await;
        assert_eq!(portal.postman.subjects().len(), before + 1, "once");
    }

    async fn whoever_registers_while_a_version_waits_is_told_once_too(portal: Portal) {
        portal.seed_policies().await;
        portal.anna().await;
        assert!(portal.command("policy publish 2 --effective 2027-01-05").await.1);
        refresh_policies(&portal.state).await.unwrap();
        portal.clock.advance(5 * 86_400);
        portal.registered(&company("berta@example.lv")).await;
        portal.run_jobs().await;
        let told = |email: &str| {
            portal.postman.to(email).iter().filter(|mail| mail.text.contains("/lv/privacy/2/since/1")).count()
        };
        assert_eq!((told("anna@example.lv"), told("berta@example.lv")), (1, 1));
        announce_again(portal).await;
        assert_eq!((told("anna@example.lv"), told("berta@example.lv")), (1, 1), "once");
        portal.clock.advance(60 * 86_400);
        let mut zane = company("zane@example.lv");
        zane.declarations.policy_version = "2".into();
        portal.registered(&zane).await;
        portal.run_jobs().await;
        assert_eq!(told("zane@example.lv"), 0, "it holds by then");
    }

    async fn a_notice_travels_under_an_id_of_its_own_and_is_kept_for_three_days(portal: Portal) {
        portal.seed_policies().await;
        portal.anna().await;
        let account = portal.rows("select id from account").await[0][0].clone();
        portal.clock.advance(30 * 86_400);
        assert!(portal.command("policy publish 2 --effective 2027-02-05").await.1);
        refresh_policies(&portal.state).await.unwrap();
        portal.run_jobs().await;
        let outbox = portal.folder().join("outbox");
        let id = portal.postman.last_to("anna@example.lv").id;
        assert!(id.parse::<uuid::Uuid>().is_ok() && id != account, "{id}");
        let mail = std::fs::read_to_string(outbox.join(format!("{id}.eml"))).unwrap();
        assert!(mail.contains(&format!("Message-ID: <{id}@vet2b.eu>")) && !mail.contains(&account), "{mail}");
        assert!(mail.contains("=?utf-8?") && portal.postman.last_to("anna@example.lv").subject.contains("politika"));
        portal.clock.advance(2 * 86_400);
        sweep(&portal.state).await.unwrap();
        assert!(outbox.join(format!("{id}.eml")).exists());
        portal.clock.advance(86_400);
        sweep(&portal.state).await.unwrap();
        assert_eq!(std::fs::read_dir(&outbox).unwrap().count(), 0, "with its label");
    }

    async fn what_an_earlier_version_has_queued_is_sent_and_names_no_account(portal: Portal) {
        portal.seed_policies().await;
        portal.anna().await;
        assert!(portal.command("policy publish 2 --effective 2027-01-05").await.1);
        refresh_policies(&portal.state).await.unwrap();
        portal.sql("delete from outbox").await.unwrap();
        let account = portal.rows("select id from account").await[0][0].clone();
        let queued = [
            ("announce", "announce 2 0".to_owned(), r#"{"announce":{"version":"2","after":""}}"#.to_owned()),
            ("mail", format!("notice 2 {account}"), format!(r#"{{"mail":{{"policy_notice":{{"account_id":"{account}","version":"2"}}}}}}"#)),
        ];
        for (n, (kind, id, payload)) in queued.into_iter().enumerate() {
            let before = portal.postman.subjects().len();
            portal.sql(&format!("insert into outbox (id, kind, payload, run_at, created_at) values ('{id}', '{kind}', '{payload}', 0, 0)")).await.unwrap();
            portal.run_jobs().await;
            assert_eq!(portal.postman.subjects().len(), before + 1, "{n}");
            let id = portal.postman.last_to("anna@example.lv").id;
            assert!(id.parse::<uuid::Uuid>().is_ok() && id != account, "{id}");
        }
    }

    async fn a_process_that_does_not_know_the_version_yet_tells_nobody_of_it(portal: Portal) {
        portal.seed_policies().await;
        portal.anna().await;
        portal.run_jobs().await;
        let before = portal.postman.subjects().len();
        assert!(portal.command("policy publish 2 --effective 2027-01-05").await.1);
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects().len(), before);
        refresh_policies(&portal.state).await.unwrap();
        portal.clock.advance(60);
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects().len(), before + 1);
        // Who is told too late is told nothing.
        portal.sql("update outbox set done_at = null, lease_until = 0 where kind = 'mail'").await.unwrap();
        portal.clock.advance(60 * 86_400);
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects().len(), before + 1);
    }

    async fn a_version_that_holds_from_today_is_told_nobody_by_mail(portal: Portal, ["--policy-notice-days", "0"]) {
        portal.seed_policies().await;
        portal.anna().await;
        portal.run_jobs().await;
        let before = portal.postman.subjects().len();
        assert!(portal.command("policy publish 2 --effective 2026-11-22").await.1);
        refresh_policies(&portal.state).await.unwrap();
        portal.run_jobs().await;
        assert_eq!(portal.postman.subjects().len(), before);
    }

    async fn a_version_can_be_kept_and_proven(portal: Portal) {
        portal.seed_policies().await;
        let mut visitor = portal.visitor();
        let file = path::with(&path::with(path::POLICY_FILE, "privacy"), "1");
        let listed: Vec<VersionEntry> = visitor.get(&format!("{}?lang=en", path::with(path::POLICY_VERSIONS, "privacy"))).await.ok(200);
        for (format, kind) in [("md", "text/markdown; charset=utf-8"), ("html", "text/html; charset=utf-8"), ("json", "application/json; charset=utf-8")] {
            let answer = visitor.get(&format!("{file}?lang=en&format={format}")).await;
            answer.is(200);
            assert_eq!(answer.header("content-type"), kind);
            assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"vet2b-privacy-1-en.{format}\""));
            if format == "md" {
                assert_eq!(hex(&Sha256::digest(&answer.body)), listed[0].sha256, "the file is what the checksum is of");
            }
        }
        visitor.get(&format!("{file}?format=pdf")).await.refused(Code::Malformed);
        visitor.get(&format!("{}?format=md", path::with(&path::with(path::POLICY_FILE, "privacy"), "7"))).await.refused(Code::NotFound);
    }

    async fn versions_can_be_followed(portal: Portal) {
        portal.seed_policies().await;
        assert!(portal.command("policy publish 2 --effective 2027-01-05").await.1);
        refresh_policies(&portal.state).await.unwrap();
        let mut visitor = portal.visitor();
        let answer = visitor.get(&format!("{}?lang=en", path::with(path::POLICY_ATOM, "privacy"))).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
        let atom = answer.text();
        assert_eq!(atom.matches("<entry>").count(), 2);
        for part in [
            "<updated>2026-11-22T00:00:00Z</updated>",
            "<id>http://127.0.0.1:8080/en/privacy/2</id><title>Privacy policy, version 2</title>",
            "In force from 2027-01-05. Material changes: What this policy covers;",
            "<link rel=\"self\" href=\"http://127.0.0.1:8080/api/v1/policies/privacy/feed.atom?lang=en\"/>",
        ] {
            assert!(atom.contains(part), "{part}\n{atom}");
        }
        let feed: serde_json::Value = visitor.get(&path::with(path::POLICY_FEED, "privacy")).await.ok(200);
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!((&feed["language"], &feed["items"][0]["url"]), (&"lv".into(), &"http://127.0.0.1:8080/lv/privacy/2".into()));
        let terms: serde_json::Value = visitor.get(&path::with(path::POLICY_FEED, "terms")).await.ok(200);
        assert_eq!(terms["items"].as_array().map(Vec::len), Some(1));
    }

    async fn a_page_that_was_kept_for_first_visits_goes_when_the_texts_or_the_day_do(portal: Portal) {
        portal.seed_policies().await;
        let mut visitor = portal.visitor();
        let announced = "announced: 2";
        assert!(!visitor.get("/lv").await.text().contains(announced));
        assert!(portal.command("policy publish 2 --effective 2026-12-22").await.1);
        refresh_policies(&portal.state).await.unwrap();
        for _ in 0..2 {
            assert!(visitor.get("/lv").await.text().contains(announced));
        }
        let request = visitor.request(Method::GET, "/lv").header(header::ACCEPT_ENCODING, "gzip, br");
        let answer = visitor.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.header("content-encoding"), answer.header("cache-control")), ("br", "private, no-cache"));
        assert!(answer.header("content-security-policy").contains("script-src"), "a kept page is held to the same policy");
        portal.clock.advance(30 * 86_400);
        assert!(!visitor.get("/lv").await.text().contains(announced), "the version holds now");
    }

    async fn a_page_of_one_person_reaches_nobody_else_and_no_cache(portal: Portal) {
        portal.seed_policies().await;
        let mut anna = portal.anna().await;
        let mut guest = portal.visitor();
        let path = "/lv/privacy/1";
        for _ in 0..2 {
            let hers = anna.get(path).await;
            assert!(hers.text().contains("known: [Registered, Companies]"));
            assert_eq!(hers.header("cache-control"), "no-store");
            let theirs = guest.get(path).await;
            assert!(!theirs.text().contains("known:") && theirs.header("cache-control") == "private, no-cache");
        }
        let html = format!("{}?path={path}", path::DOCUMENTS);
        assert_eq!(anna.get(&html).await.header("cache-control"), "no-store");
    }
}
