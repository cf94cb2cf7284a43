use contract::{
    lang::Lang,
    policy::{Document, Policy, compare::compare},
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
/// A document or language that is missing, a required clause that is missing, languages that differ, or a change that the front
/// matter does not explain.
pub(super) fn check(editions: &[Edition]) -> Result<(), Flawed> {
    for document in Document::ALL {
        if !editions.iter().any(|edition| edition.document == *document) {
            return Err(flaw("policy", 1, format_args!("has no document `{}`", document.slug())));
        }
    }
    for edition in editions {
        let file = edition.file.as_str();
        if edition.document == Document::Privacy {
            for id in PRIVACY {
                if !edition.policy.clauses.iter().any(|clause| clause.id == id) {
                    return Err(flaw(file, 1, format_args!("lacks the clause `{id}`")));
                }
            }
        }
        for lang in Lang::ALL {
            let other = editions.iter().find(|other| {
                other.document == edition.document
                    && other.policy.version == edition.policy.version
                    && other.policy.lang == lang
            });
            let other = other.ok_or_else(|| flaw(file, 1, format_args!("is missing in `{}`", lang.tag())))?;
            if other.policy.effective != edition.policy.effective {
                return Err(flaw(file, 1, format_args!("takes effect on another day in `{}`", lang.tag())));
            }
            if other.policy.changes != edition.policy.changes {
                return Err(flaw(file, 1, format_args!("says other changes in `{}`", lang.tag())));
            }
            same_order(edition, other)?;
        }
    }
    for (at, edition) in editions.iter().enumerate() {
        let same = |other: &&Edition| other.document == edition.document && other.policy.lang == edition.policy.lang;
        follows(edition, editions[..at].iter().rfind(same))?;
    }
    Ok(())
}

fn same_order(edition: &Edition, other: &Edition) -> Result<(), Flawed> {
    let (these, those, lang) = (&edition.policy.clauses, &other.policy.clauses, other.policy.lang.tag());
    let differing = these.iter().zip(those).find(|(this, that)| this.id != that.id);
    match differing {
        Some((this, that)) => {
            let what = format!("the clause `{}` stands where `{lang}` has `{}`", this.id, that.id);
            Err(flaw(&edition.file, line_of(edition, &this.id), what))
        }
        None if these.len() == those.len() => Ok(()),
        None => Err(flaw(&edition.file, 1, format_args!("has not as many clauses as `{lang}`"))),
    }
}

/// A version comes after the one before, and says of each clause that differs what that means, and of no other.
fn follows(edition: &Edition, before: Option<&Edition>) -> Result<(), Flawed> {
    let (file, policy) = (edition.file.as_str(), &edition.policy);
    let Some(before) = before.map(|before| &before.policy) else {
        return match policy.changes.first() {
            None => Ok(()),
            Some(_) => Err(flaw(file, 1, "is the first version, so nothing has changed")),
        };
    };
    let number = |policy: &Policy| policy.version.parse::<u16>().unwrap_or_default();
    if number(policy) <= number(before) || policy.effective <= before.effective {
        let what = format!("must come after version {}, which takes effect on {}", before.version, before.effective);
        return Err(flaw(file, 1, what));
    }
    let compared = compare(before, policy);
    let changed = |id: &str| compared.iter().any(|clause| clause.id == id && clause.is_changed());
    for clause in compared.iter().filter(|clause| clause.is_changed()) {
        if !policy.changes.iter().any(|change| change.clause == clause.id) {
            let what = format!(
                "the clause `{id}` differs from version {}, and the front matter lacks `change {id}:`",
                before.version,
                id = clause.id
            );
            return Err(flaw(file, line_of(edition, &clause.id), what));
        }
    }
    match policy.changes.iter().find(|change| !changed(&change.clause)) {
        Some(change) => {
            let what = format!("`change {}:`, but the clause is as in version {}", change.clause, before.version);
            Err(flaw(file, 1, what))
        }
        None => Ok(()),
    }
}

/// The line of a clause's heading; the first one for a clause that is not there.
fn line_of(edition: &Edition, id: &str) -> usize {
    let heading = format!("{{#{id}}}");
    edition.source.lines().position(|line| line.contains(&heading)).map_or(1, |at| at + 1)
}
