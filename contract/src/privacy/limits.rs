//! Restriction (GDPR art. 18) and objection (art. 21), purpose by purpose.

use crate::{
    check::{Check, Violations},
    code,
    time::Timestamp,
    wire,
};

use super::{Category, Ground, Purpose};

code! {
    /// What a person can set against a purpose.
    pub enum LimitKind {
        /// data is kept and not used until this is lifted (GDPR art. 18)
        Restricted,
        /// data is not used for this purpose any more (GDPR art. 21)
        Objected,
    }
}

impl Purpose {
    /// Whether a person can limit it with one click. Running the account and protecting it go on while there is an account: a wish
    /// against these is a request, which the controller weighs. Nobody objects to what rests on their own consent or contract: they
    /// withdraw or end it, or restrict it meanwhile.
    pub const fn allows(self, kind: LimitKind) -> bool {
        match (self, kind) {
            (Self::Operate | Self::Protect, _) => false,
            (_, LimitKind::Restricted) | (Self::Notify | Self::Support, LimitKind::Objected) => true,
            (Self::Interact | Self::Improve | Self::Monitor, LimitKind::Objected) => false,
        }
    }
}

wire! {
    /// How a purpose stands for a person.
    pub struct LimitReport {
        /// which
        pub purpose: Purpose,
        /// what is used for it
        pub categories: Vec<Category>,
        /// why it may be
        pub grounds: Vec<Ground>,
        /// restricted since then, if it is
        pub restricted_since: Option<Timestamp>,
        /// objected to since then, if it is
        pub objected_since: Option<Timestamp>,
    }
}

/// Sets a limit, or lifts it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitDraft {
    /// which purpose
    pub purpose: Purpose,
    /// what is set against it
    pub kind: LimitKind,
    /// set or lifted
    pub on: bool,
}

impl Check for LimitDraft {
    type Valid = Self;

    /// What a purpose does not allow the server answers with `conflict`.
    fn check(&self) -> Result<Self, Violations> {
        Ok(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_the_account_running_is_never_limited_by_a_click_and_the_rest_can_be_restricted() {
        for purpose in Purpose::ALL.iter().copied() {
            let runs = matches!(purpose, Purpose::Operate | Purpose::Protect);
            assert_eq!(purpose.allows(LimitKind::Restricted), !runs, "{purpose:?}");
            assert!(!runs || !purpose.allows(LimitKind::Objected), "{purpose:?}");
        }
        assert!(Purpose::Notify.allows(LimitKind::Objected), "against marketing always (GDPR art. 21(3))");
    }
}
