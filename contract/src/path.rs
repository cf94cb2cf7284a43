//! Every API endpoint. `{}` parts are filled by [`with`].

/// Below this path lives the API.
pub const API: &str = "/api/v1";
/// The header that every unsafe request of the app carries; a form of another site cannot set it.
pub const APP_HEADER: &str = "x-vet2b-app";
/// Where the banner's form goes, without JavaScript; urlencoded.
pub const CONSENT_FORM: &str = "/consent";

/// GET who is signed in, POST sign in, DELETE sign out
pub const SESSION: &str = "/api/v1/session";
/// POST prove the identity once more
pub const REAUTHENTICATION: &str = "/api/v1/session/reauthentication";
/// POST register
pub const REGISTRATIONS: &str = "/api/v1/registrations";
/// POST confirm the address by a mailed token
pub const REGISTRATION_CONFIRMATION: &str = "/api/v1/registrations/confirmation";
/// POST ask for the confirming mail again
pub const REGISTRATION_MAIL: &str = "/api/v1/registrations/mail";
/// POST ask for a mail that resets the password
pub const RECOVERY: &str = "/api/v1/recovery";
/// POST set a new password by a mailed token
pub const RECOVERY_PASSWORD: &str = "/api/v1/recovery/password";
/// POST a message to the controller
pub const CONTACT: &str = "/api/v1/contact";
/// GET the device's decision and its history, POST a decision
pub const CONSENT: &str = "/api/v1/consent";
/// GET a signed receipt of one of the device's decisions
pub const CONSENT_RECEIPT: &str = "/api/v1/consent/receipts/{number}";
/// GET the keys that receipts are signed with, old ones too
pub const SIGNING_KEYS: &str = "/api/v1/signing-keys";
/// GET the statistics held about the device, POST an entry
pub const USAGE: &str = "/api/v1/usage";
/// GET a policy in force: `?lang=`; `{document}` is `privacy` or `terms`
pub const POLICY: &str = "/api/v1/policies/{document}";
/// GET what a page of a document shows, as HTML in a JSON string: `?path=` is the page's address. To somebody who is signed in, with
/// what it means for them.
pub const DOCUMENTS: &str = "/api/v1/documents";
/// GET all versions of a policy: `?lang=`
pub const POLICY_VERSIONS: &str = "/api/v1/policies/{document}/versions";
/// GET one version of a policy: `?lang=`
pub const POLICY_VERSION: &str = "/api/v1/policies/{document}/versions/{version}";
/// GET one version of a policy as a file to keep: `?lang=`, `?format=` is `html`, `md` or `json`
pub const POLICY_FILE: &str = "/api/v1/policies/{document}/versions/{version}/file";
/// GET the versions of a policy as an Atom feed (RFC 4287): `?lang=`
pub const POLICY_ATOM: &str = "/api/v1/policies/{document}/feed.atom";
/// GET the versions of a policy as a JSON Feed (jsonfeed.org, version 1.1): `?lang=`
pub const POLICY_FEED: &str = "/api/v1/policies/{document}/feed.json";

