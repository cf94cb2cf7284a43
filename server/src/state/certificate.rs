use contract::privacy::{Certificate, CertifiedState, Holding, Provider, RecipientState, SignedCertificate};

use super::State;
use crate::problem::{Failure, Outcome};
use crate::store::{self, Conn, transact};

impl State {
    /// The file of a certificate: signed, as browsers make it with `JSON.stringify(value, null, 2)`, and a line feed.
    ///
    /// # Errors
    /// The database's; 500 when it cannot be written, which has no cause but memory.
    pub async fn certificate_file(&self, conn: &mut Conn, certificate: Certificate) -> Outcome<String> {
        let text = serde_json::to_string(&certificate).map_err(Failure::internal)?;
        let signature = self.signer(conn).await?.signature(&text);
        let signed = SignedCertificate { certificate, signature };
        Ok(serde_json::to_string_pretty(&signed).map_err(Failure::internal)? + "\n")
    }

    /// The file of the certificate with this hash of a code, if there is one: signed anew when recipients have answered since. What they
    /// said stays in it after their answers are deleted.
    ///
    /// # Errors
    /// As [`Self::certificate_file`].
    pub async fn certificate_of(&self, code_hash: &str) -> Outcome<Option<String>> {
        let mut conn = self.db().read().await?;
        let Some(file) = store::certificate::file(&mut conn, code_hash).await? else { return Ok(None) };
        // One of an older form is given as it was signed.
        let Ok(SignedCertificate { mut certificate, .. }) = serde_json::from_str(&file) else { return Ok(Some(file)) };
        let answers = store::recipient::of_reference(&mut conn, &certificate.reference).await?;
        if !add_answers(&mut certificate, &answers) {
            return Ok(Some(file));
        }
        let file = self.certificate_file(&mut conn, certificate).await?;
        drop(conn);
        transact!(self.db(), async |tx| { Ok(store::certificate::replace(tx, code_hash, &file).await?) })?;
        Ok(Some(file))
    }
}

/// Writes down how far each recipient is; says whether anything is new.
fn add_answers(certificate: &mut Certificate, answers: &[(Provider, RecipientState)]) -> bool {
    let mut is_new = false;
    for (provider, answer) in answers {
        let (recipient, state) = (provider.recipient(), certified(*answer));
        for told in certificate.recipients.iter_mut().filter(|told| told.recipient == recipient) {
            is_new |= told.state != state;
            told.state = state;
        }
    }
    // Once all have erased, no address is sealed any more.
    if is_new && answers.iter().all(|(_, answer)| *answer == RecipientState::Executed) {
        certificate.kept.retain(|rest| rest.holding != Holding::RecipientErasures);
    }
    is_new
}

const fn certified(answer: RecipientState) -> CertifiedState {
    match answer {
        RecipientState::Queued => CertifiedState::BeingTold,
        RecipientState::Notified => CertifiedState::Notified,
        RecipientState::Acknowledged => CertifiedState::Acknowledged,
        RecipientState::WaitingForProof => CertifiedState::WaitingForProof,
        RecipientState::Executed => CertifiedState::Executed,
        // Nothing takes the place of the word to erase: it could not be told any more.
        RecipientState::Failed | RecipientState::Superseded => CertifiedState::Failed,
    }
}
