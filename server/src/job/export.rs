//! Makes the archive of an export: collects category by category, so that the person sees it grow, and keeps it in pieces.

mod archive;
mod copy;
mod group;
mod page;
mod schema;
mod sheet;
mod words;

use contract::lang::Lang;
use contract::policy::Document;
use contract::privacy::{ActivityKind, Actor, Category, Recipient};
use contract::rights::RequestKind;

use crate::problem::{Failure, Outcome};
use crate::rights;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::held::Subject;
use crate::store::outbox::{Job, Post};
use crate::store::{self, transact};
use copy::{Copy, Section};

/// An archive can be downloaded for seven days.
const DAYS: i64 = 7;

/// Makes an export. Done twice it does no harm; one that was deleted meanwhile is not made.
///
/// # Errors
/// The database's.
pub async fn run(state: &State, id: &str) -> Outcome<()> {
    let Some(export) = store::export::by_id(&mut state.db().read().await?, id).await? else { return Ok(()) };
    let lang = Lang::from_tag(&export.lang).unwrap_or_default();
    let Some(copy) = collect(state, id, &export.account_id, lang).await? else { return Ok(()) };
    let archive = tokio::task::spawn_blocking(move || archive::archive(&copy)).await.map_err(Failure::internal)??;
    let now = state.now();
    let ready = state.id();
    transact!(state.db(), async |tx| {
        if store::export::finish(tx, id, &archive, now, now.plus_seconds(DAYS * 86_400)).await? {
            let (kind, actor) = (ActivityKind::ExportReady, Actor::System);
            store::activity::record(tx, &ready, &export.account_id, kind, actor, &Origin::SYSTEM, now).await?;
            rights::finished(tx, state, &export.account_id, RequestKind::Access).await?;
            let post = Post::ExportReady { account_id: export.account_id.clone() };
            state.enqueue(tx, &Job::Mail(post)).await?;
        }
        Ok(())
    })
}

/// Everything that is held; none when it is no longer wanted.
async fn collect(state: &State, id: &str, account_id: &str, lang: Lang) -> Outcome<Option<Copy>> {
    let email_keys = store::erasure::email_keys(&mut state.db().read().await?, account_id).await?;
    let subject = state.subject(account_id, email_keys);
    let newsletter = store::newsletter::wanted(&mut state.db().read().await?, account_id).await?;
    let policy_version = state.policy(Document::Privacy, lang)?.version.clone();
    let mut sections = Vec::new();
    for (done, category) in Category::ALL.iter().copied().enumerate() {
        if !transact!(state.db(), async |tx| { Ok(store::export::progress(tx, id, done).await?) })? {
            return Ok(None);
        }
        sections.push(section(state, &subject, category, newsletter).await?);
    }
    if !sheet::allows_statistics(&sections) {
        sections.iter_mut().for_each(|section| section.basis.recipients.retain(|to| *to != Recipient::GoogleAnalytics));
    }
    Ok(Some(Copy { lang, made_at: state.now(), policy_version, sections }))
}

async fn section(state: &State, subject: &Subject, category: Category, newsletter: bool) -> Outcome<Section> {
    let entries = store::held::entries(&mut state.db().read().await?, subject, category).await?;
    Ok(Section { category, basis: state.basis(category, newsletter), entries })
}
