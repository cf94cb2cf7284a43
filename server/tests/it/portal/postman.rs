use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use contract::time::Timestamp;
use vet2b_server::config::Config;
use vet2b_server::mail::outbox::Outbox;
use vet2b_server::mail::{Mail, MailError, Mailer, Sending};

/// The outbox folder, and beside it what went through, to be read; and a switch for "the mail server is down".
pub struct Postman {
    outbox: Outbox,
    sent: Mutex<Vec<Mail>>,
    /// refuses everything
    pub down: AtomicBool,
    /// what happens when the next mails are forgotten
    pub meanwhile: Mutex<Option<Meanwhile>>,
}

/// Something that happens while something else does.
pub type Meanwhile = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Postman {
    pub(super) fn new(config: &Config) -> Self {
        let outbox = Outbox::new(config.outbox(), config.mail_from.clone());
        Self {
            outbox: outbox.unwrap(),
            sent: Mutex::default(),
            down: AtomicBool::new(false),
            meanwhile: Mutex::default(),
        }
    }

    /// All mails to an address, the oldest first.
    pub fn to(&self, address: &str) -> Vec<Mail> {
        let sent = self.sent.lock().unwrap();
        sent.iter().filter(|mail| mail.to.email.to_string().eq_ignore_ascii_case(address)).cloned().collect()
    }

    /// The newest mail to an address.
    #[track_caller]
    pub fn last_to(&self, address: &str) -> Mail {
        self.to(address).pop().unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// The code in the newest mail to an address.
    #[track_caller]
    pub fn code_to(&self, address: &str) -> String {
        let text = self.last_to(address).text;
        let (_, rest) = text.split_once('#').unwrap_or_else(|| panic!("no code in: {text}"));
        rest[..43].to_owned()
    }

    /// The subjects of all mails, with whom they went to.
    pub fn subjects(&self) -> Vec<String> {
        self.sent.lock().unwrap().iter().map(|mail| format!("{}: {}", mail.to.email, mail.subject)).collect()
    }
}

impl Mailer for Postman {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a, ()> {
        Box::pin(async move {
            if self.down.load(Ordering::SeqCst) {
                return Err(MailError::transient("the mail server cannot be reached"));
            }
            self.outbox.send(mail).await?;
            self.sent.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }

    fn forget<'a>(&'a self, names: &'a [String], but: Option<&'a str>) -> Sending<'a, u64> {
        Box::pin(async move {
            let meanwhile = self.meanwhile.lock().unwrap().take();
            let forgotten = self.outbox.forget(names, but).await?;
            if let Some(meanwhile) = meanwhile {
                meanwhile.await;
            }
            Ok(forgotten)
        })
    }

    fn count<'a>(&'a self, names: &'a [String]) -> Sending<'a, u64> {
        self.outbox.count(names)
    }

    fn sweep(&self, before: Timestamp) -> Sending<'_, u64> {
        self.outbox.sweep(before)
    }
}
