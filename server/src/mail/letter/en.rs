use contract::lang::Lang;
use contract::portal::Topic;

use super::{Frame, Letter, RequestFacts, Words, on};
use crate::basis::rights;

pub const FRAME: Frame = Frame {
    hello: "Hello",
    regards: "Kind regards\nThe VET2B portal",
    reference: "Reference number, if you write to us",
    paste: "If the button does not work, open this address in your browser:",
};

const fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Support => "help with the portal",
        Topic::DataProtection => "personal data",
        Topic::GuardianReport => "a parent's or guardian's report about a child's data",
    }
}

const AUTHORITY: &str = "Datu valsts inspekcija (Data State Inspectorate), https://www.dvi.gov.lv";
const WHY: &str = "You received this because a request about personal data was filed in the VET2B portal with your e-mail address. If \
                   that was not you, write to us with the reference number.";
const STAFF: &str = "You received this because you answer the requests that are filed in the VET2B portal.";

/// How the request is seen without an account.
fn receipt(request: &RequestFacts) -> Vec<String> {
    let words = |code: &String| {
        format!("In place of the link you can use the access code: {code}. Keep it: it shows the request.")
    };
    request.receipt.iter().map(words).collect()
}

/// The proof of what a decision has led to, and how the request is seen without an account.
fn proof(request: &RequestFacts) -> Vec<String> {
    let words = |link: &String| format!("Once the erasure is done, its signed certificate is here: {link}");
    request.certificate.iter().map(words).chain(receipt(request)).collect()
}

