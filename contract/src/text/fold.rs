//! Comparing texts without regard to capitals.

/// Lower case of the letters that Europe's languages are written in. Unicode's own tables are large, and every visitor
/// would load them for this one comparison.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_letter).collect()
}

fn fold_letter(letter: char) -> char {
    let code = u32::from(letter);
    let folded = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' => code | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => code + code % 2,
        'Έ'..='Ί' => code + 37,
        'Ά' => code + 38,
        'Ό' => code + 64,
        'Ύ' | 'Ώ' => code + 63,
        'Ÿ' => 0xff,
        'ẞ' => 0xdf,
        _ => code,
    };
    char::from_u32(folded).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_europe_fold_as_unicode_does() {
        // Latin-1, Latin Extended-A, Romanian, Greek, Cyrillic; the two that Unicode folds to more or other than one letter stay.
        let ranges = [0..0x180, 0x218..0x21c, 0x386..0x3ce, 0x400..0x460, 0x1e9e..0x1e9f];
        for letter in ranges.into_iter().flatten().filter_map(char::from_u32).filter(|c| !matches!(c, 'İ' | 'ı')) {
            assert_eq!(fold_letter(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
    }
}
