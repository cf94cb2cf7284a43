mod request;

use contract::day;
use contract::lang::Lang;
use contract::policy::{Document, PolicyEvent, Standing};
use contract::portal::Topic;
use contract::rights::Concern;
use contract::route::{Dashboard, Route};
use contract::time::Timestamp;

use jiff::civil::Date;

use super::Undone;
use crate::mail::Mail;
use crate::mail::letter::Letter;
use crate::random::made_at;
use crate::session::token_hash;
use crate::state::State;
use crate::store::account::{Account, email_key};
use crate::store::invitation::NewInvitation;
use crate::store::newsletter::REQUEST_SECONDS;
use crate::store::outbox::Post;
use crate::store::processing_limit::operations::purpose_of;
use crate::store::registration::Pending;
use crate::store::token::{NewToken, Purpose};
use crate::store::{self, activity, transact};

/// A code for a new password is good for an hour.
const RECOVERY_SECONDS: i64 = 3600;
/// A code for a new address, for a day.
const EMAIL_SECONDS: i64 = 86_400;
/// An invitation, for three.
const INVITATION_SECONDS: i64 = 3 * 86_400;

/// A letter, and to whom.
struct Envelope {
    to: String,
    account_id: Option<String>,
    name: Option<String>,
    lang: Lang,
    letter: Letter,
}

