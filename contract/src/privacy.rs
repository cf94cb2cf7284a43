//! The privacy dashboard: what is held, consents, export, erasure, activity, sessions.

mod activity;
mod certificate;
mod consents;
mod data_map;
mod erasure;
mod export;
mod limits;
mod provider;
mod session;

pub use activity::{
    ACTIVITY_LOG, Activity, ActivityKind, ActivityLink, ActivityLog, Actor, NO_ENTRY, SignedActivityLog,
};
pub use certificate::{
    CERTIFICATE, Certificate, CertifiedItem, CertifiedRecipient, CertifiedRest, CertifiedState, SignedCertificate,
};
pub use consents::{ConsentChange, Consents, NewsletterDraft};
pub use data_map::{Category, CategoryReport, DataMap, Ground, Held, Purpose, Recipient, Retention};
pub use erasure::{Erasure, ErasureDraft, ErasureItem, ErasurePreview, ErasureTime, Fate, Holding};
pub use export::{Export, ExportState};
pub use limits::{LimitDraft, LimitKind, LimitReport};
pub use provider::{Provider, ProviderReport, RecipientAction, RecipientState, RecipientTask, ToldRecipient};
pub use session::{Device, SessionEntry};