/// GET everything the person typed; the account
pub const ME: &str = "/api/v1/me";
/// PUT name and phone
pub const ME_PERSON: &str = "/api/v1/me/person";
/// PUT the organisation
pub const ME_ORGANISATION: &str = "/api/v1/me/organisation";
/// PUT the language of the mails
pub const ME_LANGUAGE: &str = "/api/v1/me/language";
/// POST a colleague's address, who is to administer the organisation too
pub const ME_INVITATION: &str = "/api/v1/me/organisation/invitation";
/// POST a mailed token, get what it invites to
pub const INVITATION: &str = "/api/v1/invitation";
/// POST accept an invitation by its mailed token
pub const INVITATION_ACCEPTANCE: &str = "/api/v1/invitation/acceptance";
/// POST a new address
pub const ME_EMAIL: &str = "/api/v1/me/email";
/// POST confirm the new address by a mailed token; needs no session
pub const EMAIL_CONFIRMATION: &str = "/api/v1/email-confirmation";
/// PUT a new password
pub const ME_PASSWORD: &str = "/api/v1/me/password";
/// GET what is held, by category
pub const ME_DATA_MAP: &str = "/api/v1/me/data-map";
/// GET newsletter and policy state with history
pub const ME_CONSENTS: &str = "/api/v1/me/consents";
/// POST the answer to a version of the privacy policy, or to a new purpose of it
pub const ME_POLICY: &str = "/api/v1/me/policy";
/// PUT the newsletter choice
pub const ME_NEWSLETTER: &str = "/api/v1/me/consents/newsletter";
/// POST confirm the newsletter by a mailed token; needs no session
pub const NEWSLETTER_CONFIRMATION: &str = "/api/v1/newsletter-confirmation";
/// GET the exports, POST start one
pub const ME_EXPORTS: &str = "/api/v1/me/exports";
/// GET one export's state, DELETE it
pub const ME_EXPORT: &str = "/api/v1/me/exports/{id}";
/// GET the ZIP
pub const ME_EXPORT_ARCHIVE: &str = "/api/v1/me/exports/{id}/archive";
/// GET the state, POST request, DELETE cancel
pub const ME_ERASURE: &str = "/api/v1/me/erasure";
/// GET the eraser's dry run
pub const ME_ERASURE_PREVIEW: &str = "/api/v1/me/erasure/preview";
/// POST cancel an erasure by a mailed token; needs no session
pub const ERASURE_CANCELLATION: &str = "/api/v1/erasure-cancellation";
/// POST a mailed code, get the signed certificate of an erasure; needs no session
pub const CERTIFICATE: &str = "/api/v1/certificate";
/// GET what happened: `?before=`
pub const ME_ACTIVITY: &str = "/api/v1/me/activity";
/// GET all of it, signed, as a file to keep
pub const ME_ACTIVITY_FILE: &str = "/api/v1/me/activity/file";
/// GET where one is signed in, DELETE all sessions
pub const ME_SESSIONS: &str = "/api/v1/me/sessions";
/// DELETE one session
pub const ME_SESSION: &str = "/api/v1/me/sessions/{id}";
/// GET restrictions and objections by purpose, PUT one
pub const ME_LIMITS: &str = "/api/v1/me/limits";
/// GET what each recipient holds of the person and what it was told
pub const ME_RECIPIENTS: &str = "/api/v1/me/recipients";

/// GET the requests and disclosures, POST a request
pub const ME_REQUESTS: &str = "/api/v1/me/requests";
/// DELETE (take back) a request
pub const ME_REQUEST: &str = "/api/v1/me/requests/{id}";
/// GET the case file of a request: `?format=` is `html` or `json`
pub const ME_REQUEST_FILE: &str = "/api/v1/me/requests/{id}/file";
/// POST a request without an account; a mailed code confirms it
pub const REQUESTS: &str = "/api/v1/requests";
/// POST the mailed code that confirms a request
pub const REQUEST_CONFIRMATION: &str = "/api/v1/requests/confirmation";
/// POST a receipt code for the state of its request
pub const REQUEST_STATUS: &str = "/api/v1/requests/status";
/// POST a receipt code to take its request back
pub const REQUEST_CANCELLATION: &str = "/api/v1/requests/cancellation";
/// POST a receipt code for the case file of its request: `?format=` is `html` or `json`
pub const REQUEST_FILE: &str = "/api/v1/requests/file";

/// Fills the single `{...}` part of an endpoint.
pub fn with(endpoint: &str, part: &str) -> String {
    match (endpoint.find('{'), endpoint.find('}')) {
        (Some(open), Some(close)) => format!("{}{part}{}", &endpoint[..open], &endpoint[close + 1..]),
        _ => endpoint.to_owned(),
    }
}
