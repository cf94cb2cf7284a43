//! Marks of erased accounts beside the database, so that a restored backup brings nobody back: one line each in `erased.log` of the
//! data folder, a keyed hash and a time (RFC 3339). No personal data.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
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
    append(path, &line(mark, at))
}

/// Adds those marks that are not there yet.
///
/// # Errors
/// When the file cannot be read or written.
pub fn add_missing_marks(path: &Path, marks: &[(String, Timestamp)]) -> io::Result<()> {
    let known: HashSet<String> = read_marks(path)?.into_iter().map(|(mark, _)| mark).collect();
    let missing = marks.iter().filter(|(mark, _)| !known.contains(mark));
    let lines: String = missing.map(|(mark, at)| line(mark, *at)).collect();
    if lines.is_empty() { Ok(()) } else { append(path, &lines) }
}

fn line(mark: &str, at: Timestamp) -> String {
    format!("{mark} {}\n", moment::for_machines(at))
}

fn append(path: &Path, lines: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // A line that was cut short must not swallow the next one.
    let start = if is_cut_short(&mut file)? { "\n" } else { "" };
    file.write_all(format!("{start}{lines}").as_bytes())?;
    file.sync_all()
}

fn is_cut_short(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
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

    #[test]
    fn a_line_that_was_cut_short_swallows_no_mark_and_none_is_added_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erased.log");
        let [one, cut, other] = ["a", "b", "c"].map(|id| mark_of(&[7; 32], id));
        append_mark(&path, &one, Timestamp(1)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}{} 2026-11-22T12:", &cut[..50])).unwrap();
        append_mark(&path, &other, Timestamp(2)).unwrap();
        let marks = [(one, Timestamp(1)), (other, Timestamp(2))];
        assert_eq!(read_marks(&path).unwrap(), marks);
        add_missing_marks(&path, &marks).unwrap();
        assert_eq!(read_marks(&path).unwrap(), marks);
        let more = [marks[0].clone(), (cut, Timestamp(3))];
        add_missing_marks(&path, &more).unwrap();
        assert_eq!(read_marks(&path).unwrap().last(), Some(&more[1]));
    }
}
