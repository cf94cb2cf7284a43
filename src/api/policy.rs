//! Policies.

use contract::{
    lang::Lang,
    path,
    policy::{Document, PolicyAnswerDraft, Standing, VersionEntry},
    route::Route,
};

use super::{Answer, ApiError, get, post};

/// What a page of a document shows, as HTML.
pub fn document(route: Route, lang: Lang) -> Answer<String> {
    get(format!("{}?path={}", path::DOCUMENTS, route.path(lang)))
}

/// Answers a version of the privacy policy, or a new purpose of it.
pub fn answer(draft: &PolicyAnswerDraft) -> Answer<()> {
    post(path::ME_POLICY, draft)
}

/// The version of a document in force.
pub fn in_force(document: Document, lang: Lang) -> Answer<VersionEntry> {
    let address = path::with(path::POLICY_VERSIONS, document.slug());
    Box::pin(async move {
        let versions: Vec<VersionEntry> = get(format!("{address}?lang={}", lang.tag())).await?;
        versions.into_iter().find(|entry| entry.standing == Standing::InForce).ok_or(ApiError::Unreadable)
    })
}
