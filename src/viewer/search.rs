//! Finding words in values, without regard to capitals and diacritics.

use contract::text::plain;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(Vec<char>);

impl Needle {
    /// Of what a person typed; none when that is nothing but blanks.
    pub fn of(typed: &str) -> Option<Self> {
        let letters = plain(typed.trim());
        (!letters.is_empty()).then_some(Self(letters))
    }

    /// A text in pieces, each with whether it was looked for. Found places do not overlap.
    pub fn split<'t>(&self, text: &'t str) -> Vec<(bool, &'t str)> {
        let letters = plain(text);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let piece = |from: usize, to: usize| text.get(starts[from]..starts[to]).unwrap_or_default();
        let (mut pieces, mut done, mut at) = (Vec::new(), 0, 0);
        while at + self.0.len() <= letters.len() {
            let end = at + self.0.len();
            if letters[at..end] == self.0 {
                if done < at {
                    pieces.push((false, piece(done, at)));
                }
                pieces.push((true, piece(at, end)));
                (done, at) = (end, end);
            } else {
                at += 1;
            }
        }
        if done < letters.len() {
            pieces.push((false, piece(done, letters.len())));
        }
        pieces
    }

    /// In how many places it is in a text.
    pub fn count(&self, text: &str) -> usize {
        self.split(text).iter().filter(|(found, _)| *found).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn diacritics_and_capitals_do_not_matter() {
        let needle = Needle::of(" abols ").unwrap();
        assert_eq!(
            needle.split("Divi ĀBOLS, ābols!"),
            [(false, "Divi "), (true, "ĀBOLS"), (false, ", "), (true, "ābols"), (false, "!")]
        );
        assert_eq!(Needle::of("ķīļupe").unwrap().count("Kilupe"), 1);
        assert_eq!(Needle::of("  "), None);
        assert_eq!(Needle::of("aa").unwrap().count("aaaa"), 2, "places do not overlap");
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_and_what_is_marked_is_the_needle(text in "[aāAĀbšŠ🦊 ]{0,40}", typed in "[aābŠ🦊]{1,3}") {
            let needle = Needle::of(&typed).unwrap();
            let pieces = needle.split(&text);
            prop_assert_eq!(pieces.iter().map(|(_, piece)| *piece).collect::<String>(), text.clone());
            for (found, piece) in &pieces {
                prop_assert!(!piece.is_empty());
                prop_assert_eq!(*found, plain(piece) == needle.0, "{}", piece);
                prop_assert!(*found || needle.count(piece) == 0);
            }
        }
    }
}
