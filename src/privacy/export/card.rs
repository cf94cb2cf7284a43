use contract::{
    account::Session,
    path,
    privacy::{Export as DataCopy, ExportState},
    problem::{Code, Problem},
};
use leptos::prelude::*;

use crate::{
    api::{self, ApiError},
    browser::location,
    here::use_lang,
    privacy::{act::use_acts, words},
    tr,
    ui::{Day, DayAndTime, Load},
};

/// The server notes the use of a session at most once in so many seconds.
const SEEN_SECONDS: i64 = 60;
/// A proof of identity is good for ten minutes; some seconds less, for the way.
const FRESH_SECONDS: i64 = 570;

/// A copy: its state, size and last day, and what can be done with it.
pub fn card(copy: DataCopy, copies: Load<Vec<DataCopy>>, start: Callback<()>) -> AnyView {
    let tone = match copy.state {
        ExportState::Ready => "tag tag--success",
        ExportState::Queued | ExportState::Running => "tag tag--warning",
        ExportState::Failed => "tag tag--danger",
        ExportState::Expired => "tag tag--neutral",
    };
    let facts = (copy.state == ExportState::Ready).then(|| {
        let size = copy.bytes.map(|bytes| {
            view! { <div><dt>{tr!(privacy.export_size)}</dt><dd>{words::export_size(bytes, use_lang())}</dd></div> }
        });
        let until = copy.expires_at.map(|until| {
            view! { <div><dt>{tr!(privacy.export_until)}</dt><dd><Day at=until /></dd></div> }
        });
        view! { <dl class="summary-list">{size} {until}</dl> }
    });
    view! {
        <li class="card">
            <h3 class="card__title">{tr!(privacy.export_of)} " " <DayAndTime at=copy.requested_at /></h3>
            <p><span class=tone>{words::export_state(copy.state)}</span></p>
            {facts}
            {doings(copy, copies, start)}
        </li>
    }
    .into_any()
}

fn doings(copy: DataCopy, copies: Load<Vec<DataCopy>>, start: Callback<()>) -> AnyView {
    match copy.state {
        ExportState::Ready => {
            let archive = path::with(path::ME_EXPORT_ARCHIVE, &copy.id);
            view! {
                <div class="button-row">
                    <DownloadLink archive id=copy.id.clone() copies />
                    <DeleteButton id=copy.id copies />
                </div>
            }
            .into_any()
        }
        ExportState::Failed => view! {
            <p>{tr!(privacy.export_failed_note)}</p>
            <p><button class="button" type="button" on:click=move |_| start.run(())>{tr!(common.retry)}</button></p>
        }
        .into_any(),
        ExportState::Expired => view! { <p>{tr!(privacy.export_expired_note)}</p> }.into_any(),
        ExportState::Queued | ExportState::Running => ().into_any(),
    }
}

/// Downloads the file. The identity is proven first where that is due, and the copy looked for: it may have expired, or be deleted
/// from elsewhere, and the browser would show a refusal in the portal's place.
#[component]
fn DownloadLink(
    /// where the file is
    archive: String,
    /// which copy
    id: String,
    /// all copies
    copies: Load<Vec<DataCopy>>,
) -> impl IntoView {
    let acts = use_acts();
    let href = archive.clone();
    let gone = tr!(privacy.export_gone);
    let download = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let (archive, id) = (archive.clone(), id.clone());
        acts.run(
            move || Box::pin(is_there(id.clone())),
            move |is_there| {
                if is_there {
                    return location::load(&archive);
                }
                copies.reload();
                acts.warn(gone);
            },
        );
    };
    view! {
        <a class="button button--primary" href=href download="" rel="external" on:click=download>
            {tr!(privacy.export_download)}
        </a>
    }
}

/// Whether a copy can be downloaded, by somebody whose identity is proven.
async fn is_there(id: String) -> Result<bool, ApiError> {
    identity_is_fresh().await?;
    match api::privacy::export(id).await {
        Ok(copy) => Ok(copy.state == ExportState::Ready),
        Err(ApiError::Problem(problem)) if matches!(problem.code, Code::NotFound | Code::Gone) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the last proof of identity is still good for a download, by the server's clock alone: the browser's may be wrong.
/// This very request notes when the session was last used, at most [`SEEN_SECONDS`] late.
async fn identity_is_fresh() -> Result<(), ApiError> {
    let sessions = api::privacy::sessions().await?;
    let seen = sessions.iter().find(|entry| entry.current).map(|entry| entry.last_seen_at.plus_seconds(SEEN_SECONDS));
    match (api::account::session().await?, seen) {
        (Session::SignedIn(viewer), Some(now)) if now < viewer.authenticated_at.plus_seconds(FRESH_SECONDS) => Ok(()),
        (Session::SignedIn(_), _) => Err(ApiError::Problem(Problem::new(Code::ReauthenticationRequired))),
        (Session::Guest, _) => Err(ApiError::Problem(Problem::new(Code::SignInRequired))),
    }
}

/// Deletes the file now, before its seven days are over.
#[component]
fn DeleteButton(
    /// which copy
    id: String,
    /// all copies
    copies: Load<Vec<DataCopy>>,
) -> impl IntoView {
    let acts = use_acts();
    let deleted = tr!(privacy.export_deleted);
    let delete = move |_| {
        let id = id.clone();
        acts.run(
            move || api::privacy::delete_export(id.clone()),
            move |()| {
                copies.reload();
                acts.succeed(deleted);
            },
        );
    };
    view! {
        <button class="button" type="button" on:click=delete aria-disabled=move || acts.busy_attribute()>
            {tr!(privacy.export_delete)}
        </button>
    }
}
