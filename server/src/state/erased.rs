//! Marks of erased accounts beside the database, so that a restored backup brings nobody back: one line each in `erased.log` of the
//! data folder, a keyed hash and a time (RFC 3339). No personal data.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use contract::time::Timestamp;

use super::keyed_hash;
use crate::clock::moment;

/// The mark of an account that is erased: without the server's key nobody can tell whose it is, or test a guess.
pub fn mark_of(server_key: &[u8; 32], account_id: &str) -> String {
    keyed_hash(server_key, "tombstone", account_id)
}

/// Adds a mark; it is on the disk when this is done.
///
/// # Errors
/// When the file cannot be written.
pub fn append_mark(path: &Path, mark: &str, at: Timestamp) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(format!("{mark} {}\n", moment::for_machines(at)).as_bytes())?;
    file.sync_all()
}

/// The marks of such a file; none when there is no file. A line that is none, such as one that was cut short, is left out.
///
/// # Errors
/// When the file cannot be read.
pub fn read_marks(path: &Path) -> io::Result<Vec<(String, Timestamp)>> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        text => text?,
    };
    let mark = |line: &str| {
        let (mark, at) = line.split_once(' ')?;
        let is_hash = mark.len() == 64 && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
        let at: jiff::Timestamp = at.parse().ok()?;
        is_hash.then(|| (mark.to_owned(), Timestamp(at.as_microsecond())))
    };
    Ok(text.lines().filter_map(mark).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_were_written_and_half_a_line_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erased.log");
        assert_eq!(read_marks(&path).unwrap(), []);
        let (one, other) = (mark_of(&[7; 32], "a"), mark_of(&[7; 32], "b"));
        append_mark(&path, &one, Timestamp(1_795_348_800_000_000)).unwrap();
        append_mark(&path, &other, Timestamp(1_795_348_800_000_001)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.ends_with("2026-11-22T12:00:00.000001Z\n"), "{text}");
        std::fs::write(&path, format!("{text}{}\n\nnonsense\n", &one[..40])).unwrap();
        let marks = read_marks(&path).unwrap();
        assert_eq!(marks, [(one, Timestamp(1_795_348_800_000_000)), (other, Timestamp(1_795_348_800_000_001))]);
    }
}
