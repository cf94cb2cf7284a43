//! Watching a copy being made.

use std::{cell::Cell, rc::Rc, time::Duration};

use contract::privacy::{Export as DataCopy, ExportState};
use leptos::{prelude::*, task::spawn_local};

use crate::{api, effect::effect_since, ui::Load};

/// How often the server is asked how far a copy is.
const BEAT: Duration = Duration::from_secs(1);

/// How far the copy is that is being made, and how the last one ended that was watched.
#[derive(Clone, Copy)]
pub struct Watch {
    progress: RwSignal<Option<(u32, u32)>>,
    outcome: RwSignal<Option<ExportState>>,
}

impl Watch {
    /// Categories done and in all; none when nothing is being made. Tracked.
    pub fn progress(self) -> Option<(u32, u32)> {
        self.progress.get()
    }

    /// How it ended; none when nothing was watched. Tracked.
    pub fn outcome(self) -> Option<ExportState> {
        self.outcome.get()
    }

    /// Whether a copy is being made, untracked.
    pub fn is_busy(self) -> bool {
        self.progress.with_untracked(Option::is_some)
    }
}

/// Watches the copy that is being made, if any. The list itself is loaded again only when it ends: cards that were made anew
/// every second would lose the focus.
pub fn follow_copies(copies: Load<Vec<DataCopy>>) -> Watch {
    let watch = Watch { progress: RwSignal::new(None), outcome: RwSignal::new(None) };
    effect_since(move |watched: Option<Option<String>>| {
        let all = copies.get().unwrap_or_default();
        let active = all.iter().find(|copy| is_active(copy));
        watch.progress.set(active.map(|copy| (copy.done, copy.of)));
        match active {
            Some(copy) => {
                watch.outcome.set(None);
                beat(watch, copy.id.clone(), copies);
            }
            None => {
                let ended = watched.flatten().and_then(|id| all.iter().find(|copy| copy.id == id));
                watch.outcome.set(ended.map(|copy| copy.state));
            }
        }
        active.map(|copy| copy.id.clone())
    });
    watch
}

/// Whether a copy waits or is being made.
pub const fn is_active(copy: &DataCopy) -> bool {
    matches!(copy.state, ExportState::Queued | ExportState::Running)
}

/// Asks every second until the copy is done, the list is loaded anew, or the page is left.
fn beat(watch: Watch, id: String, copies: Load<Vec<DataCopy>>) {
    // Set while an answer is awaited, and for good after the last one.
    let pause = Rc::new(Cell::new(false));
    let tick = move || {
        if pause.replace(true) {
            return;
        }
        let (id, pause) = (id.clone(), Rc::clone(&pause));
        spawn_local(async move {
            match api::privacy::export(id).await {
                Ok(copy) if is_active(&copy) => {
                    watch.progress.try_set(Some((copy.done, copy.of)));
                    pause.set(false);
                }
                // Ended, or out of reach: the list says which, and offers to try again.
                _ => copies.reload(),
            }
        });
    };
    if let Ok(timer) = set_interval_with_handle(tick, BEAT) {
        on_cleanup(move || timer.clear());
    }
}