/// Writes and sends the letter of the job with this id. What it was about may be gone meanwhile: then there is nothing to do.
pub async fn send(state: &State, id: &str, post: &Post) -> Result<(), Undone> {
    let Some(Envelope { to, account_id, name, lang, letter }) = write(state, post).await? else { return Ok(()) };
    let name = match &account_id {
        // Nobody is greeted by a name that they dispute (GDPR art. 18(1)(a)).
        Some(account_id) if is_name_disputed(state, account_id).await? => None,
        _ => name,
    };
    let mail = letter.write(&to, name.as_deref(), lang, &state.config().public_url)?;
    // A notice that was queued by an earlier version names the account in its job's id, which travels.
    let id = if made_at(id).is_some() { id.to_owned() } else { state.id() };
    state.mailer().send(&Mail { id, at: state.now(), account_id, ..mail }).await?;
    metrics::counter!("mails_sent_total", "purpose" => activity::code(purpose_of(post))).increment(1);
    match post {
        Post::PolicyNotice { account_id, version } => note_told(state, account_id, version, lang).await,
        // Whoever has an account was told so; what was registered once more is dropped, and not before: until then a mail that was not
        // sent needs it.
        Post::Registration { id, .. } => {
            transact!(state.db(), async |tx| { Ok(store::registration::forget_known(tx, id).await?) })?;
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn is_name_disputed(state: &State, account_id: &str) -> Result<bool, Undone> {
    let disputed = store::request::disputed(&mut state.db().read().await?, account_id).await?;
    Ok(disputed.contains(&Concern::Name))
}

/// Notes that a person was told of a version. Whoever dies before this has it sent and noted once more.
async fn note_told(state: &State, account_id: &str, version: &str, lang: Lang) -> Result<(), Undone> {
    let policies = state.policies();
    let Some(policy) = policies.version(Document::Privacy, lang, version) else { return Ok(()) };
    transact!(state.db(), async |tx| {
        let (id, now) = (state.id(), state.now());
        store::policy::record(tx, &id, account_id, (policy, ""), PolicyEvent::Told, now).await?;
        Ok(())
    })?;
    Ok(())
}

async fn write(state: &State, post: &Post) -> Result<Option<Envelope>, Undone> {
    match post {
        Post::Registration { id, email, reference } => {
            let mut conn = state.db().read().await?;
            let pending = store::registration::by_id(&mut conn, id, state.now()).await?;
            let account = store::account::by_email_key(&mut conn, &email_key(email)).await?;
            drop(conn);
            match (account, pending) {
                (Some(account), Some(_)) => Ok(Some(known(state, &account, reference))),
                (None, Some(pending)) => confirm(state, email, reference, &pending).await.map(Some),
                // Expired, or confirmed: by a mail whose sending was not noted, so that it would be sent once more.
                (_, None) => Ok(None),
            }
        }
        Post::RegistrationAgain { email, lang, reference } => {
            let (key, mut conn) = (email_key(email), state.db().read().await?);
            let pending = store::registration::oldest(&mut conn, &key, state.now()).await?;
            let account = store::account::by_email_key(&mut conn, &key).await?;
            drop(conn);
            match (account, pending) {
                (Some(account), _) => Ok(Some(known(state, &account, reference))),
                (None, Some(pending)) => confirm(state, email, reference, &pending).await.map(Some),
                (None, None) => Ok(Some(unknown(state, email, *lang, reference))),
            }
        }
        Post::Recovery { email, lang, reference } => recovery(state, email, *lang, reference).await.map(Some),
        Post::PasswordChanged { account_id } => {
            to_account(state, account_id, |lang| Letter::PasswordChanged { recover: page(state, Route::Recover, lang) })
                .await
        }
        Post::EmailConfirmation { account_id, email, reference } => {
            email_confirmation(state, account_id, email, reference).await
        }
        Post::EmailChangeRequested { account_id } => {
            let route = Route::MyPrivacy(Dashboard::Sessions);
            to_account(state, account_id, |lang| Letter::EmailChangeRequested { sessions: page(state, route, lang) })
                .await
        }
        Post::EmailChanged { account_id, email } => {
            let written = to_account(state, account_id, |lang| Letter::EmailChanged {
                contact: page(state, Route::Contact, lang),
            });
            Ok(written.await?.map(|envelope| Envelope { to: email.clone(), ..envelope }))
        }
        Post::Invitation { account_id, email, lang, reference } => {
            invitation(state, account_id, email, *lang, reference).await
        }
        Post::InvitationAccepted { account_id } => {
            let route = Route::MyPrivacy(Dashboard::Activity);
            to_account(state, account_id, |lang| Letter::InvitationAccepted { activity: page(state, route, lang) })
                .await
        }
        Post::NewsletterConfirmation { account_id } => newsletter_confirmation(state, account_id).await,
        Post::ContactReceived { id, .. } | Post::ContactForward { id, .. } => contact(state, id, post).await,
        Post::ExportReady { account_id } => {
            let route = Route::MyPrivacy(Dashboard::Export);
            to_account(state, account_id, |lang| Letter::ExportReady { link: page(state, route, lang) }).await
        }
        Post::ErasureRequested { account_id } => erasure_requested(state, account_id).await,
        Post::ErasureCancelled { account_id } => to_account(state, account_id, |_| Letter::ErasureCancelled).await,
        Post::PolicyNotice { account_id, version } => policy_notice(state, account_id, version).await,
        Post::RequestCode { id, email, lang } => request::code(state, id, email, *lang).await,
        Post::RequestStep { id, step, reason, account_id } => {
            request::to_account(state, id, *step, reason, account_id).await
        }
        Post::GuestRequestStep { id, step, reason, erasure, .. } => {
            request::to_guest(state, id, (*step, reason), erasure.as_deref()).await
        }
        Post::StaffRequest { id } => request::to_staff(state, id, false).await,
        Post::StaffReminder { id } => request::to_staff(state, id, true).await,
        Post::Farewell { email, lang, reference, certificate, sealed, reports } => {
            let link =
                state.config().public_url.with_token(Route::Verify, *lang, &format!("certificate={certificate}"));
            let letter = Letter::Farewell { link, reference: reference.clone(), sealed: *sealed, reports: *reports };
            Ok(Some(Envelope { to: email.clone(), account_id: None, name: None, lang: *lang, letter }))
        }
    }
}

/// That a version is to take effect; nothing once it has.
async fn policy_notice(state: &State, account_id: &str, version: &str) -> Result<Option<Envelope>, Undone> {
    // A process that has not looked yet does not know the version, and takes the job up again.
    let policies = state.policies();
    let known = policies.version(Document::Privacy, Lang::default(), version);
    let policy = known.ok_or_else(|| Undone::Later(format!("version {version} is not known here yet")))?;
    let today = state.today();
    if policies.standing(Document::Privacy, version, &today) != Standing::Announced {
        return Ok(None);
    }
    let in_force = policies.in_force(Document::Privacy, Lang::default(), &today);
    let number = |version: &str| version.parse().unwrap_or_default();
    let since = in_force.map(|policy| number(&policy.version)).unwrap_or_default();
    let changes = Route::PolicyChanges { version: number(version), since };
    let effective: Date = policy.effective.parse().map_err(|_| Undone::Never("no day".into()))?;
    // The portal itself tells everybody (policy clause `changes`: by mail and/or on the portal), so the mail can be limited.
    let account = store::account::to_notify(&mut state.db().read().await?, account_id).await?;
    let letter = |lang| Letter::PolicyNotice {
        day: day::on(lang, effective.year(), effective.month(), effective.day()),
        changes: page(state, changes, lang),
        consents: page(state, Route::MyPrivacy(Dashboard::Consents), lang),
        delete: page(state, Route::MyPrivacy(Dashboard::Delete), lang),
    };
    Ok(account.map(|account| to(&account, letter(account.lang()))))
}

async fn confirm(state: &State, email: &str, reference: &str, pending: &Pending) -> Result<Envelope, Undone> {
    let (code, lang) = (state.random().token(), pending.lang());
    let hash = token_hash(&code);
    transact!(state.db(), async |tx| { Ok(store::registration::set_token(tx, &pending.id, &hash).await?) })?;
    let link = state.config().public_url.with_token(Route::Verify, lang, &code);
    let letter =
        Letter::Confirm { link, newsletter: pending.draft()?.newsletter.is_some(), reference: reference.to_owned() };
    Ok(Envelope { to: email.to_owned(), account_id: None, name: None, lang, letter })
}

async fn recovery(state: &State, email: &str, lang: Lang, reference: &str) -> Result<Envelope, Undone> {
    let key = email_key(email);
    let mut conn = state.db().read().await?;
    let Some(account) = store::account::by_email_key(&mut conn, &key).await? else {
        let pending = store::registration::oldest(&mut conn, &key, state.now()).await?;
        drop(conn);
        // Whoever forgot to confirm is helped by the confirming mail.
        return match pending {
            Some(pending) => confirm(state, email, reference, &pending).await,
            None => Ok(unknown(state, email, lang, reference)),
        };
    };
    drop(conn);
    let link = code(state, &account, Purpose::Recovery, "", RECOVERY_SECONDS, Route::NewPassword).await?;
    Ok(to(&account, Letter::Recovery { link, reference: reference.to_owned() }))
}

async fn email_confirmation(
    state: &State,
    account_id: &str,
    email: &str,
    reference: &str,
) -> Result<Option<Envelope>, Undone> {
    let mut conn = state.db().read().await?;
    let Some(account) = store::account::by_id(&mut conn, account_id).await? else { return Ok(None) };
    // Asked for again with another address meanwhile: the newest one counts.
    if account.pending_email.as_deref() != Some(email) {
        return Ok(None);
    }
    if let Some(other) = store::account::by_email_key(&mut conn, &email_key(email)).await?
        && other.id != account.id
    {
        return Ok(Some(known(state, &other, reference)));
    }
    drop(conn);
    let link = code(state, &account, Purpose::EmailChange, email, EMAIL_SECONDS, Route::VerifyEmail).await?;
    let letter = Letter::ConfirmEmail { link, reference: reference.to_owned() };
    // The new address is not confirmed: no name.
    let (to, lang) = (email.to_owned(), account.lang());
    Ok(Some(Envelope { to, account_id: Some(account.id), name: None, lang, letter }))
}

/// An invitation with a new code; one that went there before is void.
async fn invitation(
    state: &State,
    account_id: &str,
    email: &str,
    lang: Lang,
    reference: &str,
) -> Result<Option<Envelope>, Undone> {
    let (code, now) = (state.random().token(), state.now());
    let (hash, expires_at) = (token_hash(&code), now.plus_seconds(INVITATION_SECONDS));
    let new = NewInvitation { hash: &hash, account_id, email, expires_at };
    // Whoever invites may have been erased before the mail could be sent.
    if transact!(state.db(), async |tx| { Ok(store::invitation::replace(tx, &new, now).await?) })? == 0 {
        return Ok(None);
    }
    let account = store::account::by_email_key(&mut state.db().read().await?, &email_key(email)).await?;
    let lang = account.as_ref().map_or(lang, Account::lang);
    let link = state.config().public_url.with_token(Route::Invitation, lang, &code);
    let letter = Letter::Invitation { link, reference: reference.to_owned() };
    Ok(Some(match account {
        Some(account) => to(&account, letter),
        None => Envelope { to: email.to_owned(), account_id: None, name: None, lang, letter },
    }))
}

async fn newsletter_confirmation(state: &State, account_id: &str) -> Result<Option<Envelope>, Undone> {
    let Some(account) = store::account::by_id(&mut state.db().read().await?, account_id).await? else {
        return Ok(None);
    };
    let now = state.now();
    let waits = transact!(state.db(), async |tx| { Ok(store::newsletter::extend(tx, account_id, now).await?) })?;
    // Withdrawn or confirmed meanwhile.
    if !waits {
        return Ok(None);
    }
    let link = code(state, &account, Purpose::Newsletter, "", REQUEST_SECONDS, Route::NewsletterConfirm).await?;
    Ok(Some(to(&account, Letter::ConfirmNewsletter { link })))
}

async fn erasure_requested(state: &State, account_id: &str) -> Result<Option<Envelope>, Undone> {
    let mut conn = state.db().read().await?;
    let account = store::account::by_id(&mut conn, account_id).await?;
    let erasure = store::erasure::of_account(&mut conn, account_id).await?;
    drop(conn);
    let (Some(account), Some(erasure)) = (account, erasure) else { return Ok(None) };
    let due_at = Timestamp(erasure.due_at);
    // Good until it is too late; the clock of the one who is erased at once has stopped already.
    let seconds = (due_at.seconds() - state.now().seconds()).max(1);
    let link = code(state, &account, Purpose::ErasureCancel, "", seconds, Route::KeepAccount).await?;
    Ok(Some(to(&account, Letter::ErasureRequested { link, due_at, reference: erasure.reference })))
}

async fn contact(state: &State, id: &str, post: &Post) -> Result<Option<Envelope>, Undone> {
    let now = state.now();
    let message = transact!(state.db(), async |tx| {
        let message = store::contact::to_pass_on(tx, id).await?;
        if message.is_none() {
            // Its sender limits support: it waits until that is lifted, and `release` has it sent.
            store::contact::hold(tx, id, now).await?;
        }
        Ok(message)
    })?;
    let Some(message) = message else { return Ok(None) };
    let lang = Lang::from_tag(&message.lang).unwrap_or_default();
    if let Post::ContactReceived { .. } = post {
        let letter = Letter::ContactReceived { reference: message.reference };
        return Ok(Some(Envelope { to: message.email, account_id: None, name: None, lang, letter }));
    }
    let topic: Topic = activity::from_code(&message.topic)?;
    let (reference, name, email, message) = (message.reference, message.name, message.email, message.message);
    let letter = Letter::ContactForward { reference, topic, name, email, message };
    // The consortium works in Latvian.
    let to = state.config().mail_contact.email.to_string();
    Ok(Some(Envelope { to, account_id: None, name: None, lang: Lang::Lv, letter }))
}

async fn to_account(
    state: &State,
    account_id: &str,
    letter: impl FnOnce(Lang) -> Letter,
) -> Result<Option<Envelope>, Undone> {
    let account = store::account::by_id(&mut state.db().read().await?, account_id).await?;
    Ok(account.map(|account| to(&account, letter(account.lang()))))
}

/// A new code, as a link. Earlier ones for the same are void, and so is this one when the mail cannot be sent: the next try makes another.
async fn code(
    state: &State,
    account: &Account,
    purpose: Purpose,
    value: &str,
    seconds: i64,
    route: Route,
) -> Result<String, Undone> {
    let (code, now) = (state.random().token(), state.now());
    let (id, hash) = (state.id(), token_hash(&code));
    let expires_at = now.plus_seconds(seconds);
    let token = NewToken { id: &id, hash: &hash, purpose, account_id: &account.id, value, expires_at };
    transact!(state.db(), async |tx| { Ok(store::token::replace(tx, &token, now).await?) })?;
    Ok(state.config().public_url.with_token(route, account.lang(), &code))
}

fn known(state: &State, account: &Account, reference: &str) -> Envelope {
    let lang = account.lang();
    let (sign_in, recover) = (page(state, Route::SignIn, lang), page(state, Route::Recover, lang));
    to(account, Letter::Known { sign_in, recover, reference: reference.to_owned() })
}

fn unknown(state: &State, email: &str, lang: Lang, reference: &str) -> Envelope {
    let letter = Letter::Unknown { register: page(state, Route::Register, lang), reference: reference.to_owned() };
    Envelope { to: email.to_owned(), account_id: None, name: None, lang, letter }
}

fn to(account: &Account, letter: Letter) -> Envelope {
    Envelope {
        to: account.email.clone(),
        account_id: Some(account.id.clone()),
        name: Some(account.name.clone()),
        lang: account.lang(),
        letter,
    }
}

fn page(state: &State, route: Route, lang: Lang) -> String {
    state.config().public_url.page(route, lang)
}
