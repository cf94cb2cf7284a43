use axum::body::Body;
use axum::http::{Method, header};
use contract::lang::Lang;
use contract::path;
use contract::policy::{Document, Policy};
use contract::problem::Code;

use crate::portal::on_both;

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
        for edition in portal.state.policies().editions() {
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
}
