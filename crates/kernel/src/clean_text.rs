//! The form in which texts from outside are kept.

use unicode_normalization::UnicodeNormalization;

/// The text in NFC, without characters that cannot be seen and only change how others are shown, and with Đ where an
/// eth stands for it. Control characters are left for the caller to refuse.
pub fn clean_text(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    with_dj_for_eth(shown_letters(text).nfc().collect())
}

/// The letters that are shown, and the joiners within pictures that are put together, such as a family.
fn shown_letters(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let letter = letters.next()?;
            let joins = letter == JOINER
                && before.is_some_and(is_picture)
                && letters.peek().is_some_and(|next| is_picture(*next));
            if joins || !is_invisible(letter) {
                before = Some(letter);
                return Some(letter);
            }
        }
    })
}

const JOINER: char = '\u{200d}';

/// Pictures, and the marks of their presentation and skin.
const fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The text without invisible characters, control characters and white space of any kind: how numbers and codes are
/// read, which people paste from anywhere.
pub fn clean_code(text: &str) -> String {
    let shown = |letter: &char| !is_invisible(*letter) && !letter.is_control() && !letter.is_whitespace();
    text.chars().filter(shown).collect()
}

/// Bidirectional controls, zero-width characters, the soft hyphen and other format characters.
pub(crate) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Keyboards and old tables have the Icelandic eth in the place of Đ: they look the same as capitals. No Icelandic word
/// begins with one, and none has a letter with a caron or a stroke.
fn with_dj_for_eth(text: String) -> String {
    if !text.contains(['Ð', 'ð']) {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let is_serbian =
            word.starts_with(['Ð', 'ð']) || word.contains(|letter| "čćšžđČĆŠŽĐ".contains(letter));
        if is_serbian {
            written.extend(word.chars().map(|letter| match letter {
                'Ð' => 'Đ',
                'ð' => 'đ',
                other => other,
            }));
        } else {
            written.push_str(word);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_gone_and_letters_are_composed() {
        for (written, kept) in [
            ("Petrovic\u{301}", "Petrović"),
            ("A\u{200b}n\u{202e}a\u{feff}", "Ana"),
            ("\u{200f}", ""),
            ("e\u{200d}\u{301}", "é"),
            ("two\nlines", "two\nlines"),
            ("👩\u{200d}👧 A\u{200d}n\u{200d}👧a", "👩\u{200d}👧 An👧a"),
        ] {
            assert_eq!(clean_text(written), kept);
        }
    }

    #[test]
    fn an_eth_that_stands_for_a_d_with_stroke_becomes_one() {
        for (written, kept) in [
            ("Ðorðe Ðurić", "Đorđe Đurić"),
            ("GRAÐEVINAC ŠAÐIĆ", "GRAÐEVINAC ŠAĐIĆ"),
            ("Sigurður Guðmundsson", "Sigurður Guðmundsson"),
        ] {
            assert_eq!(clean_text(written), kept);
        }
    }

    #[test]
    fn a_code_is_what_can_be_seen_of_it() {
        assert_eq!(clean_code("\u{202a}AB\u{a0}12 \t34\u{200b}\u{202c}\r\n"), "AB1234");
    }
}
