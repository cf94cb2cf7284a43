use contract::privacy::{Category, Provider, RecipientAction};

use super::State;
use crate::basis::{Basis, basis};
use crate::connector::Connectors;
use crate::problem::{Failure, Outcome};
use crate::sealing;
use crate::store::Conn;
use crate::store::contact;
use crate::store::newsletter;
use crate::store::outbox::{Job, Post};
use crate::store::recipient::{self, NewTask};

/// What is due waits for a worker no longer than this: two hours.
const OVERDUE_SECONDS: i64 = 2 * 3600;

impl State {
    /// The ways to recipients.
    pub fn connectors(&self) -> &Connectors {
        &self.0.connectors
    }

    /// Whether this portal uses a recipient.
    pub fn uses(&self, provider: Provider) -> bool {
        let config = self.config();
        match provider {
            Provider::MailProvider => config.smtp_url.is_some() || config.smtp_url_file.is_some(),
            Provider::GoogleAnalytics => config.ga_id.is_some(),
            Provider::Mailchimp | Provider::Campayn => self.connectors().has(provider),
        }
    }

    /// The recipients that this portal uses.
    pub fn providers(&self) -> Vec<Provider> {
        Provider::ALL.iter().copied().filter(|provider| self.uses(*provider)).collect()
    }

    /// The answers of article 15(1) for a category, with the recipients that get it at this portal, and those that have got it before:
    /// `newsletter` is whether the person wants it, `holders` are who may hold something of the person.
    pub fn basis(&self, category: Category, newsletter: bool, holders: &[Provider]) -> Basis {
        let mut basis = basis(category, newsletter);
        let (more, gets_it) = match category {
            Category::Email => ([Provider::Mailchimp, Provider::Campayn].as_slice(), newsletter),
            Category::Usage => ([Provider::GoogleAnalytics].as_slice(), true),
            _ => return basis,
        };
        let receives = |provider: &Provider| gets_it && self.uses(*provider) || holders.contains(provider);
        basis.recipients.extend(more.iter().copied().filter(receives).map(Provider::recipient));
        basis
    }

    /// Has told anew what should have been told long ago: the job that would have done it was given up.
    ///
    /// # Errors
    /// The database's.
    pub async fn tell_overdue(&self, tx: &mut Conn) -> Outcome<()> {
        for id in recipient::overdue(tx, self.now().plus_seconds(-OVERDUE_SECONDS)).await? {
            self.enqueue(tx, &Job::Tell { id }).await?;
        }
        Ok(())
    }

    /// Has recipients told what a person has done, in the same transaction: those that are set up, when they are to send, else each that
    /// was ever told something about the person, whether it is still set up or not. A new address is told only while the newsletter is
    /// wanted. `reference` is of the request that it follows from, else empty.
    ///
    /// # Errors
    /// The database's.
    pub async fn tell(&self, tx: &mut Conn, account_id: &str, action: RecipientAction, reference: &str) -> Outcome<()> {
        let told = recipient::told(tx, account_id).await?;
        for provider in Provider::ALL.iter().copied().filter(|provider| provider.is_told()) {
            let concerned = match action {
                RecipientAction::Subscribe => self.uses(provider),
                _ => told.contains(&provider),
            };
            if !concerned {
                continue;
            }
            let due = match action {
                RecipientAction::Rectify => rectified(tx, account_id, provider, reference).await?,
                action => Some((action, reference.to_owned())),
            };
            let Some((action, reference)) = due else { continue };
            let (id, account_id) = (self.id(), Some(account_id));
            let task = NewTask { id: &id, account_id, reference: &reference, recipient: provider, action, sealed: "" };
            self.add_task(tx, &task).await?;
        }
        Ok(())
    }

    /// Has each recipient that was ever told something about a person told to erase them (GDPR art. 17(2), 19). To be called before
    /// the account goes: the tasks name no account, and hold its addresses sealed until they are done. Gives who is told.
    ///
    /// # Errors
    /// The database's.
    pub async fn tell_to_erase(&self, tx: &mut Conn, account_id: &str, reference: &str) -> Outcome<Vec<Provider>> {
        let told = recipient::told(tx, account_id).await?;
        let Some(addresses) = recipient::addresses(tx, account_id).await? else { return Ok(Vec::new()) };
        let text = serde_json::to_string(&addresses).map_err(Failure::internal)?;
        for provider in told.iter().copied() {
            let id = self.id();
            let sealed = sealing::seal(self.key(), self.random(), &id, &text);
            let sealed = sealed.ok_or_else(|| Failure::internal("an address could not be sealed"))?;
            let (action, account_id) = (RecipientAction::Erase, None);
            let task = NewTask { id: &id, account_id, reference, recipient: provider, action, sealed: &sealed };
            self.add_task(tx, &task).await?;
        }
        Ok(told)
    }

    /// Has messages passed on that waited for their sender's limit to be lifted.
    ///
    /// # Errors
    /// The database's.
    pub async fn release_messages(&self, tx: &mut Conn) -> Outcome<()> {
        for (id, email) in contact::release(tx).await? {
            // Both waited: what goes to the consortium, and the word to the sender that it has come.
            let received = Post::ContactReceived { id: id.clone(), email: email.clone() };
            self.enqueue(tx, &Job::Mail(received)).await?;
            self.enqueue(tx, &Job::Mail(Post::ContactForward { id, email })).await?;
        }
        Ok(())
    }

    async fn add_task(&self, tx: &mut Conn, task: &NewTask<'_>) -> Outcome<()> {
        recipient::add(tx, task, self.now()).await?;
        self.enqueue(tx, &Job::Tell { id: task.id.to_owned() }).await
    }
}

/// What a recipient is told when a person has a new address. It takes no place of something that is still to be done: that is told anew,
/// with it, and goes on belonging to its own request. Nothing where the recipient is to send no more, or was told so: whom a person has
/// left learns no new address.
async fn rectified(
    tx: &mut Conn,
    account_id: &str,
    provider: Provider,
    reference: &str,
) -> Outcome<Option<(RecipientAction, String)>> {
    Ok(match recipient::open_action(tx, account_id, provider).await? {
        Some((RecipientAction::Unsubscribe, _)) => None,
        Some((action, of)) if of.is_empty() => Some((action, reference.to_owned())),
        Some(open) => Some(open),
        None if newsletter::wanted(tx, account_id).await? => Some((RecipientAction::Rectify, reference.to_owned())),
        None => None,
    })
}
