//! A folder of `.eml` files.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use contract::time::Timestamp;
use lettre::message::Mailbox;
use tokio::fs;

use super::{Mail, MailError, Mailer, Sending, message};
use crate::random::made_at;

/// Puts mails into a folder as `.eml` files: for trying the portal out, and for tests.
pub struct Outbox {
    folder: PathBuf,
    from: Mailbox,
}

impl Outbox {
    /// A sender into this folder, which is made if needed.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(folder: PathBuf, from: Mailbox) -> std::io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, from })
    }

    /// The same for a folder that is there already, with letters from before a mail server was set.
    pub fn existing(folder: PathBuf, from: Mailbox) -> Option<Self> {
        folder.is_dir().then_some(Self { folder, from })
    }

    /// The labels of all mails.
    async fn labels(&self) -> Result<Vec<PathBuf>, MailError> {
        let mut found = Vec::new();
        let mut entries = fs::read_dir(&self.folder).await.map_err(MailError::transient)?;
        while let Some(entry) = entries.next_entry().await.map_err(MailError::transient)? {
            let path = entry.path();
            if path.extension().is_some_and(|end| end == LABEL) {
                found.push(path);
            }
        }
        Ok(found)
    }

    /// The labels of all mails that are about any of these.
    async fn labels_of(&self, names: &[String]) -> Result<Vec<PathBuf>, MailError> {
        let mut found = Vec::new();
        for label in self.labels().await? {
            if is_about(&label, names).await? {
                found.push(label);
            }
        }
        Ok(found)
    }
}

/// Deletes mails by their labels; gives how many. The label last: what a crash leaves is found again.
async fn remove_all(labels: &[PathBuf]) -> Result<u64, MailError> {
    for label in labels {
        for end in ["eml", "tmp", LABEL] {
            remove(&label.with_extension(end)).await?;
        }
    }
    Ok(labels.len() as u64)
}

/// The id of the job that a mail was written for.
fn job_of(label: &Path) -> Option<&str> {
    label.file_stem().and_then(OsStr::to_str)
}

/// The end of a label's name: a second file with the addresses, plain, as those in the mail may be folded and encoded; with the
/// account's id; and with the time.
const LABEL: &str = "to";

/// The line of a label that says when its mail was written, in microseconds since 1970, begins so.
const WRITTEN: &str = "written ";

/// What a label says; none when it is gone meanwhile.
async fn read(label: &Path) -> Result<Option<String>, MailError> {
    match fs::read_to_string(label).await {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(MailError::transient(error)),
    }
}

async fn is_about(label: &Path, names: &[String]) -> Result<bool, MailError> {
    let text = read(label).await?.unwrap_or_default();
    Ok(text.lines().any(|line| names.iter().any(|name| line.to_lowercase() == name.to_lowercase())))
}

/// Whether a mail was written before then. When its job was made is another matter: a mail may have waited for days, and the job of a
/// notice bears the time of the announcement.
async fn is_older(label: &Path, before: Timestamp) -> Result<bool, MailError> {
    // An empty one is being written.
    let Some(text) = read(label).await?.filter(|text| !text.is_empty()) else { return Ok(false) };
    let written = text.lines().find_map(|line| line.strip_prefix(WRITTEN)?.parse().ok().map(Timestamp));
    // One of an earlier version says no time: that of its job is the next best, and one without that is older still.
    Ok(written.or_else(|| job_of(label).and_then(made_at)).is_none_or(|at| at < before))
}

/// Whose mail it is: the recipient's; and, where an answer goes to somebody else, theirs, as it tells of them. And from when.
fn label(mail: &Mail) -> String {
    let reply_to = mail.reply_to.as_ref().map(|reply_to| reply_to.email.to_string());
    let written = format!("{WRITTEN}{}", mail.at.0);
    let lines = [Some(mail.to.email.to_string()), reply_to, mail.account_id.clone(), Some(written)];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

async fn remove(path: &Path) -> Result<(), MailError> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(MailError::transient(error)),
        _ => Ok(()),
    }
}

impl Mailer for Outbox {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a, ()> {
        Box::pin(async move {
            let bytes = message(&self.from, mail)?.formatted();
            // Sorts by age; the name says nothing about the recipient. What is sent once more takes the place of itself.
            let path = self.folder.join(format!("{}.eml", mail.id));
            let draft = path.with_extension("tmp");
            // The label first: no mail is ever there that could not be forgotten.
            fs::write(path.with_extension(LABEL), label(mail)).await.map_err(MailError::transient)?;
            fs::write(&draft, bytes).await.map_err(MailError::transient)?;
            fs::rename(&draft, &path).await.map_err(MailError::transient)
        })
    }

    fn forget<'a>(&'a self, names: &'a [String], but: Option<&'a str>) -> Sending<'a, u64> {
        Box::pin(async move {
            let mut labels = self.labels_of(names).await?;
            labels.retain(|label| but.is_none() || job_of(label) != but);
            remove_all(&labels).await
        })
    }

    fn count<'a>(&'a self, names: &'a [String]) -> Sending<'a, u64> {
        Box::pin(async move { Ok(self.labels_of(names).await?.len() as u64) })
    }

    fn sweep(&self, before: Timestamp) -> Sending<'_, u64> {
        Box::pin(async move {
            let mut old = Vec::new();
            for label in self.labels().await? {
                if is_older(&label, before).await? {
                    old.push(label);
                }
            }
            remove_all(&old).await
        })
    }
}
