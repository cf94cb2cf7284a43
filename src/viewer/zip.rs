//! The directory of a ZIP archive (PKWARE APPNOTE 6.3.10), as far as copies need it: stored and deflated files, no ZIP64, no
//! encryption, nothing before or after. Only the central directory counts; nothing is unpacked here.

use std::{collections::BTreeSet, ops::Range};

/// The most files of an archive.
pub const MOST_FILES: usize = 512;
/// The most bytes of an archive: 64 MiB.
pub const MOST_BYTES: usize = 64 << 20;
/// The most bytes of one of its files, unpacked: 128 MiB. No more than one is unpacked at a time.
pub const MOST_OF_A_FILE: usize = 128 << 20;
/// The most bytes of all its files, unpacked: 256 MiB.
const MOST_UNPACKED: usize = 256 << 20;

/// The end of the central directory: signature, size without its comment, and the longest comment.
const END: (&[u8], usize, usize) = (b"PK\x05\x06", 22, 0xffff);
/// A file in the central directory.
const FILE: (&[u8], usize) = (b"PK\x01\x02", 46);
/// The header before a file's bytes.
const LOCAL: (&[u8], usize) = (b"PK\x03\x04", 30);

/// A file in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// its name, with folders
    pub name: String,
    /// whether it is deflated; stored as it is otherwise
    pub is_deflated: bool,
    /// where its packed bytes are
    pub at: Range<usize>,
    /// its size once unpacked, as the archive says
    pub size: usize,
}

/// Why an archive is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// it is no ZIP archive
    NoZip,
    /// it contradicts itself, ends too early, or is of a kind that copies are not
    Damaged,
    /// too many files, or too large once unpacked
    TooMuch,
}

/// The files of an archive, in the order of its directory.
///
/// # Errors
/// See [`Flaw`]. Files that share bytes, which is how small archives become huge ones, count as damage.
pub fn directory(zip: &[u8]) -> Result<Vec<Packed>, Flaw> {
    // One that begins as archives do was cut off.
    let end = end(zip).ok_or(if zip.starts_with(LOCAL.0) { Flaw::Damaged } else { Flaw::NoZip })?;
    let word = |at: usize| read(zip, end + at, 2).ok_or(Flaw::Damaged);
    let long = |at: usize| read(zip, end + at, 4).ok_or(Flaw::Damaged);
    let (count, size, start) = (word(10)?, long(12)?, long(16)?);
    if word(4)? != 0 || word(6)? != 0 || word(8)? != count || start.checked_add(size) != Some(end) {
        return Err(Flaw::Damaged);
    }
    if count > MOST_FILES {
        return Err(Flaw::TooMuch);
    }
    let (mut files, mut taken, mut at) = (Vec::new(), Vec::new(), start);
    for _ in 0..count {
        let (file, from, next) = entry(zip, at, start, end).ok_or(Flaw::Damaged)?;
        taken.push(from..file.at.end);
        at = next;
        // A folder.
        if !file.name.ends_with('/') || file.size > 0 {
            files.push(file);
        }
    }
    if at != end || overlap(taken) || files.iter().map(|file| &file.name).collect::<BTreeSet<_>>().len() < files.len() {
        return Err(Flaw::Damaged);
    }
    let is_large = files.iter().any(|file| file.size > MOST_OF_A_FILE);
    let total = files.iter().try_fold(0_usize, |total, file| total.checked_add(file.size));
    if is_large || total.is_none_or(|total| total > MOST_UNPACKED) { Err(Flaw::TooMuch) } else { Ok(files) }
}

/// Where the end of the directory begins: as far back as the comment after it is long.
fn end(zip: &[u8]) -> Option<usize> {
    let (signature, size, comment) = END;
    let last = zip.len().checked_sub(size)?;
    (last.saturating_sub(comment)..=last)
        .rev()
        .find(|at| zip[*at..].starts_with(signature) && read(zip, at + 20, 2) == Some(last - at))
}

/// The file that the directory names here, where its header begins, and where the next one is named; none when something is wrong.
fn entry(zip: &[u8], at: usize, data_end: usize, directory_end: usize) -> Option<(Packed, usize, usize)> {
    let (signature, header) = FILE;
    let field = |offset: usize, length: usize| read(zip, at + offset, length);
    let [name, extra, comment] = [field(28, 2)?, field(30, 2)?, field(32, 2)?];
    let next = at + header + name + extra + comment;
    let is_encrypted = field(8, 2)? & 0b10_0000_0100_0001 != 0;
    if !zip.get(at..)?.starts_with(signature) || next > directory_end || is_encrypted {
        return None;
    }
    let name = zip.get(at + header..at + header + name)?;
    let (method, packed, size, from) = (field(10, 2)?, field(20, 4)?, field(24, 4)?, field(42, 4)?);
    let is_deflated = match method {
        8 => true,
        0 if packed == size => false,
        _ => return None,
    };
    let start = content(zip, from, name)?;
    let end = start.checked_add(packed).filter(|end| *end <= data_end)?;
    let name = String::from_utf8(name.to_vec()).ok().filter(|name| !name.is_empty())?;
    Some((Packed { name, is_deflated, at: start..end, size }, from, next))
}

/// Where the bytes of a file begin, behind a header that names the same file.
fn content(zip: &[u8], at: usize, name: &[u8]) -> Option<usize> {
    let (signature, header) = LOCAL;
    let lengths = [read(zip, at.checked_add(26)?, 2)?, read(zip, at + 28, 2)?];
    let is_same = zip.get(at..)?.starts_with(signature) && zip.get(at + header..at + header + lengths[0])? == name;
    is_same.then(|| at + header + lengths[0] + lengths[1])
}

fn overlap(mut taken: Vec<Range<usize>>) -> bool {
    taken.sort_by_key(|range| range.start);
    taken.windows(2).any(|pair| pair[0].end > pair[1].start)
}

/// A number of so many bytes, the lowest first.
fn read(zip: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = zip.get(at..at.checked_add(length)?)?;
    bytes.iter().rev().try_fold(0_usize, |number, byte| number.checked_mul(256)?.checked_add(usize::from(*byte)))
}

#[cfg(test)]
pub mod tests;
