use proptest::prelude::*;

use super::*;

/// An archive of stored files.
pub fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = zip.len();
        let sizes = [bytes.len(), bytes.len()];
        zip.extend(header(LOCAL.0, &[(20, 2), (0, 2), (0, 2), (0, 4), (0, 4)], sizes, name));
        zip.extend([0, 0]);
        zip.extend(name.as_bytes());
        zip.extend(*bytes);
        directory.extend(header(FILE.0, &[(20, 2), (20, 2), (0, 2), (0, 2), (0, 4), (0, 4)], sizes, name));
        directory.extend([0; 12]);
        directory.extend(number(at, 4));
        directory.extend(name.as_bytes());
    }
    let (start, size, count) = (zip.len(), directory.len(), files.len());
    zip.extend(directory);
    zip.extend(END.0);
    for (value, length) in [(0, 2), (0, 2), (count, 2), (count, 2), (size, 4), (start, 4), (0, 2)] {
        zip.extend(number(value, length));
    }
    zip
}

fn header(signature: &[u8], fields: &[(usize, usize)], sizes: [usize; 2], name: &str) -> Vec<u8> {
    let mut header = signature.to_vec();
    for (value, length) in fields.iter().copied().chain(sizes.map(|size| (size, 4))).chain([(name.len(), 2)]) {
        header.extend(number(value, length));
    }
    header
}

fn number(value: usize, length: usize) -> Vec<u8> {
    value.to_le_bytes()[..length].to_vec()
}

/// Puts a number over what stands at some place after the first such signature.
fn with(mut zip: Vec<u8>, signature: &[u8], at: usize, value: usize, length: usize) -> Vec<u8> {
    let start = zip.windows(4).position(|bytes| bytes == signature).unwrap() + at;
    zip.splice(start..start + length, number(value, length));
    zip
}

const TWO: [(&str, &[u8]); 2] = [("manifest.json", b"{}"), ("data/name.json", "Ānna".as_bytes())];

#[test]
fn files_are_found_where_they_are() {
    let zip = stored(&TWO);
    let files = directory(&zip).unwrap();
    assert_eq!(files.len(), 2);
    for (file, (name, bytes)) in files.iter().zip(TWO) {
        assert_eq!((file.name.as_str(), &zip[file.at.clone()], file.size), (name, bytes, bytes.len()));
    }
    assert_eq!(directory(&stored(&[])), Ok(Vec::new()));
}

#[test]
fn a_comment_at_the_end_is_no_damage() {
    let mut zip = with(stored(&TWO), END.0, 20, 3, 2);
    zip.extend(b"abc");
    assert_eq!(directory(&zip).map(|files| files.len()), Ok(2));
}

#[test]
fn what_is_no_archive_is_told_from_a_damaged_one() {
    let photo = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 100]].concat();
    for other in [b"".as_slice(), b"PK", b"{\"vet2b\": true}", &photo] {
        assert_eq!(directory(other), Err(Flaw::NoZip));
    }
    let zip = stored(&TWO);
    assert_eq!(directory(&zip[..zip.len() - 1]), Err(Flaw::Damaged), "cut off");
    assert_eq!(directory(&zip[1..]), Err(Flaw::Damaged), "its beginning is lost");
}

#[test]
fn what_copies_are_not_is_refused() {
    let cases = [
        ("encrypted", FILE.0, 8, 1, 2),
        ("another method", FILE.0, 10, 12, 2),
        ("a size that is not stored", FILE.0, 24, 3, 4),
        ("bytes beyond the directory", FILE.0, 20, 1 << 20, 4),
        ("no header there", FILE.0, 42, 1, 4),
        ("ZIP64", FILE.0, 42, 0xffff_ffff, 4),
        ("a name that runs out", FILE.0, 28, 0xffff, 2),
        ("another name before the bytes", LOCAL.0, 30, 0x7878, 2),
        ("a second disk", END.0, 4, 1, 2),
        ("fewer files than named", END.0, 8, 1, 2),
        ("a directory elsewhere", END.0, 16, 0, 4),
    ];
    for (what, signature, at, value, length) in cases {
        assert_eq!(directory(&with(stored(&TWO), signature, at, value, length)), Err(Flaw::Damaged), "{what}");
    }
    assert_eq!(directory(&stored(&[("a", b"1"), ("a", b"2")])), Err(Flaw::Damaged), "the same name twice");
    assert_eq!(directory(&stored(&[("", b"1")])), Err(Flaw::Damaged), "no name");
    assert_eq!(directory(&stored(&[("data/", b""), ("data/a", b"1")])).map(|files| files.len()), Ok(1), "a folder");
}

#[test]
fn a_bomb_is_known_by_its_directory() {
    let many: Vec<String> = (0..=MOST_FILES).map(|n| n.to_string()).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(directory(&stored(&many)), Err(Flaw::TooMuch));
    assert_eq!(directory(&stored(&many[1..])).map(|files| files.len()), Ok(MOST_FILES));
    let large = with(with(stored(&TWO), FILE.0, 10, 8, 2), FILE.0, 24, MOST_OF_A_FILE + 1, 4);
    assert_eq!(directory(&large), Err(Flaw::TooMuch));
    let mut three = stored(&[("a", b"1"), ("b", b"2"), ("c", b"3")]);
    let heads: Vec<_> = (0..three.len()).filter(|at| three[*at..].starts_with(FILE.0)).collect();
    for at in heads {
        three.splice(at + 10..at + 12, number(8, 2));
        three.splice(at + 24..at + 28, number(MOST_OF_A_FILE, 4));
    }
    assert_eq!(directory(&three), Err(Flaw::TooMuch), "each file is small enough, all of them are not");
    // Two names for the same bytes.
    let mut shared = stored(&[("aa", b"11"), ("aa", b"11")]);
    let second = shared.windows(4).rposition(|bytes| bytes == FILE.0).unwrap();
    shared.splice(second + 42..second + 46, [0; 4]);
    assert_eq!(directory(&shared), Err(Flaw::Damaged));
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail_otherwise(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = directory(&bytes);
    }

    #[test]
    fn a_changed_archive_never_points_outside(changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
        let mut zip = stored(&TWO);
        for (at, byte) in changes {
            let at = usize::from(at) % zip.len();
            zip[at] = byte;
        }
        for file in directory(&zip).unwrap_or_default() {
            prop_assert!(file.at.start <= file.at.end && file.at.end <= zip.len());
            prop_assert!(file.size <= MOST_OF_A_FILE);
        }
    }

    #[test]
    fn whatever_is_packed_is_found(files in proptest::collection::btree_map("[a-z]{1,8}", proptest::collection::vec(any::<u8>(), 0..60), 0..20)) {
        let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let zip = stored(&named);
        let found = directory(&zip).unwrap();
        prop_assert_eq!(found.iter().map(|file| (file.name.as_str(), &zip[file.at.clone()])).collect::<Vec<_>>(), named);
    }
}
