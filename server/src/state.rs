//! What all requests share.

mod certificate;
mod csp;
mod erased;
mod key;
mod notices;
mod pages;
mod recipients;
mod signing;

use std::convert::Infallible;
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::request::Parts as RequestParts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::consent::{Purpose, Register};
use contract::lang::Lang;
use contract::policy::{Document, Policy, Standing, Succession, VersionEntry};
use contract::problem::Problem;
use contract::route::Route;
use contract::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::basis;
use crate::clock::{self, Clock};
use crate::config::Config;
use crate::connector::Connectors;
use crate::first_paint::{FirstPaint, Page, Reader, Reading, Shown, Views};
use crate::hex::hex;
use crate::limit::Limits;
use crate::mail::Mailer;
use crate::password::Hasher;
use crate::policy::Policies;
use crate::problem::{Failure, Outcome};
use crate::random::Random;
use crate::shell::Shell;
use crate::signing::Signer;
use crate::store::account::email_key;
use crate::store::held::Subject;
use crate::store::outbox::{self, Job};
use crate::store::{Conn, Db};

pub use erased::{add_missing_marks, append_mark, mark_of, read_marks};
pub use key::{existing_key, server_key};
pub use pages::{MadePage, Pages};
pub use signing::{check_server_key, ensure_signing_key, rotate_signing_key};

/// What a [`State`] is made of.
pub struct Parts {
    /// what the operator set
    pub config: Config,
    /// the database
    pub db: Db,
    /// the time
    pub clock: Arc<dyn Clock>,
    /// randomness
    pub random: Arc<dyn Random>,
    /// the way mails go
    pub mailer: Arc<dyn Mailer>,
    /// the ways to recipients
    pub connectors: Connectors,
    /// password hashing
    pub hasher: Hasher,
    /// the server's key, for keyed hashes; never leaves the process
    pub key: [u8; 32],
    /// the policy texts, as published
    pub policies: Policies,
    /// the built portal: `Shell::load(&config.site)`
    pub shell: Shell,
    /// the portal's view code
    pub views: Views,
}

/// What all requests share; a handler takes it as an argument. Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>, Arc<Made>);

/// What is made of the parts.
struct Made {
    policies: RwLock<Arc<Policies>>,
    limits: Limits,
    pages: Pages,
    /// of pages for everybody, and for those who allow Google
    csp: [HeaderValue; 2],
}

impl State {
    /// From its parts.
    pub fn new(mut parts: Parts) -> Self {
        let policies = RwLock::new(Arc::new(std::mem::take(&mut parts.policies)));
        let Config { requests_per_minute, mails_per_hour, .. } = parts.config;
        let limits = Limits::new(requests_per_minute, mails_per_hour, &parts.clock);
        let google = parts.config.ga_id.is_some();
        let csp = [false, google].map(|google| csp::of_pages(parts.shell.script_hashes(), google));
        Self(Arc::new(parts), Arc::new(Made { policies, limits, pages: Pages::default(), csp }))
    }

