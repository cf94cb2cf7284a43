use contract::{
    lang::Lang,
    policy::{Clause, Document},
};

use super::{Edition, Flawed, flaw};

/// The clauses that every version of the privacy policy has; pages, mails and the dashboard link to them.
const PRIVACY: [&str; 23] = [
    "scope",
    "controller",
    "principles",
    "rights",
    "contact",
    "retention",
    "authorities",
    "erasure",
    "personal-data",
    "usage-data",
    "cookies",
    "purposes",
    "transfers",
    "disclosure",
    "security",
    "providers",
    "mailchimp",
    "campayn",
    "analytics",
    "links",
    "children",
    "changes",
    "contact-us",
];

/// Compares the texts with what the portal needs and with one another.
///
/// # Errors
/// A document or language that is missing, a required clause that is missing, or languages that differ.
pub(super) fn check(editions: &[Edition]) -> Result<(), Flawed> {
    for document in Document::ALL {
        if !editions.iter().any(|edition| edition.document == *document) {
            return Err(flaw("policy", 0, format_args!("has no document `{}`", document.slug())));
        }
    }
    for edition in editions {
        let name = name(edition);
        if edition.document == Document::Privacy {
            for id in PRIVACY {
                if !edition.policy.clauses.iter().any(|clause| clause.id == id) {
                    return Err(flaw(&name, 0, format_args!("lacks the clause `{id}`")));
                }
            }
        }
        for lang in Lang::ALL {
            let other = editions.iter().find(|other| {
                other.document == edition.document
                    && other.policy.version == edition.policy.version
                    && other.policy.lang == lang
            });
            let other = other.ok_or_else(|| flaw(&name, 0, format_args!("is missing in `{}`", lang.tag())))?;
            if other.policy.effective != edition.policy.effective {
                return Err(flaw(&name, 0, format_args!("takes effect on another day in `{}`", lang.tag())));
            }
            same_order(&name, &edition.policy.clauses, &other.policy.clauses, lang)?;
        }
    }
    Ok(())
}

fn same_order(name: &str, these: &[Clause], those: &[Clause], lang: Lang) -> Result<(), Flawed> {
    let differing = these.iter().zip(those).find(|(this, that)| this.id != that.id);
    match differing {
        Some((this, that)) => {
            let what = format!("has the clause `{}` where `{}` has `{}`", this.id, lang.tag(), that.id);
            Err(flaw(name, 0, what))
        }
        None if these.len() == those.len() => Ok(()),
        None => Err(flaw(name, 0, format_args!("has not as many clauses as `{}`", lang.tag()))),
    }
}

fn name(edition: &Edition) -> String {
    format!("policy {} {} ({})", edition.document.slug(), edition.policy.version, edition.policy.lang.tag())
}
