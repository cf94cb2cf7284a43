//! The privacy dashboard.

use contract::{
    account::Token,
    page::Page,
    path,
    privacy::{
        Activity, Consents, DataMap, Erasure, ErasureDraft, ErasurePreview, ErasureTime, Export, NewsletterDraft,
        SessionEntry,
    },
};

use super::{ApiError, delete, get, post, post_only, put};

/// What is held, by category.
pub async fn data_map() -> Result<DataMap, ApiError> {
    get(path::ME_DATA_MAP).await
}

/// Newsletter and policy versions, with history.
pub async fn consents() -> Result<Consents, ApiError> {
    get(path::ME_CONSENTS).await
}

/// Grants or withdraws the newsletter.
pub async fn set_newsletter(granted: bool) -> Result<(), ApiError> {
    put(path::ME_NEWSLETTER, &NewsletterDraft { granted }).await
}

/// All exports, newest first.
pub async fn exports() -> Result<Vec<Export>, ApiError> {
    get(path::ME_EXPORTS).await
}

/// Starts an export, or returns the running one.
pub async fn start_export() -> Result<Export, ApiError> {
    post(path::ME_EXPORTS, &()).await
}

/// The state of an export.
pub async fn export(id: String) -> Result<Export, ApiError> {
    get(&path::with(path::ME_EXPORT, &id)).await
}

/// Deletes an export now.
pub async fn delete_export(id: String) -> Result<(), ApiError> {
    delete(&path::with(path::ME_EXPORT, &id)).await
}

/// The eraser's dry run.
pub async fn erasure_preview() -> Result<ErasurePreview, ApiError> {
    get(path::ME_ERASURE_PREVIEW).await
}

/// The erasure that was asked for, if any.
pub async fn erasure() -> Result<Option<Erasure>, ApiError> {
    get(path::ME_ERASURE).await
}

/// Asks for erasure; ends every session.
pub async fn erase(when: ErasureTime) -> Result<Erasure, ApiError> {
    post(path::ME_ERASURE, &ErasureDraft { when }).await
}

/// Stops an erasure.
pub async fn cancel_erasure() -> Result<(), ApiError> {
    delete(path::ME_ERASURE).await
}

/// Stops an erasure by a mailed token.
pub async fn cancel_erasure_by_mail(form: Token) -> Result<(), ApiError> {
    post_only(path::ERASURE_CANCELLATION, &form).await
}

/// What happened, newest first.
pub async fn activity(before: Option<String>) -> Result<Page<Activity>, ApiError> {
    match before {
        Some(before) => get(&format!("{}?before={before}", path::ME_ACTIVITY)).await,
        None => get(path::ME_ACTIVITY).await,
    }
}

/// Where the person is signed in.
pub async fn sessions() -> Result<Vec<SessionEntry>, ApiError> {
    get(path::ME_SESSIONS).await
}

/// Ends one session.
pub async fn end_session(id: String) -> Result<(), ApiError> {
    delete(&path::with(path::ME_SESSION, &id)).await
}

/// Ends all sessions, this one too.
pub async fn end_all_sessions() -> Result<(), ApiError> {
    delete(path::ME_SESSIONS).await
}
