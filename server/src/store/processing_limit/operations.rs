//! What the store does with people's data, for which purpose, and what a limit does to it. A test reads the sources: a query that is
//! not declared here fails it, and so does one that should look for a limit and does not.

use contract::privacy::Purpose;

use crate::store::outbox::Post;

/// Functions of one module that work for the same purposes.
#[derive(Debug)]
pub struct Operation {
    /// the module, below `store`
    pub module: &'static str,
    /// its functions; all of them when empty
    pub functions: &'static [&'static str],
    /// what for
    pub purposes: &'static [Purpose],
    /// what a limit against one of the purposes does
    pub limited: Limited,
}

/// What a limit does to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limited {
    /// its query does not touch whoever has set one
    ByQuery,
    /// it goes on, for this reason
    GoesOn(&'static str),
}

use Limited::{ByQuery, GoesOn};
use Purpose::{Improve, Monitor, Notify, Operate, Protect, Support};

const ACCOUNT: &str = "runs the account (contract), which ends with its erasure";
const SECURITY: &str = "protects the account and the portal";
const PROOF: &str = "proof of consent and of information, which the law asks for (GDPR art. 5(2), 7(1))";
const RIGHTS: &str = "carries out, or shows, what the person asks for";
const STORED: &str = "storage, which a restriction leaves alone (GDPR art. 18(2)), and its end";

/// Everything that the store does.
pub const OPERATIONS: &[Operation] = &[
    Operation { module: "usage", functions: &["is_allowed", "add"], purposes: &[Improve, Monitor], limited: ByQuery },
    Operation {
        module: "usage",
        functions: &["of_device", "forget", "sweep"],
        purposes: &[Operate],
        limited: GoesOn(STORED),
    },
    Operation { module: "usage/summary", functions: &["summary"], purposes: &[Improve, Monitor], limited: ByQuery },
    Operation { module: "newsletter", functions: &["ask", "extend", "set"], purposes: &[Notify], limited: ByQuery },
    Operation {
        module: "newsletter",
        functions: &["waiting", "take", "names_text", "missing_texts", "wanted", "history", "sweep"],
        purposes: &[Operate],
        limited: GoesOn(PROOF),
    },
    Operation { module: "account", functions: &["to_notify", "ids_after"], purposes: &[Notify], limited: ByQuery },
    Operation {
        module: "account",
        functions: &[
            "by_email_key",
            "by_id",
            "insert",
            "set_person",
            "set_lang",
            "set_password",
            "set_pending_email",
            "set_email",
        ],
        purposes: &[Operate],
        limited: GoesOn(ACCOUNT),
    },
    Operation { module: "contact", functions: &["to_pass_on", "release"], purposes: &[Support], limited: ByQuery },
    Operation {
        module: "contact",
        functions: &["insert", "hold", "sweep"],
        purposes: &[Operate],
        limited: GoesOn(STORED),
    },
    Operation { module: "recipient", functions: &["may_subscribe"], purposes: &[Notify], limited: ByQuery },
    Operation {
        module: "recipient",
        functions: &[
            "add",
            "told",
            "counted_since",
            "open_action",
            "being_told",
            "account_of",
            "begin",
            "put_off",
            "busy_until",
            "addresses",
            "addresses_at",
            "former",
            "note",
            "release",
            "holds",
            "of_account",
            "of_request",
            "of_reference",
            "stuck",
            "retry",
            "counts",
            "sweep",
            "overdue",
        ],
        purposes: &[Operate],
        limited: GoesOn(RIGHTS),
    },
    Operation {
        module: "processing_limit",
        functions: &["allows_google"],
        purposes: &[Improve, Monitor],
        limited: ByQuery,
    },
    Operation {
        module: "processing_limit",
        functions: &["lock", "set", "lift", "of_account", "holds"],
        purposes: &[Operate],
        limited: GoesOn(RIGHTS),
    },
    whole("account_consent", Operate, PROOF),
    whole("activity", Protect, SECURITY),
    whole("activity/chain", Protect, SECURITY),
    whole("address", Operate, RIGHTS),
    whole("backup", Protect, SECURITY),
    whole("certificate", Operate, PROOF),
    whole("checkpoint", Operate, PROOF),
    whole("consent", Operate, PROOF),
    whole("consent/chain", Operate, PROOF),
    whole("consent/proof", Operate, PROOF),
    whole("consent_device", Operate, PROOF),
    whole("contact_form", Operate, STORED),
    whole("erasure", Operate, RIGHTS),
    whole("erasure/mark", Operate, RIGHTS),
    whole("erasure/tally", Operate, RIGHTS),
    whole("export", Operate, RIGHTS),
    whole("failure", Protect, SECURITY),
    whole("held", Operate, RIGHTS),
    whole("invitation", Operate, ACCOUNT),
    whole("organisation", Operate, ACCOUNT),
    whole("outbox", Operate, "carries jobs; what a letter says is looked up when it is written, where the limit holds"),
    whole("policy", Operate, PROOF),
    whole("profile", Operate, ACCOUNT),
    whole("registration", Operate, ACCOUNT),
    whole("request", Operate, RIGHTS),
    whole("request/claim", Operate, RIGHTS),
    whole("request/disclosure", Operate, RIGHTS),
    whole("request/event", Operate, RIGHTS),
    whole("request/removal", Operate, RIGHTS),
    whole("request/staff", Operate, RIGHTS),
    whole("session", Protect, SECURITY),
    whole("signing_key", Operate, PROOF),
    whole("staff_act", Protect, SECURITY),
    whole("token", Operate, ACCOUNT),
];

const fn whole(module: &'static str, purpose: Purpose, why: &'static str) -> Operation {
    // Both are never limited by a click, so that a whole module may go on.
    let purposes: &'static [Purpose] = match purpose {
        Protect => &[Protect],
        _ => &[Operate],
    };
    Operation { module, functions: &[], purposes, limited: GoesOn(why) }
}

/// What a letter is sent for. Exhaustive: a new letter does not compile until it says so. One for a purpose that can be limited is
/// written from a query that looks for the limit.
pub const fn purpose_of(post: &Post) -> Purpose {
    match post {
        // That a version of the policy comes the portal itself says too.
        Post::NewsletterConfirmation { .. } | Post::PolicyNotice { .. } => Notify,
        Post::ContactReceived { .. } | Post::ContactForward { .. } => Support,
        Post::PasswordChanged { .. }
        | Post::EmailChangeRequested { .. }
        | Post::EmailChanged { .. }
        | Post::InvitationAccepted { .. } => Protect,
        // Asked for, and needed to run the account or to carry out a right.
        Post::Registration { .. }
        | Post::RegistrationAgain { .. }
        | Post::Recovery { .. }
        | Post::EmailConfirmation { .. }
        | Post::Invitation { .. }
        | Post::ExportReady { .. }
        | Post::ErasureRequested { .. }
        | Post::ErasureCancelled { .. }
        | Post::RequestCode { .. }
        | Post::RequestStep { .. }
        | Post::GuestRequestStep { .. }
        | Post::StaffRequest { .. }
        | Post::StaffReminder { .. }
        | Post::Farewell { .. } => Operate,
    }
}

#[cfg(test)]
#[path = "operations/tests.rs"]
mod tests;
