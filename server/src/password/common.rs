//! Passwords that stand on every list, in their long forms: only those can come here, as fewer than fifteen characters never do.

/// Words that the public lists begin with, and their Latvian sisters. Compared after [`bare`], so that `Password123456!!` is
/// `password` too.
fn words() -> impl Iterator<Item = &'static str> {
    include_str!("common.txt").split_ascii_whitespace()
}

/// Rows of keyboards and of alphabets: any run through them is known, in either direction.
const ROWS: &[&str] = &[
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "abcdefghijklmnopqrstuvwxyz",
];
/// The digits of a keyboard.
const DIGITS: &str = "12345678901234567890";

/// Whether a password is a common word with decoration, words repeated, or a walk over the keyboard.
pub fn is_common(password: &str) -> bool {
    let folded = password.to_lowercase();
    let bare = bare(&folded);
    let unit = unit(&bare);
    is_walk(&folded) || words().any(|word| word == unit) || is_of_words(&bare)
}

/// Letters alone, with the usual disguises taken off: `P@ssw0rd-2026` is `password`.
fn bare(folded: &str) -> String {
    let trimmed = folded.trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '@' | '$'));
    let plain = trimmed.chars().filter_map(|c| match c {
        '@' | '4' | 'ā' => Some('a'),
        '0' => Some('o'),
        '1' | '!' | 'ī' => Some('i'),
        '3' | 'ē' => Some('e'),
        '5' | '$' | 'š' => Some('s'),
        '7' => Some('t'),
        'ū' => Some('u'),
        'ž' => Some('z'),
        'ķ' => Some('k'),
        'ļ' => Some('l'),
        'ņ' => Some('n'),
        'č' => Some('c'),
        'ģ' => Some('g'),
        c => c.is_alphabetic().then_some(c),
    });
    plain.collect()
}

/// The part that a text repeats, or the text itself: `passwordpassword` repeats `password`.
fn unit(text: &str) -> &str {
    let parts = text.char_indices().skip(1).map(|(end, _)| &text[..end]);
    let repeats = |part: &&str| text.len().is_multiple_of(part.len()) && part.repeat(text.len() / part.len()) == text;
    parts.into_iter().find(repeats).unwrap_or(text)
}

/// Whether a text is nothing but words of the list, such as `letmeinpassword`.
fn is_of_words(text: &str) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for start in 0..text.len() {
        if reached[start] {
            for word in words().filter(|word| word.len() >= 4) {
                if text.as_bytes()[start..].starts_with(word.as_bytes()) {
                    reached[start + word.len()] = true;
                }
            }
        }
    }
    !text.is_empty() && reached[text.len()]
}

/// Whether a text is made of at most three runs along rows of a keyboard, the digits or an alphabet, such as
/// `qwertyuiop12345` or `zyxwvutsrqponml`.
fn is_walk(folded: &str) -> bool {
    let backwards = |row: &str| row.chars().rev().collect::<String>();
    let rows: Vec<String> = ROWS.iter().chain([&DIGITS]).flat_map(|row| [(*row).to_owned(), backwards(row)]).collect();
    let mut rest: &str = folded;
    let mut runs = 0;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(index, c)| index + c.len_utf8());
        let longest = ends.take_while(|end| rows.iter().any(|row| row.contains(&rest[..*end]))).last();
        match longest {
            Some(end) => rest = &rest[end..],
            None => return false,
        }
        runs += 1;
    }
    runs <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_takes_is_refused() {
        for common in [
            "password12345678",
            "PasswordPassword",
            "P@ssw0rd-2026!!!",
            "parole1234567890",
            "Parole.Parole.Parole",
            "mana-parole-2026",
            "qwertyuiop123456",
            "qwertyuiopasdfgh",
            "123456789012345",
            "987654321098765",
            "abcdefghijklmnop",
            "iloveyou iloveyou",
            "letmeinletmein123",
            "administrator2026",
            "Administrator-Admin",
            "correct horse battery staple",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn phrases_of_ones_own_are_not() {
        for own in [
            "violet-harbour-lamp",
            "zaļš kaķis lec pār ūdeni",
            "kuhg-TZ7-wmbq-a01",
            "password of my grandfather",
            "4820791355201170",
            "李白乘舟将欲行忽闻岸上踏歌声",
        ] {
            assert!(!is_common(own), "{own}");
        }
    }

    #[test]
    fn units() {
        assert_eq!(unit("abcabcabc"), "abc");
        assert_eq!(unit("abcab"), "abcab");
        assert_eq!(unit(""), "");
    }
}
