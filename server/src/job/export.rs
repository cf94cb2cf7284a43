//! Makes the archive of an export: reads category by category from one moment of the database, so that the person sees it grow, packs
//! the entries as they come, and keeps the archive in pieces.

mod archive;
mod copy;
mod file;
mod group;
mod page;
mod schema;
mod sheet;
mod words;

use contract::lang::Lang;
use contract::policy::Document;
use contract::privacy::{ActivityKind, Actor, Category, Provider, Recipient};
use contract::rights::RequestKind;
use tokio::sync::mpsc;

use crate::problem::{Failure, Outcome};
use crate::rights;
use crate::state::State;
use crate::store::activity::Origin;
use crate::store::export::Archive;
use crate::store::held::{Entry, Subject};
use crate::store::outbox::{Job, Post};
use crate::store::{self, Conn, transact};
use archive::Maker;
use copy::{Copy, Section};

/// An archive can be downloaded for seven days.
const DAYS: i64 = 7;
/// Pages of entries that wait to be packed.
const AHEAD: usize = 1;

/// Makes an export. Done twice it does no harm; one that was deleted meanwhile is not made.
///
/// # Errors
/// The database's.
pub async fn run(state: &State, id: &str) -> Outcome<()> {
    let Some(export) = store::export::by_id(&mut state.db().read().await?, id).await? else { return Ok(()) };
    let lang = Lang::from_tag(&export.lang).unwrap_or_default();
    // Boxed, as are the readers below it: the futures of cursors are large, and a worker's stack is not.
    let Some(archive) = Box::pin(make(state, id, &export.account_id, lang)).await? else { return Ok(()) };
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

/// Everything that is held, packed; none when it is no longer wanted.
async fn make(state: &State, id: &str, account_id: &str, lang: Lang) -> Outcome<Option<Archive>> {
    if !progress(state, id, 0).await? {
        return Ok(None);
    }
    let conn = &mut state.db().snapshot().await?;
    let email_keys = store::erasure::email_keys(conn, account_id).await?;
    let subject = state.subject(account_id, email_keys);
    let copy = outline(state, conn, &subject, lang).await?;
    let mut maker = Maker::new(copy)?;
    for (done, category) in Category::ALL.iter().copied().enumerate() {
        if done > 0 && !progress(state, id, done).await? {
            return Ok(None);
        }
        maker.open(done)?;
        maker = Box::pin(fill(conn, &subject, category, maker)).await?;
        maker.close(done)?;
    }
    tokio::task::spawn_blocking(move || maker.finish()).await.map_err(Failure::internal)?.map(Some)
}

/// Notes how many categories are done. False when the export is no longer wanted.
async fn progress(state: &State, id: &str, done: usize) -> Outcome<bool> {
    transact!(state.db(), async |tx| { Ok(store::export::progress(tx, id, done).await?) })
}

/// What the archive is about, with the counts that stand in its contents.
async fn outline(state: &State, conn: &mut Conn, subject: &Subject, lang: Lang) -> Outcome<Copy> {
    let newsletter = store::newsletter::wanted(conn, &subject.account_id).await?;
    let holders = store::recipient::holders(conn, &subject.account_id).await?;
    let is_counted = holders.contains(&Provider::GoogleAnalytics);
    let policy_version = state.policy(Document::Privacy, lang)?.version.clone();
    let mut sections = Vec::new();
    for category in Category::ALL.iter().copied() {
        let count = store::held::count(conn, subject, category).await?;
        let count = usize::try_from(count).unwrap_or_default();
        let mut basis = state.basis(category, newsletter, &holders);
        // Whoever never chose it has nothing there, also where it is used.
        basis.recipients.retain(|to| is_counted || *to != Recipient::GoogleAnalytics);
        sections.push(Section { category, basis, count });
    }
    Ok(Copy { lang, made_at: state.now(), policy_version, sections })
}

/// Packs the entries of a category while more of them are read.
async fn fill(conn: &mut Conn, subject: &Subject, category: Category, mut maker: Maker) -> Outcome<Maker> {
    let (sender, mut pages) = mpsc::channel::<Vec<Entry>>(AHEAD);
    let reading = async move { store::held::pages(conn, subject, category, &sender).await };
    // It takes the receiver along, so that a failure here ends the reading.
    let packing = async move {
        while let Some(page) = pages.recv().await {
            let packed = tokio::task::spawn_blocking(move || maker.add(&page).map(|()| maker));
            maker = packed.await.map_err(Failure::internal)??;
        }
        Ok(maker)
    };
    let (read, packed) = tokio::join!(reading, packing);
    read?;
    packed
}
