//! What it means that two texts are the same.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::clean_text::is_invisible;

/// The form in which texts are compared, by filters, by the quick search and where names must be unique: without
/// surrounding white space, every other run of it as one space, without letter case, without accents, without
/// characters that cannot be seen, composed and decomposed letters alike. đ, ђ and dj are d, ł is l, ß is ss, ё is е,
/// and Cyrillic letters are the Latin ones of Serbian, as far as Serbian has them.
///
/// No database is ever asked to change a letter, because SQLite knows ASCII only and PostgreSQL goes by its collation.
/// Instead a store keeps `fold(text)` beside every text that can be filtered, and compares byte by byte.
///
/// A part of a text is a part of the folded text, unless it begins between the two letters of a dj. For that see
/// [`fold_spelling_dj`].
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in spelled(text, "d").chars() {
        // Any number of j behind a d, so that folding twice is folding once.
        if letter != 'j' || !folded.ends_with('d') {
            folded.push(letter);
        }
    }
    folded
}

/// The same form with dj where [`fold`] has one letter for đ, ђ and dj. A part of a text in which these are written as
/// dj is a part of it, wherever it begins.
pub fn fold_spelling_dj(text: &str) -> String {
    spelled(text, "dj")
}

/// The folded text with so many letters for a đ. A dj stays as it is written.
fn spelled(text: &str, dj: &str) -> String {
    let mut folded = Spelled { text: String::with_capacity(text.len()), after_space: true, dj };
    for letter in text.chars() {
        // Each letter by itself: in whatever order the marks behind it stand, they are left out.
        match letter.is_ascii() {
            true => folded.push(letter.to_ascii_lowercase()),
            false => decompose_compatible(letter, |part| {
                part.to_lowercase().for_each(|small| decompose_compatible(small, |part| folded.push(part)));
            }),
        }
    }
    let mut folded = folded.text;
    folded.truncate(folded.trim_end().len());
    folded
}

/// A text that is being folded, letter by decomposed small letter.
struct Spelled<'a> {
    text: String,
    after_space: bool,
    dj: &'a str,
}

impl Spelled<'_> {
    fn push(&mut self, letter: char) {
        if !letter.is_ascii() && (is_combining_mark(letter) || is_invisible(letter)) {
            return;
        }
        if letter.is_whitespace() {
            if !self.after_space {
                self.text.push(' ');
            }
            self.after_space = true;
        } else if !letter.is_control() {
            self.after_space = false;
            match latin(letter) {
                Some("đ") => self.text.push_str(self.dj),
                Some(latin) => self.text.push_str(latin),
                None => self.text.push(letter),
            }
        }
    }
}

/// A letter that is neither ASCII nor ASCII with a mark, in ASCII; đ stays, because it is written in two ways.
const fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'đ' | 'ð' | 'ђ' => "đ",
        'ł' | 'л' => "l",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' | 'о' => "o",
        'ı' | 'и' => "i",
        'ħ' | 'х' => "h",
        'þ' => "th",
        'ŧ' | 'т' => "t",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' | 'з' => "z",
        'ј' => "j",
        'к' => "k",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'ћ' | 'ц' | 'ч' => "c",
        'у' => "u",
        'ф' => "f",
        'џ' => "dz",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_spelling_dj};

    #[test]
    fn letters_of_every_language_that_merchants_write_are_folded() {
        for (written, folded) in [
            ("  Novi \u{a0} SAD ", "novi sad"),
            ("ČĆŽŠ", "cczs"),
            ("Đorđe Djordje Ðorðe Ђорђе DJORDJE", "dorde dorde dorde dorde dorde"),
            ("ŁÓDŹ ĄĘŃŚŻ", "lodz aensz"),
            ("Шабац Џеп Ђаци", "sabac dzep daci"),
            ("Петровић Petrović Petrovic Petrovic\u{301}", "petrovic petrovic petrovic petrovic"),
            ("Љубиша Ljubiša Ǉubiša Њ", "ljubisa ljubisa ljubisa nj"),
            ("Пётр Петр Алексей", "petr petr aleksei"),
            ("ÄÖÜ Straße STRASSE ẞ", "aou strasse strasse ss"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("Pe\u{200b}tro\u{200d}vić\u{feff}", "petrovic"),
            ("İzmir Izmir ı", "izmir izmir i"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (one, other) in [("Ana", "Ena"), ("Đorđe", "Dore"), ("Ljubiša", "Lubiša"), ("Jana", "Dana")] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn a_part_that_begins_inside_a_dj_is_found_where_it_is_spelled_out() {
        for whole in ["Đorđe", "Djordje", "Ђорђе"] {
            assert!(fold_spelling_dj(whole).contains(&fold_spelling_dj("jordje")));
        }
        assert!(!fold_spelling_dj("Dana").contains(&fold_spelling_dj("Jana")));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[\\PCdDjJđЂ]{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn composed_and_decomposed_are_the_same(text in "\\PC{0,20}") {
            use unicode_normalization::UnicodeNormalization;
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&composed), fold(&decomposed));
        }

        #[test]
        fn a_part_of_a_text_stays_a_part(
            before in "[\\PCdđ]{0,8}", part in "[\\PCdj]{0,8}", after in "[\\PCj]{0,8}"
        ) {
            let whole = format!("{before}{part}{after}");
            prop_assert!(
                fold(&whole).contains(&fold(&part))
                    || fold_spelling_dj(&whole).contains(&fold_spelling_dj(&part))
            );
        }
    }
}
