use contract::privacy::{ActivityKind, Holding, LimitKind, Purpose};
use contract::rights::{Concern, RequestKind, RequestState};
use contract::time::Timestamp;

use super::{Moved, Unmoved, again, carried_out, find_to_carry_out};
use crate::problem::Outcome;
use crate::rights::COOLING_SECONDS;
use crate::rights::office::{Office, about};
use crate::rights::portal::begin;
use crate::store::account::{self, Account, email_key};
use crate::store::outbox::{Job, Post};
use crate::store::request::Stored;
use crate::store::{Conn, Db, activity, erasure, processing_limit, session, transact};

const DAY_SECONDS: i64 = 86_400;

/// How a request is carried out.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// what a restriction or an objection is against; everything that a person can limit by a click when none is named. A withdrawal
    /// ends every consent then, and the newsletter alone when that is its purpose
    pub purposes: &'a [Purpose],
    /// an erasure erases the whole account: who is signed in may ask for the erasure of a part
    pub whole_account: bool,
    /// why, in the person's language
    pub reason: &'a str,
    /// days between an erasure that is asked for and the erasure
    pub grace_days: u16,
}

/// Grants a request and does to the account what the right means, by what the person could have done in the portal: an erasure after
/// the time of grace, which the person can stop, and no later than the law's own time; a restriction or an objection at once; a withdrawal
/// within moments. Also what was granted before in words alone.
///
/// # Errors
/// The database's.
pub async fn carry_out(db: &Db, office: Office<'_>, reference: &str, order: Order<'_>, name: &str) -> Moved {
    transact!(db, async |tx| {
        let stored = match find_to_carry_out(tx, office, reference).await? {
            Ok(stored) => stored,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let purposes = match purposes(&stored, order.purposes)? {
            Ok(purposes) => purposes,
            Err(unmoved) => return Ok(Err(unmoved)),
        };
        let Some(account) = account_of(tx, &stored).await? else { return Ok(Err(Unmoved::WithoutAccount)) };
        let kind = stored.kind()?;
        if kind == RequestKind::Erasure {
            if !order.whole_account {
                return Ok(Err(Unmoved::WholeAccount));
            }
            if let Some(unmoved) = erase_later(tx, office, &stored, &account, order).await? {
                return Ok(Err(unmoved));
            }
        } else {
            if let Some(kind) = limit_of(kind) {
                limit(tx, office, &account.id, (kind, &purposes), &about(&stored, order.reason)).await?;
            }
            // A command knows neither the recipients nor the policy: what comes with it is the running server's.
            let newsletter_alone = kind == RequestKind::Withdrawal && !order.purposes.is_empty();
            follow(tx, office, &account.id, &stored, newsletter_alone).await?;
        }
        carried_out(tx, office, &stored, order.reason, name).await?;
        again(tx, stored).await
    })
}

async fn follow(
    tx: &mut Conn,
    office: Office<'_>,
    account_id: &str,
    stored: &Stored,
    newsletter_alone: bool,
) -> Outcome<()> {
    let (account_id, reference) = (account_id.to_owned(), stored.reference.clone());
    office.enqueue(tx, &Job::Follow { account_id, right: stored.kind()?, reference, newsletter_alone }).await
}

/// The account that a request is about: its own, or that of the address which was proved.
pub(super) async fn account_of(conn: &mut Conn, stored: &Stored) -> Outcome<Option<Account>> {
    Ok(match &stored.account_id {
        Some(id) => account::by_id(conn, id).await?,
        None => account::by_email_key(conn, &email_key(&stored.email)).await?,
    })
}

const fn limit_of(kind: RequestKind) -> Option<LimitKind> {
    match kind {
        RequestKind::Restriction => Some(LimitKind::Restricted),
        RequestKind::Objection => Some(LimitKind::Objected),
        _ => None,
    }
}

/// What is limited, or why this right is not carried out here.
fn purposes(stored: &Stored, named: &[Purpose]) -> Outcome<Result<Vec<Purpose>, Unmoved>> {
    let kind = stored.kind()?;
    let unmoved = match kind {
        RequestKind::Access | RequestKind::Portability => Some(Unmoved::Copy),
        RequestKind::Rectification => Some(Unmoved::Correction),
        RequestKind::Complaint => Some(Unmoved::InWords),
        RequestKind::Guardian => Some(Unmoved::Guardian),
        RequestKind::Erasure | RequestKind::Restriction | RequestKind::Objection | RequestKind::Withdrawal => None,
    };
    if let Some(unmoved) = unmoved {
        return Ok(Err(unmoved));
    }
    let allowed = |purpose: &Purpose| match limit_of(kind) {
        Some(kind) => purpose.allows(kind),
        // The newsletter is the one consent that is a purpose of the policy's.
        None => kind == RequestKind::Withdrawal && *purpose == Purpose::Notify,
    };
    if !named.iter().all(allowed) {
        return Ok(Err(Unmoved::Purpose));
    }
    if !named.is_empty() {
        return Ok(Ok(named.to_vec()));
    }
    let concern = stored.concern()?;
    let meant = |purpose: &Purpose| concern == Concern::Everything || concern == Concern::from(*purpose);
    Ok(Ok(Purpose::ALL.iter().copied().filter(|purpose| allowed(purpose) && meant(purpose)).collect()))
}

/// Sets limits, which hold at once.
async fn limit(
    tx: &mut Conn,
    office: Office<'_>,
    account_id: &str,
    (kind, purposes): (LimitKind, &[Purpose]),
    about: &str,
) -> Outcome<()> {
    let activity = match kind {
        LimitKind::Restricted => ActivityKind::ProcessingRestricted,
        LimitKind::Objected => ActivityKind::ProcessingObjected,
    };
    processing_limit::lock(tx, account_id).await?;
    for purpose in purposes {
        if processing_limit::set(tx, account_id, *purpose, kind, office.now).await? {
            activity::record_staff(tx, &office.id(), account_id, activity, about, office.now).await?;
        }
    }
    Ok(())
}

/// Has the account erased after the time of grace, and its person told how to stop that; why not, when it is not to be.
async fn erase_later(
    tx: &mut Conn,
    office: Office<'_>,
    stored: &Stored,
    account: &Account,
    order: Order<'_>,
) -> Outcome<Option<Unmoved>> {
    let cooled_off = account.email_changed_at.map(|changed| Timestamp(changed).plus_seconds(COOLING_SECONDS));
    if cooled_off.is_some_and(|until| until > office.now) {
        return Ok(Some(Unmoved::NewAddress));
    }
    processing_limit::lock(tx, &account.id).await?;
    let left = i64::from(office.due(stored)?.days_since(office.today()?));
    let days = left.clamp(0, order.grace_days.into());
    let due_at = office.now.plus_seconds(days * DAY_SECONDS);
    if erase(tx, office, &account.id, due_at).await?.is_none() {
        return Ok(Some(Unmoved::ErasureRuns));
    }
    let kind = ActivityKind::ErasureRequested;
    activity::record_staff(tx, &office.id(), &account.id, kind, &about(stored, order.reason), office.now).await?;
    // The person sees it as an erasure of their own, and stops it as one.
    begin(tx, office, &account.id, (RequestKind::Erasure, Concern::Everything), RequestState::InProgress).await?;
    // At once means that the last mail is the only one: a way to stop it would come too late.
    if days > 0 {
        let post = Post::ErasureRequested { account_id: account.id.clone() };
        office.enqueue(tx, &Job::Mail(post)).await?;
        follow(tx, office, &account.id, stored, false).await?;
    }
    Ok(None)
}

/// Asks for an erasure as the person does, and ends all sessions; none when one runs already.
pub(super) async fn erase(
    tx: &mut Conn,
    office: Office<'_>,
    account_id: &str,
    due_at: Timestamp,
) -> Outcome<Option<erasure::Stored>> {
    let asked = erasure::Stored {
        id: office.id(),
        reference: office.random.reference(),
        requested_at: office.now.0,
        due_at: due_at.0,
        state: "waiting".to_owned(),
    };
    let erasing = erasure::request(tx, account_id, &asked).await?;
    if erasing.state != "waiting" {
        return Ok(None);
    }
    // They end now and not with the rest: the certificate counts them.
    let ended = i64::try_from(session::end_all(tx, account_id).await?).unwrap_or(i64::MAX);
    erasure::note_done(tx, account_id, Holding::Sessions, (ended, ended)).await?;
    let job = Job::Erase { account_id: account_id.to_owned() };
    office.enqueue_at(tx, &job, Timestamp(erasing.due_at)).await?;
    Ok(Some(erasing))
}
