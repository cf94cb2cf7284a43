//! Verification of what the portal has signed: receipts of cookie choices, certificates of erasures, activity logs, case files of
//! requests. On the person's own device, against the published keys; nothing is sent.

use contract::{
    consent::{PublicKey, Receipt, SignedReceipt},
    json::{Json, Read},
    privacy::{ActivityLog, Certificate, SignedActivityLog, SignedCertificate},
    rights::{Case, SignedCase},
};

use crate::browser::{digest::sha256, json, signature};

/// What the portal signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// of a cookie choice
    Receipt(Receipt),
    /// of an erasure
    Certificate(Certificate),
    /// what happened to an account
    Activity(ActivityLog),
    /// what happened to a request
    Case(Case),
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// signed by the portal with this key, and unchanged
    Genuine(Box<Document>, PublicKey),
    /// something in it was changed, or the signature is another's
    Changed,
    /// signed by the portal, but this entry of the log does not follow from the one before: the log was altered at the portal
    Broken(i64),
    /// signed with a key that the portal does not publish
    UnknownKey,
    /// no document of this portal
    NoDocument,
    /// this browser cannot verify Ed25519
    Unable,
}

/// A document that was read, and what it says about its signature.
struct Signed {
    document: Document,
    key: String,
    value: String,
    /// the member that is signed
    member: &'static str,
}

/// Reads a file's text: the form byte by byte, then the signature, then the chain.
pub async fn examine(text: &str, keys: &[PublicKey]) -> Verdict {
    let signed = json::parse_foreign(text).and_then(read);
    let parts = signed.as_ref().and_then(|signed| signature::parts(text, signed.member));
    let (Some(signed), Some((compact, whole))) = (signed, parts) else { return Verdict::NoDocument };
    if text.trim_end_matches(['\r', '\n']) != whole {
        return Verdict::Changed;
    }
    let Some(key) = keys.iter().find(|key| key.id == signed.key) else { return Verdict::UnknownKey };
    match signature::is_of(&compact, &signed.value, &key.public).await {
        Some(true) => {}
        Some(false) => return Verdict::Changed,
        None => return Verdict::Unable,
    }
    if let Document::Activity(log) = &signed.document {
        match first_flaw(log).await {
            None => return Verdict::Unable,
            Some(Some(number)) => return Verdict::Broken(number),
            Some(None) => {}
        }
    }
    Verdict::Genuine(Box::new(signed.document), key.clone())
}

fn read(json: Json) -> Option<Signed> {
    let is_with =
        |json: &Json, member: &str| matches!(json, Json::Object(all) if all.iter().any(|(name, _)| name == member));
    let (document, signature, member) = if is_with(&json, "receipt") {
        let SignedReceipt { receipt, signature } = Read::read(json)?;
        (Document::Receipt(receipt), signature, "receipt")
    } else if is_with(&json, "certificate") {
        let SignedCertificate { certificate, signature } = Read::read(json)?;
        (Document::Certificate(certificate), signature, "certificate")
    } else if is_with(&json, "case") {
        let SignedCase { case, signature } = Read::read(json)?;
        (Document::Case(case), signature, "case")
    } else {
        let SignedActivityLog { activity, signature } = Read::read(json)?;
        (Document::Activity(activity), signature, "activity")
    };
    Some(Signed { document, key: signature.key, value: signature.value, member })
}

/// The first entry of a log that was altered, is missing or in another place; the outer none where the browser cannot tell.
async fn first_flaw(log: &ActivityLog) -> Option<Option<i64>> {
    let gap = log.first_gap();
    for entry in &log.entries {
        if gap.is_some_and(|gap| gap <= entry.number) {
            break;
        }
        if sha256(entry.text().as_bytes()).await? != entry.sha256 {
            return Some(Some(entry.number));
        }
    }
    Some(gap)
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use super::*;

    #[test]
    fn what_is_nested_too_deep_is_no_document() {
        let deep = "[".repeat(100_000);
        for text in [deep.clone(), format!("{{\"receipt\": {deep}"), String::new(), "{}".to_owned()] {
            // Nothing waits natively, where there is no WebCrypto.
            let verdict = pin!(examine(&text, &[])).poll(&mut Context::from_waker(Waker::noop()));
            assert_eq!(verdict, Poll::Ready(Verdict::NoDocument), "{text:.20}");
        }
    }
}
