//! The privacy dashboard.

use contract::{
    account::Token,
    lang::Lang,
    page::Page,
    path,
    privacy::{
        Activity, Consents, DataMap, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Export, LimitDraft,
        LimitReport, NewsletterDraft, ProviderReport, SessionEntry,
    },
};

use gloo_net::http::Method;

use super::{Answer, delete, encode, get, post, put, text};

/// What is held, by category.
pub fn data_map() -> Answer<DataMap> {
    get(path::ME_DATA_MAP)
}

/// Newsletter and policy versions, with history.
pub fn consents() -> Answer<Consents> {
    get(path::ME_CONSENTS)
}

/// Asks for the newsletter, which a mailed token confirms, or withdraws it.
pub fn set_newsletter(granted: bool, lang: Lang) -> Answer<()> {
    put(path::ME_NEWSLETTER, &NewsletterDraft { granted, lang })
}

/// Confirms the newsletter by a mailed token.
pub fn confirm_newsletter(form: Token) -> Answer<()> {
    post(path::NEWSLETTER_CONFIRMATION, &form)
}

/// All exports, newest first.
pub fn exports() -> Answer<Vec<Export>> {
    get(path::ME_EXPORTS)
}

/// Starts an export, or returns the running one.
pub fn start_export() -> Answer<Export> {
    post(path::ME_EXPORTS, &())
}

/// The state of an export.
pub fn export(id: String) -> Answer<Export> {
    get(path::with(path::ME_EXPORT, &id))
}

/// Deletes an export now.
pub fn delete_export(id: String) -> Answer<()> {
    delete(path::with(path::ME_EXPORT, &id))
}

/// The eraser's dry run.
pub fn erasure_preview() -> Answer<ErasurePreview> {
    get(path::ME_ERASURE_PREVIEW)
}

/// The erasure that was asked for, if any.
pub fn erasure() -> Answer<Option<Erasure>> {
    get(path::ME_ERASURE)
}

/// Asks for erasure; ends every session.
pub fn erase(when: ErasureTime) -> Answer<Erasure> {
    post(path::ME_ERASURE, &ErasureDraft { when })
}

/// Stops an erasure.
pub fn cancel_erasure() -> Answer<()> {
    delete(path::ME_ERASURE)
}

/// Stops an erasure by a mailed token.
pub fn cancel_erasure_by_mail(form: Token) -> Answer<()> {
    post(path::ERASURE_CANCELLATION, &form)
}

/// What is set against each purpose.
pub fn limits() -> Answer<Vec<LimitReport>> {
    get(path::ME_LIMITS)
}

/// Sets a limit, or lifts it.
pub fn set_limit(draft: &LimitDraft) -> Answer<Vec<LimitReport>> {
    put(path::ME_LIMITS, draft)
}

/// What each recipient holds of the person, and what it was told.
pub fn recipients() -> Answer<Vec<ProviderReport>> {
    get(path::ME_RECIPIENTS)
}

/// What happened, newest first.
pub fn activity(before: Option<String>) -> Answer<Page<Activity>> {
    match before {
        Some(before) => get(format!("{}?before={before}", path::ME_ACTIVITY)),
        None => get(path::ME_ACTIVITY),
    }
}

/// The whole activity log, signed: the file as it is.
pub fn activity_file() -> Answer<String> {
    text(Method::GET, path::ME_ACTIVITY_FILE.to_owned(), None)
}

/// The certificate of an erasure by its mailed code: the file as it is.
pub fn certificate(form: Token) -> Answer<String> {
    text(Method::POST, path::CERTIFICATE.to_owned(), encode(&form))
}

/// Where the person is signed in.
pub fn sessions() -> Answer<Vec<SessionEntry>> {
    get(path::ME_SESSIONS)
}

/// Ends one session.
pub fn end_session(id: String) -> Answer<()> {
    delete(path::with(path::ME_SESSION, &id))
}

/// Ends all sessions, this one too.
pub fn end_all_sessions() -> Answer<()> {
    delete(path::ME_SESSIONS)
}
