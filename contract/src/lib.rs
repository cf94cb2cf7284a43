//! What the portal and its server agree on. Compiled into both; knows neither.
//!
//! - [`lang`]: the portal's languages
//! - [`route`]: every page address, in every language
//! - [`path`]: every API endpoint
//! - [`check`]: draft -> valid, one rule set for browser and server
//! - [`text`]: the checked values (names, addresses, passwords ...)
//! - [`country`]: ISO 3166-1 codes
//! - [`problem`]: the one error on the wire
//! - [`json`]: replies as the browser reads them
//! - [`time`]: instants as they travel
//! - [`day`]: days in words, where there is no `Intl`
//! - [`page`]: keyset pages
//! - [`account`], [`consent`], [`policy`], [`privacy`], [`portal`], [`rights`]: forms and replies by domain

pub mod account;
pub mod check;
pub mod consent;
pub mod country;
pub mod day;
pub mod json;
pub mod lang;
pub mod page;
pub mod path;
pub mod policy;
pub mod portal;
pub mod privacy;
pub mod problem;
pub mod rights;
pub mod route;
pub mod text;
pub mod time;

/// Derives what every wire type needs; the OpenAPI schema only natively, so that no byte of it reaches the wasm. Structs
/// also get their [`json::Read`], member by member; an enum's stands beside it.
macro_rules! wire {
    () => {};
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $ty:ty),* $(,)? }
        $($rest:tt)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty),* }

        impl $crate::json::Read for $name {
            fn read(mut json: $crate::json::Json) -> Option<Self> {
                Some(Self { $($field: json.member(stringify!($field))?),* })
            }
        }

        wire! { $($rest)* }
    };
    ($item:item $($rest:tt)*) => {
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
        $item

        wire! { $($rest)* }
    };
}

/// Like [`wire!`] for field-less enums: copied, ordered, snake_case on the wire.
macro_rules! code {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident),* $(,)? })*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant),* }

        impl $name {
            /// Every value, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        impl $crate::json::Read for $name {
            fn read(json: $crate::json::Json) -> Option<Self> {
                Self::ALL.get(json.position(&[$(stringify!($variant)),*])?).copied()
            }
        }
    )* };
}

/// A form as typed; unknown fields are refused.
macro_rules! draft {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $ty:ty),* $(,)? })*) => { $(
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_family = "wasm"), derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty),* }
    )* };
}

pub(crate) use {code, draft, wire};
