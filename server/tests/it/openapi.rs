//! The document is made of the handlers; what it says is asked of them.

use axum::body::Body;
use axum::http::{Method, header};
use contract::problem::Code;
use serde_json::Value;

use crate::portal::on_both;

/// Who may call them without a session. A new endpoint is not here, so it needs one.
const PUBLIC: &[&str] = &[
    "delete /api/v1/session",
    "get /api/v1/consent",
    "get /api/v1/consent/receipts/{number}",
    "get /api/v1/documents",
    "get /api/v1/policies/{document}",
    "get /api/v1/policies/{document}/feed.atom",
    "get /api/v1/policies/{document}/feed.json",
    "get /api/v1/policies/{document}/versions",
    "get /api/v1/policies/{document}/versions/{version}",
    "get /api/v1/policies/{document}/versions/{version}/file",
    "get /api/v1/session",
    "get /api/v1/signing-keys",
    "get /api/v1/usage",
    "post /api/v1/certificate",
    "post /api/v1/consent",
    "post /api/v1/contact",
    "post /api/v1/email-confirmation",
    "post /api/v1/erasure-cancellation",
    "post /api/v1/newsletter-confirmation",
    "post /api/v1/recovery",
    "post /api/v1/recovery/password",
    "post /api/v1/registrations",
    "post /api/v1/registrations/confirmation",
    "post /api/v1/registrations/mail",
    "post /api/v1/requests",
    "post /api/v1/requests/cancellation",
    "post /api/v1/requests/confirmation",
    "post /api/v1/requests/file",
    "post /api/v1/requests/status",
    "post /api/v1/session",
    "post /api/v1/usage",
];

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| (method.clone(), path.clone(), operation))
    });
    let mut operations: Vec<_> = each.collect();
    operations.sort_by_key(|(method, path, _)| format!("{method} {path}"));
    operations
}

on_both! {
    async fn everything_else_answers_401_without_a_session(portal: Portal) {
        let mut visitor = portal.visitor();
        let document: Value = visitor.get("/api/v1/openapi.json").await.ok(200);
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let mut public = Vec::new();
        for (method, path, operation) in operations(&document) {
            let name = format!("{method} {path}");
            if operation["security"] == serde_json::json!([{}]) {
                public.push(name);
                continue;
            }
            let at = path.replace("{id}", "01890000-0000-7000-8000-000000000000");
            let method: Method = method.to_uppercase().parse().unwrap();
            let request = visitor.request(method, &at).header(header::CONTENT_TYPE, "application/json");
            let answer = visitor.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(answer.status.as_u16(), 401, "{name}");
            answer.refused(Code::SignInRequired);
        }
        assert_eq!(public, PUBLIC);
    }

    async fn every_path_of_the_contract_is_served(portal: Portal) {
        use contract::path::*;
        let document: Value = portal.visitor().get("/api/v1/openapi.json").await.ok(200);
        for path in [
            SESSION, REAUTHENTICATION, REGISTRATIONS, REGISTRATION_CONFIRMATION, REGISTRATION_MAIL, RECOVERY, RECOVERY_PASSWORD, CONTACT,
            CONSENT, CONSENT_RECEIPT, SIGNING_KEYS, USAGE, POLICY, ME, ME_PERSON, ME_ORGANISATION, ME_LANGUAGE, ME_INVITATION, INVITATION, INVITATION_ACCEPTANCE, ME_EMAIL, EMAIL_CONFIRMATION, ME_PASSWORD, ME_DATA_MAP, ME_CONSENTS,
            ME_NEWSLETTER, NEWSLETTER_CONFIRMATION, ME_EXPORTS, ME_EXPORT, ME_EXPORT_ARCHIVE, ME_ERASURE, ME_ERASURE_PREVIEW, ERASURE_CANCELLATION, ME_ACTIVITY,
            ME_SESSIONS, ME_SESSION, ME_POLICY, DOCUMENTS, POLICY_VERSIONS, POLICY_VERSION, POLICY_FILE, POLICY_ATOM, POLICY_FEED, CERTIFICATE, ME_ACTIVITY_FILE,
            ME_REQUESTS, ME_REQUEST, ME_REQUEST_FILE, REQUESTS, REQUEST_CONFIRMATION, REQUEST_STATUS, REQUEST_CANCELLATION, REQUEST_FILE,
        ] {
            assert!(document["paths"].get(path).is_some(), "{path}");
        }
    }
}