#[expect(clippy::too_many_lines, reason = "one letter after the other, in the order of the enum")]
pub fn words(letter: &Letter) -> Words {
    match letter {
        Letter::Confirm { link, newsletter, reference } => Words {
            subject: "VET2B: confirm your e-mail address".into(),
            paragraphs: [
                Some("Thank you for registering with the VET2B portal. To finish, please confirm that this e-mail address is yours."),
                newsletter.then_some(
                    "When registering you chose to receive the newsletter. By confirming the address you confirm this choice too. You \
                     can unsubscribe at any time under “My privacy” in the portal.",
                ),
            ]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect(),
            action: Some(("Confirm the address", link.clone())),
            notes: vec!["The link is valid for 48 hours and can be used once.".into()],
            why: "You received this because your e-mail address was entered in our registration form. If you did not register, \
                  there is nothing to do: without the confirmation no account begins, and we delete what was entered after 48 \
                  hours."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Known { sign_in, recover, reference } => Words {
            subject: "VET2B: you have an account".into(),
            paragraphs: vec![
                "Somebody, perhaps you, entered your e-mail address in the VET2B portal. This address has an account already, so \
                 there is no need to register again."
                    .into(),
                format!("If you have forgotten the password, you can set a new one here: {recover}"),
            ],
            action: Some(("Sign in", sign_in.clone())),
            notes: vec![],
            why: "You received this because your e-mail address was entered in a form of the portal. If that was not you, there \
                  is nothing to do: nothing has changed in your account, and nobody was told that you have one."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Unknown { register, reference } => Words {
            subject: "VET2B: this address has no account".into(),
            paragraphs: vec![
                "Somebody, perhaps you, entered your e-mail address in the VET2B portal to get into an account. This address has \
                 no account, and no registration waits for confirmation."
                    .into(),
                "Perhaps you registered with another address? Then try that one. If you have no account yet, you can register."
                    .into(),
            ],
            action: Some(("Register", register.clone())),
            notes: vec![],
            why: "You received this because your e-mail address was entered in a form of the portal. If that was not you, there \
                  is nothing to do: we do not keep your address."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Recovery { link, reference } => Words {
            subject: "VET2B: set a new password".into(),
            paragraphs: vec!["We were asked to reset the password of your VET2B account.".into()],
            action: Some(("Set a new password", link.clone())),
            notes: vec![
                "The link is valid for one hour and can be used once. With the new password you are signed out everywhere.".into(),
            ],
            why: "You received this because somebody asked for a new password for your account. If that was not you, there is \
                  nothing to do: the password stays as it is. Do not pass the link on."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::PasswordChanged { recover } => Words {
            subject: "VET2B: your password was changed".into(),
            paragraphs: vec![
                "The password of your VET2B account has just been changed. On other devices you are signed out.".into(),
            ],
            action: None,
            notes: vec![],
            why: format!(
                "You received this because we tell the owner of an account about every change of its password. If you did not \
                 change it, set a new one at once: {recover}"
            ),
            reference: None,
        },
        Letter::ConfirmEmail { link, reference } => Words {
            subject: "VET2B: confirm the new e-mail address".into(),
            paragraphs: vec![
                "Somebody, perhaps you, wants to use this address for their VET2B account. Please confirm that it is yours.".into(),
            ],
            action: Some(("Confirm the new address", link.clone())),
            notes: vec![
                "The link is valid for 24 hours and can be used once. Until then the account keeps its present address.".into(),
            ],
            why: "You received this because your e-mail address was entered in an account. If that was not you, there is \
                  nothing to do: without the confirmation nothing changes."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::EmailChangeRequested { sessions } => Words {
            subject: "VET2B: a new e-mail address was asked for".into(),
            paragraphs: vec![
                "We were asked to use another e-mail address for your VET2B account. It takes effect once the new address is \
                 confirmed."
                    .into(),
            ],
            action: None,
            notes: vec![],
            why: format!(
                "You received this because we tell the present address about every change. If you did not ask for it, change \
                 your password and end the sessions that are not yours: {sessions}"
            ),
            reference: None,
        },
        Letter::EmailChanged { contact } => Words {
            subject: "VET2B: your e-mail address was changed".into(),
            paragraphs: vec![
                "Your VET2B account has another e-mail address now. We shall not write to this one about the account any more."
                    .into(),
                "For your safety the account can be neither erased nor exported for 72 hours.".into(),
            ],
            action: None,
            notes: vec![],
            why: format!(
                "You received this because we tell the former address about every change. If you did not change it, write to us \
                 at once: {contact}"
            ),
            reference: None,
        },
        Letter::Invitation { link, reference } => Words {
            subject: "VET2B: invitation to administer an organisation".into(),
            paragraphs: vec![
                "Somebody who administers an organisation in the VET2B portal has invited you, as a colleague, to administer it too. \
                 Which organisation it is, and who invites you, you see on the page of the link once you are signed in with the \
                 account of this e-mail address."
                    .into(),
                "If you have no account yet, the page leads you to the registration. Nothing changes until you accept there.".into(),
            ],
            action: Some(("See the invitation", link.clone())),
            notes: vec!["The link is valid for 72 hours, and the invitation can be accepted once.".into()],
            why: "You received this because your e-mail address was entered in the portal as a colleague's. If you know nothing about \
                  it, there is nothing to do: whoever entered it does not learn whether you have an account, and we delete the address \
                  after 72 hours."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::InvitationAccepted { activity } => Words {
            subject: "VET2B: your invitation was accepted".into(),
            paragraphs: vec![
                "A colleague whom you invited administers your organisation in the VET2B portal too from now on, and can see and \
                 correct its record."
                    .into(),
                "If you delete your account, the organisation's record stays with those who administer it then.".into(),
            ],
            action: Some(("See your activity log", activity.clone())),
            notes: vec![],
            why: "You received this because your account sent the invitation. If that was not you, change your password and write to \
                  us."
                .into(),
            reference: None,
        },
        Letter::ConfirmNewsletter { link } => Words {
            subject: "VET2B: confirm the newsletter".into(),
            paragraphs: vec![
                "You asked for the VET2B newsletter in the portal. We shall send it only after you have confirmed this.".into(),
            ],
            action: Some(("Confirm the subscription", link.clone())),
            notes: vec![
                "The link is valid for 24 hours and can be used once. You can unsubscribe at any time under “My privacy” in the \
                 portal."
                    .into(),
            ],
            why: "You received this because “Subscribe to the newsletter” was pressed in your account. If that was not you, or you \
                  have changed your mind, there is nothing to do: without the confirmation we send no newsletter."
                .into(),
            reference: None,
        },
        Letter::ContactReceived { reference } => Words {
            subject: format!("VET2B: we have your message {reference}"),
            paragraphs: vec![
                "Thank you for your message. We have it and shall answer to this e-mail address.".into(),
                "Questions about personal data are answered within a month.".into(),
            ],
            action: None,
            notes: vec![],
            why: "You received this because your e-mail address was entered in the contact form of the VET2B portal. If that \
                  was not you, write to us with the reference number, and we shall delete the message."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::ContactForward { reference, topic: about, name, email, message } => Words {
            subject: format!("VET2B: message {reference} from the contact form"),
            paragraphs: vec![
                format!("Topic: {}", topic(*about)),
                format!("Name: {name}"),
                format!("E-mail: {email}"),
                message.clone(),
            ],
            action: None,
            notes: vec![],
            why: "You received this because you answer the messages of the VET2B portal. Your reply goes to the author.".into(),
            reference: Some(reference.clone()),
        },
        Letter::ExportReady { link } => Words {
            subject: "VET2B: the copy of your data is ready".into(),
            paragraphs: vec![
                "The copy of your data is ready. After signing in you can download it for seven days; then we delete it.".into(),
            ],
            action: Some(("Open the page with the copy", link.clone())),
            notes: vec![],
            why: "You received this because a copy of the data was asked for in your account. If that was not you, change your \
                  password."
                .into(),
            reference: None,
        },
        Letter::ErasureRequested { link, due_at, reference } => Words {
            subject: "VET2B: your account is to be erased".into(),
            paragraphs: vec![
                format!("We were asked to erase your VET2B account. It and all its data will be erased on {}.", on(Lang::En, *due_at)),
                "Until then you can change your mind. Once erased, nothing can be brought back.".into(),
            ],
            action: Some(("Keep the account", link.clone())),
            notes: vec![],
            why: "You received this because erasure was asked for in your account. If that was not you, open the link to keep \
                  the account, and change your password."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::ErasureCancelled => Words {
            subject: "VET2B: your account stays".into(),
            paragraphs: vec!["The erasure of your VET2B account is stopped. The account and its data stay as they were.".into()],
            action: None,
            notes: vec![],
            why: "You received this because the erasure of your account was stopped. If that was not you, change your password \
                  and ask for the erasure again."
                .into(),
            reference: None,
        },
        Letter::PolicyNotice { day, changes, consents, delete } => Words {
            subject: "VET2B: the privacy policy changes".into(),
            paragraphs: vec![
                format!("A new version of the VET2B portal's privacy policy takes effect on {day}. What changes in it can be read word by word in the portal."),
                "There is nothing that you have to do. If something changes that needs your consent, we will ask you about it by itself; silence is no consent.".into(),
            ],
            action: Some(("See what changes", changes.clone())),
            notes: vec![
                format!("You can see and withdraw your consents here: {consents}"),
                format!("If you are not content with the new policy, you can erase your data: {delete}"),
            ],
            why: "You received this because you have an account in the VET2B portal, and we give notice of changes of the policy beforehand.".into(),
            reference: None,
        },
        Letter::RequestCode { code, link } => Words {
            subject: "VET2B: confirm your request".into(),
            paragraphs: vec![
                "A request about personal data was filed in the VET2B portal with your e-mail address. For us to look into it, please \
                 confirm that the address is yours: open the link, or type the code on the request's page."
                    .into(),
                format!("Code: {code}"),
            ],
            action: Some(("Confirm the request", link.clone())),
            notes: vec![
                "The code is valid for 30 minutes and can be used once. We shall not ask for a copy of an identity document.".into(),
            ],
            why: "You received this because your e-mail address was entered in a request form. If that was not you, there is nothing \
                  to do: without the confirmation we do not look into the request, and delete what was entered."
                .into(),
            reference: None,
        },
        Letter::RequestReceived { request } => Words {
            subject: format!("VET2B: we have your request {}", request.reference),
            paragraphs: vec![
                format!("We have your request: {}.", rights::kind(Lang::En, request.kind).to_lowercase()),
                format!("We shall answer by {} at the latest.", request.due),
            ],
            action: Some(("See the request", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestAsked { request, question } => Words {
            subject: format!("VET2B: a question about request {}", request.reference),
            paragraphs: vec![
                "To answer your request we must make sure that it was you who filed it.".into(),
                question.clone(),
                "Please answer to contact@vet2b.eu and quote the reference number. Do not send a copy of an identity document. While we wait \
                 for your answer, the clock stands still."
                    .into(),
            ],
            action: Some(("See the request", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestAnswered { request } => Words {
            subject: format!("VET2B: request {} goes on", request.reference),
            paragraphs: vec![format!("Thank you, we have your answer. We shall answer the request by {} at the latest.", request.due)],
            action: Some(("See the request", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestExtended { request, reason } => Words {
            subject: format!("VET2B: request {} takes longer", request.reference),
            paragraphs: vec![
                format!("We need more time to answer your request. We shall answer by {} at the latest.", request.due),
                format!("The reason: {reason}"),
                format!("If you do not agree, you can lodge a complaint with the supervisory authority: {AUTHORITY}"),
            ],
            action: Some(("See the request", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestDecided { request, state, reason } => Words {
            subject: format!("VET2B: the answer to request {}", request.reference),
            paragraphs: vec![
                format!("Your request is {}.", rights::state(Lang::En, *state)),
                format!("The reason: {reason}"),
                format!(
                    "If you do not agree, you can lodge a complaint with the supervisory authority ({AUTHORITY}) or go to court."
                ),
            ],
            action: Some(("See the decision", request.link.clone())),
            notes: proof(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffRequest { request, has_failed } => Words {
            subject: format!("VET2B: new request {}", request.reference),
            paragraphs: vec![
                match has_failed {
                    true => format!(
                        "The portal could not carry a request out: {}. It is for you to do.",
                        rights::kind(Lang::En, request.kind).to_lowercase()
                    ),
                    false => format!("A request has come: {}.", rights::kind(Lang::En, request.kind).to_lowercase()),
                },
                format!("It must be answered by {}.", request.due),
                format!("vet2b-server staff show {} --reason REASON --as NAME", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffReminder { request, days_left } if *days_left < 0 => Words {
            subject: format!("VET2B: request {} is overdue", request.reference),
            paragraphs: vec![
                format!("The request: {}.", rights::kind(Lang::En, request.kind).to_lowercase()),
                format!("It has been overdue since {}. Days: {}.", request.due, days_left.abs()),
                format!("vet2b-server staff show {} --reason REASON --as NAME", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffReminder { request, days_left } => Words {
            subject: format!("VET2B: request {} is about to be due", request.reference),
            paragraphs: vec![
                format!("The request: {}.", rights::kind(Lang::En, request.kind).to_lowercase()),
                format!("It must be answered by {}. Days left: {days_left}.", request.due),
                format!("vet2b-server staff show {} --reason REASON --as NAME", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffUnanswered { request, days } => Words {
            subject: format!("VET2B: unanswered question about request {}", request.reference),
            paragraphs: vec![
                format!("The request: {}.", rights::kind(Lang::En, request.kind).to_lowercase()),
                format!("The question to the person waits for an answer, and the clock stands still. Days: {days}."),
                "If the answer has come, the clock goes on; if none will, the request must be decided.".into(),
                format!("vet2b-server staff answered {} --as NAME", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::Farewell { link, reference, sealed, reports } => Words {
            subject: "VET2B: your account is erased".into(),
            paragraphs: vec![
                if *sealed {
                    "Your VET2B account and its data in the portal are erased. This is the last letter. We keep your address, \
                     encrypted, only until the recipients that it was passed on to have erased it, and at most 90 days after the last \
                     try to tell them has failed; we use it for nothing else."
                        .into()
                } else if *reports {
                    "Your VET2B account and its data in the portal are erased. This is the last letter about the account.".into()
                } else {
                    "Your VET2B account and its data in the portal are erased. This is the last letter: we no longer keep your \
                     address either."
                        .into()
                },
                if *reports {
                    "The report about a child that you filed stays, with your name and address, until it is closed; three days later \
                     it is erased too. The law obliges us to look into it. Apart from it, this remains."
                        .into()
                } else {
                    String::new()
                },
                if *sealed {
                    "What remains then is a signed certificate of the erasure, the recipients' answers, its mark, and cookie choices \
                     under a random name; none of them leads to you."
                        .into()
                } else {
                    "What remains is a signed certificate of the erasure, its mark, and cookie choices under a random name; none of \
                     them leads to you."
                        .into()
                },
                "Thank you for having been with us!".into(),
            ],
            action: Some(("See the certificate of erasure", link.clone())),
            notes: vec![
                "The certificate says what was erased and what stays. No account is needed to open it; download it if you want to \
                 keep the proof."
                    .into(),
            ],
            why: "You received this because the erasure of your account was asked for (General Data Protection Regulation, \
                  article 17)."
                .into(),
            reference: Some(reference.clone()),
        },
    }
}
