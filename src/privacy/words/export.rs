use contract::{lang::Lang, privacy::ExportState};

use crate::{browser::intl, tr};

/// The state of an export.
pub fn export_state(state: ExportState) -> &'static str {
    match state {
        ExportState::Queued => tr!(privacy.export_queued),
        ExportState::Running => tr!(privacy.export_running),
        ExportState::Ready => tr!(privacy.export_ready),
        ExportState::Failed => tr!(privacy.export_failed),
        ExportState::Expired => tr!(privacy.export_expired),
    }
}

/// A size in kilobytes, or in megabytes with one decimal (SI: powers of a thousand).
pub fn export_size(bytes: i64, lang: Lang) -> String {
    let kilobytes = (bytes + 999) / 1000;
    if kilobytes < 1000 {
        return tr!(privacy.size_kilobytes, size = kilobytes);
    }
    let tenths = i32::try_from(kilobytes / 100).unwrap_or(i32::MAX);
    let size = intl::number(f64::from(tenths) / 10.0, lang);
    tr!(privacy.size_megabytes, size = size)
}
