//! What every column of the store holds about a person. Export, data map and the tests of erasure read it, so a new column
//! that is missing here fails a test instead of being forgotten in a copy (GDPR art. 15, 20).

mod tables;

use contract::privacy::Category;

pub use tables::tables;

/// The messages that the account `$1` sent, as a condition on table `contact_message`. An address can have been of several
/// accounts, one after the other: what was sent from it belongs to the one that gave it up next (`former_email.until`), else to the
/// one that has it now; what was sent while nobody had it belongs to the next one.
macro_rules! sent_by_account {
    () => {
        "id in (select m.id from account a join contact_message m on m.email_key = a.email_key \
         where a.id = $1 and not exists \
         (select 1 from former_email f where f.email_key = m.email_key and f.until >= m.created_at) \
         union all \
         select m.id from former_email g join contact_message m on m.email_key = g.email_key and m.created_at <= g.until \
         where g.account_id = $1 and not exists \
         (select 1 from former_email f where f.email_key = m.email_key and f.until >= m.created_at and f.until < g.until))"
    };
}

/// The requests that the account `$1` made, signed in or by an address that was its own then, as a condition on a column that holds
/// their ids. Addresses are told apart as in [`sent_by_account`].
macro_rules! requested_by_account {
    () => {
        " in (select id from request where account_id = $1 \
         union all \
         select m.id from account a join request m on m.email_key = a.email_key \
         where a.id = $1 and not exists \
         (select 1 from former_email f where f.email_key = m.email_key and f.until >= m.received_at) \
         union all \
         select m.id from former_email g join request m on m.email_key = g.email_key and m.received_at <= g.until \
         where g.account_id = $1 and not exists \
         (select 1 from former_email f where f.email_key = m.email_key and f.until >= m.received_at and f.until < g.until))"
    };
}

/// A guardian's report that is open, as a condition on table `request`: a duty towards the child, which does not end with the account of
/// whoever filed it (GDPR art. 17(3)(b), (e)).
macro_rules! is_open_report {
    () => {
        "kind = 'guardian' and closed_at is null"
    };
}

/// The rows about devices under names of the account `$1`, as a condition on a table with a column `subject`.
macro_rules! of_account_devices {
    () => {
        "subject in (select subject from consent_device where account_id = $1)"
    };
}

/// The words that the account's person was shown when they decided, on a device or about the newsletter: a condition on table
/// `consent_text`.
macro_rules! shown_to_account {
    () => {
        "sha256 in (select text from consent_record where subject in \
         (select subject from consent_device where account_id = $1) \
         union select words_sha256 from newsletter_request where account_id = $1 \
         union select words_sha256 from newsletter_change where account_id = $1)"
    };
}

pub(crate) use {is_open_report, of_account_devices, requested_by_account, sent_by_account, shown_to_account};

/// What stands in a copy in place of a value that is redacted.
pub const REDACTED: &str = "[redacted]";

/// A table.
#[derive(Debug)]
pub struct Table {
    /// its name
    pub name: &'static str,
    /// whose its rows are
    pub owner: Owner,
    /// the column that its rows are shown by
    pub order: &'static str,
    /// all of its columns
    pub columns: &'static [Column],
}

/// Whose rows they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// of the account whose id is in this column
    Account(&'static str),
    /// of the account that had the address when the row was written
    Sender,
    /// of the account that this column's address key is or was of
    EmailKey(&'static str),
    /// of the account that this column's keyed hash of an address belongs to
    FailureKey(&'static str),
    /// of the account that the device's name in column `subject` is of
    Device,
    /// of the account that made the request whose id is in this column
    Requester(&'static str),
    /// words that were shown to the account's person when they decided
    Shown,
    /// of the account's organisation
    Organisation,
    /// of no account
    Nobody,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// its name
    pub name: &'static str,
    /// what it holds
    pub class: Class,
    /// how to read it
    pub form: Form,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// personal data of this category
    Held(Category),
    /// the same, of somebody else, whom the person has named: that there is something stands in a copy, and what does not (GDPR
    /// art. 15(4))
    Redacted(Category),
    /// what protects the person's account, or was begun by whoever and is not confirmed; in no copy, as a copy would weaken it
    Secret,
    /// what a law forbids to tell the person of; in no copy (GDPR art. 23)
    Sealed,
    /// who of the staff does what, and what of it does not count yet; in no copy, as it is theirs (GDPR art. 15(4))
    Staff,
    /// keys and the machine's notes; tells nothing about a person that another column does not
    Technical,
    /// of a device under a random name: no link to any account
    Unlinked,
}

/// How to read a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// a text; empty or null is "not given"
    Text,
    /// microseconds since 1970
    Instant,
    /// 1 is yes; 0 is "nothing held"
    Flag,
    /// a whole number, which is never missing
    Number,
}

impl Table {
    /// The columns that hold this category.
    pub fn held(&self, category: Category) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(move |column| column.class.category() == Some(category))
    }
}

impl Class {
    /// Of which category a copy says something; none for what is in no copy.
    pub const fn category(self) -> Option<Category> {
        match self {
            Self::Held(category) | Self::Redacted(category) => Some(category),
            _ => None,
        }
    }

    /// Whether a copy says only that there is something.
    pub const fn is_redacted(self) -> bool {
        matches!(self, Self::Redacted(_))
    }
}

impl Column {
    /// The condition that there is something in it.
    pub fn is_filled(&self) -> String {
        match self.form {
            Form::Text => format!("{} <> ''", self.name),
            Form::Instant | Form::Number => format!("{} is not null", self.name),
            Form::Flag => format!("{} = 1", self.name),
        }
    }
}

const fn held(category: Category, name: &'static str) -> Column {
    Column { name, class: Class::Held(category), form: Form::Text }
}

const fn redacted(category: Category, name: &'static str) -> Column {
    Column { name, class: Class::Redacted(category), form: Form::Text }
}

const fn instant(category: Category, name: &'static str) -> Column {
    Column { name, class: Class::Held(category), form: Form::Instant }
}

const fn flag(category: Category, name: &'static str) -> Column {
    Column { name, class: Class::Held(category), form: Form::Flag }
}

const fn number(category: Category, name: &'static str) -> Column {
    Column { name, class: Class::Held(category), form: Form::Number }
}

const fn secret(name: &'static str) -> Column {
    Column { name, class: Class::Secret, form: Form::Text }
}

const fn sealed(name: &'static str) -> Column {
    Column { name, class: Class::Sealed, form: Form::Text }
}

const fn staff(name: &'static str) -> Column {
    Column { name, class: Class::Staff, form: Form::Text }
}

const fn technical(name: &'static str) -> Column {
    Column { name, class: Class::Technical, form: Form::Text }
}

const fn unlinked(name: &'static str) -> Column {
    Column { name, class: Class::Unlinked, form: Form::Text }
}

#[cfg(test)]
#[path = "catalogue/tests.rs"]
mod tests;
