//! What Google has counted stays with it, whatever is withdrawn afterwards; where it was never used, nothing is there.

use contract::account::TokenDraft;
use contract::consent::{ConsentDraft, Place};
use contract::path;
use contract::privacy::Recipient as Receives;
use contract::privacy::{CertifiedState, Erasure, ErasureDraft, ErasureTime, Provider, SignedCertificate};
use serde_json::json;

use super::report;
use super::sheet::{recipients, sheet};
use crate::portal::{Client, Portal, on_both};

const NOW: ErasureDraft = ErasureDraft { when: ErasureTime::Now };

async fn answers(client: &mut Client, statistics: bool) {
    let place = if statistics { Place::Banner } else { Place::Settings };
    let choice =
        ConsentDraft { preferences: Some(true), statistics: Some(statistics), place, ..ConsentDraft::default() };
    client.post(path::CONSENT, &choice).await.is(200);
}

/// What the certificate of an erasure says of Google.
async fn certified(portal: &Portal, client: &mut Client) -> Option<CertifiedState> {
    let asked: Erasure = client.post(path::ME_ERASURE, &NOW).await.ok(202);
    portal.run_jobs().await;
    let code = TokenDraft { token: asked.certificate };
    let signed: SignedCertificate = portal.visitor().post(path::CERTIFICATE, &code).await.ok(200);
    let google = signed.certificate.recipients.iter().find(|one| one.recipient == Receives::GoogleAnalytics);
    google.map(|google| google.state)
}

on_both! {
    async fn what_was_counted_until_the_withdrawal_stays(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut anna = portal.anna().await;
        answers(&mut anna, false).await;
        assert!(!report(&mut anna, Provider::GoogleAnalytics).await.holds, "it was never allowed");
        portal.clock.advance(60);
        let since = portal.state.now();
        answers(&mut anna, true).await;
        portal.clock.advance(60);
        answers(&mut anna, false).await;
        let google = report(&mut anna, Provider::GoogleAnalytics).await;
        assert_eq!((google.configured, google.holds, google.since), (true, true, Some(since)));
        let sheet = sheet(portal, &mut anna).await;
        assert_eq!(recipients(&sheet, "usage"), [json!("consortium"), json!("google_analytics")]);
        assert_eq!(certified(portal, &mut anna).await, Some(CertifiedState::NotAsked));
    }

    async fn whoever_refused_has_nothing_there(portal: Portal, ["--ga-id", "G-AB12CD34EF"]) {
        let mut anna = portal.anna().await;
        answers(&mut anna, false).await;
        let sheet = sheet(portal, &mut anna).await;
        assert_eq!(recipients(&sheet, "usage"), [json!("consortium")]);
        assert_eq!(certified(portal, &mut anna).await, None);
    }

    async fn where_it_was_never_used_statistics_are_the_portals_own(portal: Portal) {
        let mut anna = portal.anna().await;
        answers(&mut anna, true).await;
        let google = report(&mut anna, Provider::GoogleAnalytics).await;
        assert!(!google.configured && !google.holds && google.since.is_none());
        let sheet = sheet(portal, &mut anna).await;
        assert_eq!(recipients(&sheet, "usage"), [json!("consortium")]);
        // It is set up afterwards: an answer from before it does not allow it.
        portal.restart_set_to(&["--ga-id", "G-AB12CD34EF"]).await;
        let mut anna = portal.visitor();
        anna.sign_in(super::ANNA, crate::portal::PASSWORD).await.is(200);
        assert!(!report(&mut anna, Provider::GoogleAnalytics).await.holds);
        assert_eq!(certified(portal, &mut anna).await, None);
    }

    async fn what_it_counted_before_it_was_switched_off_stays(portal: Portal) {
        let mut anna = portal.anna().await;
        answers(&mut anna, true).await;
        // As a portal that used it has written it.
        let earlier = "insert into consent_record (number, subject, preferences, preferences_version, statistics, \
                       statistics_version, how, lang, text, at, expires_at, previous_hash, hash) select 987654, subject, 1, 1, 1, \
                       2, 'banner', 'lv', 'a', 7, 8, 'b', 'c' from consent_device";
        assert_eq!(portal.sql(earlier).await.unwrap(), 1);
        let google = report(&mut anna, Provider::GoogleAnalytics).await;
        assert_eq!((google.configured, google.since.map(|at| at.0)), (false, Some(7)));
        assert_eq!(certified(portal, &mut anna).await, Some(CertifiedState::NotAsked));
    }
}