    /// What the operator set.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// This instant.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The clock itself.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0.clock)
    }

    /// Randomness.
    pub fn random(&self) -> &dyn Random {
        &*self.0.random
    }

    /// A new row's id.
    pub fn id(&self) -> String {
        self.random().id(self.now())
    }

    /// The way mails go.
    pub fn mailer(&self) -> &dyn Mailer {
        &*self.0.mailer
    }

    /// Password hashing.
    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// How much of something in which time.
    pub fn limits(&self) -> &Limits {
        &self.1.limits
    }

    /// The pages of first visits that were made already.
    pub fn pages(&self) -> &Pages {
        &self.1.pages
    }

    /// What a page may load; `google` is for those who allow it.
    pub fn csp(&self, google: bool) -> &HeaderValue {
        &self.1.csp[usize::from(google)]
    }

    /// What wrong passwords for an address are counted under.
    pub fn failure_key(&self, email_key: &str) -> String {
        self.keyed_hash("sign-in failure", email_key)
    }

    /// One more mail to an address that somebody typed. Each purpose is counted by itself, so that whoever types the address into
    /// the contact form cannot use up the mails by which its owner gets back in.
    ///
    /// # Errors
    /// 429 with the seconds to wait; the same for known and unknown addresses.
    pub fn count_mail(&self, purpose: &str, email: &str) -> Outcome<()> {
        self.limits().mail(&self.keyed_hash(&format!("mail {purpose}"), &email_key(email)))
    }

    /// The server's key.
    pub fn key(&self) -> &[u8; 32] {
        &self.0.key
    }

    /// HMAC-SHA-256 of a value under the server's key, hexadecimal. `purpose` keeps the hashes of different uses apart.
    pub fn keyed_hash(&self, purpose: &str, value: &str) -> String {
        keyed_hash(self.key(), purpose, value)
    }

    /// The code by which the certificate of an erasure is found; only the person gets to know it, and it is stored nowhere.
    pub fn certificate_code(&self, erasure_id: &str) -> String {
        URL_SAFE_NO_PAD.encode(keyed(self.key(), "certificate", erasure_id))
    }

    /// The mark of an account that is erased.
    pub fn mark_of(&self, account_id: &str) -> String {
        mark_of(self.key(), account_id)
    }

    /// The key that signs now. Another process may have replaced it, so the database is asked each time.
    ///
    /// # Errors
    /// The database's; 500 when the key is not of this server's key, which the start makes impossible.
    pub async fn signer(&self, conn: &mut Conn) -> Outcome<Signer> {
        signing::signer(conn, self.key()).await
    }

    /// A person, under all the names that the store knows them by.
    pub fn subject(&self, account_id: &str, email_keys: Vec<String>) -> Subject {
        let failure_keys = email_keys.iter().map(|key| self.failure_key(key)).collect();
        Subject { account_id: account_id.to_owned(), email_keys, failure_keys }
    }

    /// The policy texts, as they are now.
    pub fn policies(&self) -> Arc<Policies> {
        Arc::clone(&self.1.policies.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes over what has been published meanwhile.
    pub fn set_policies(&self, policies: Policies) {
        *self.1.policies.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policies);
    }

    /// The text in force today.
    ///
    /// # Errors
    /// 500 when there is none, which the check at the start makes impossible.
    pub fn policy(&self, document: Document, lang: Lang) -> Outcome<Policy> {
        let policies = self.policies();
        let policy = policies.in_force(document, lang, &self.today());
        policy.cloned().ok_or_else(|| Failure::internal("no policy in force"))
    }

    /// All versions of a document, the oldest first, with where each stands today.
    pub fn policy_versions(&self, document: Document, lang: Lang) -> Vec<VersionEntry> {
        let (policies, today) = (self.policies(), self.today());
        let entry = |policy: &Policy| VersionEntry {
            version: policy.version.clone(),
            effective: policy.effective.clone(),
            published: policy.published.clone(),
            standing: policies.standing(document, &policy.version, &today),
            sha256: policy.sha256.clone(),
            changes: policy.changes.clone(),
        };
        policies.versions(document, lang).map(entry).collect()
    }

    /// The day in the portal's time zone, ISO 8601.
    pub fn today(&self) -> String {
        clock::day(self.now())
    }

    /// The built portal.
    pub fn shell(&self) -> &Shell {
        &self.0.shell
    }

    /// The first paint of a page.
    pub fn first_paint(&self) -> FirstPaint {
        self.0.views.page
    }

    /// The page that says a failure at this path; `is_form` when a form was sent there.
    pub fn failure_page(&self, path: &str, problem: Problem, is_form: bool) -> Page {
        (self.0.views.failure)(path, problem, is_form)
    }

    /// What a page of a document shows, as HTML.
    pub fn document_html(&self, lang: Lang, route: Route, reading: Reading) -> String {
        (self.0.views.document)(lang, route, reading)
    }

    /// A version of a document as a file to keep, HTML.
    pub fn document_file(&self, policy: Policy) -> String {
        (self.0.views.file)(policy)
    }

    /// The version of the privacy policy that stands so, with the one that it follows.
    pub fn succession(&self, standing: Standing) -> Option<Succession> {
        let versions = self.policy_versions(Document::Privacy, Lang::default());
        let at = versions.iter().position(|entry| entry.standing == standing)?;
        let number = |entry: &VersionEntry| entry.version.parse().ok();
        let (entry, before) = (versions.get(at)?, versions.get(at.checked_sub(1)?)?);
        Some(Succession { version: number(entry)?, since: number(before)?, effective: entry.effective.clone() })
    }

    /// What a page shows of a document to this reader; none where there is no such page, or no such version.
    pub fn reading(&self, path: &str, reader: Reader) -> Option<Reading> {
        let (lang, route) = Route::parse(path)?;
        let document = route.document()?;
        let policies = self.policies();
        let version = |number: u16| policies.version(document, lang, &number.to_string()).cloned();
        let texts = match route {
            Route::PolicyVersions => Vec::new(),
            Route::PolicyVersion(number) => vec![version(number)?],
            Route::PolicyChanges { version: number, since } => vec![version(since)?, version(number)?],
            _ => vec![self.policy(document, lang).ok()?],
        };
        Some(Reading { texts, versions: self.policy_versions(document, lang), reader })
    }

    /// The exact words that a person sees who decides about cookies.
    pub fn consent_words(&self, lang: Lang, shown: &Shown) -> String {
        (self.0.views.consent_words)(lang, self.register(), shown)
    }

    /// The words of one purpose, as they were in this version of it.
    pub fn purpose_words(&self, lang: Lang, purpose: Purpose, version: u16) -> String {
        let register = basis::consent::register(purpose, version);
        (self.0.views.consent_words)(lang, register, &Shown::Purpose(purpose))
    }

    /// What the portal may store on devices, as it is run.
    pub fn register(&self) -> Register {
        Register { google: self.config().ga_id.is_some() }
    }

    /// Puts a job into the same transaction as what it follows from; the worker takes it after the commit.
    ///
    /// # Errors
    /// The database's.
    pub async fn enqueue(&self, tx: &mut Conn, job: &Job) -> Outcome<()> {
        self.enqueue_at(tx, job, self.now()).await
    }

    /// Like [`Self::enqueue`], for later.
    ///
    /// # Errors
    /// The database's.
    pub async fn enqueue_at(&self, tx: &mut Conn, job: &Job, run_at: Timestamp) -> Outcome<()> {
        Ok(outbox::insert(tx, &self.id(), job, run_at, self.now()).await?)
    }
}

fn keyed_hash(server_key: &[u8; 32], purpose: &str, value: &str) -> String {
    hex(&keyed(server_key, purpose, value))
}

fn keyed(server_key: &[u8; 32], purpose: &str, value: &str) -> Vec<u8> {
    // A key of any length is good for an HMAC; 32 bytes always are.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(server_key) else { return Vec::new() };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(value.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

impl FromRequestParts<Self> for State {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut RequestParts, state: &Self) -> Result<Self, Infallible> {
        Ok(state.clone())
    }
}
