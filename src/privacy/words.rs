//! The words of the dashboard's codes: exhaustive, so that nothing is held, done or kept that is not explained.

mod activity;
mod category;
mod erasure;
mod export;
mod provider;

pub use activity::{activity_kind, actor};
pub use category::{category, category_what, ground, purpose, recipient, retention};
pub use erasure::{fate, holding, holding_reason};
pub use export::{export_size, export_state};
pub use provider::{
    provider_name, provider_safeguards, provider_terms, provider_what, provider_where, task_action, task_state,
    task_tone,
};

/// Several words as one text.
pub fn together<T: Copy>(codes: &[T], word: fn(T) -> &'static str) -> String {
    let words: Vec<_> = codes.iter().map(|code| word(*code)).collect();
    words.join("; ")
}
