//! Comparing texts without regard to capitals.

/// Lower case of the letters that Europe's languages are written in. Unicode's own tables are large, and every visitor
/// would load them for this one comparison.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_letter).collect()
}

/// The letters of a text, one for one, without capitals and diacritics: what is searched for "abols" finds "Ābols". Those of the
/// languages of the European Union that are written in Latin letters.
pub fn plain(text: &str) -> Vec<char> {
    text.chars().map(fold_letter).map(plain_letter).collect()
}

const MARKED: &str = "āăąàáâãäåčćçďđēėęěèéêëģğīįìíîïķļĺłņńňñōőòóôõöøŗŕřšśşșťțţūůűųùúûüýÿžźż";
const BARE: &str = "aaaaaaaaacccddeeeeeeeeggiiiiiiklllnnnnoooooooorrrsssstttuuuuuuuuyyzzz";

fn plain_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let at = MARKED.chars().position(|marked| marked == letter);
    at.and_then(|at| BARE.chars().nth(at)).unwrap_or(letter)
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
    fn a_search_needs_no_diacritics() {
        assert_eq!(plain("Ābols, ŠĶĒRES"), "abols, skeres".chars().collect::<Vec<_>>());
        for (marked, bare) in MARKED.chars().zip(BARE.chars()) {
            // Of those that Unicode decomposes, the first part is the bare letter.
            assert_eq!(plain_letter(marked), bare, "{marked}");
        }
        assert_eq!(MARKED.chars().count(), BARE.chars().count());
    }

    #[test]
    fn letters_of_europe_fold_as_unicode_does() {
        // Latin-1, Latin Extended-A, Romanian, Greek, Cyrillic; the two that Unicode folds to more or other than one letter stay.
        let ranges = [0..0x180, 0x218..0x21c, 0x386..0x3ce, 0x400..0x460, 0x1e9e..0x1e9f];
        for letter in ranges.into_iter().flatten().filter_map(char::from_u32).filter(|c| !matches!(c, 'İ' | 'ı')) {
            assert_eq!(fold_letter(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
    }
}
