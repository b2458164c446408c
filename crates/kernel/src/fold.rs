//! What it means that two texts are the same.

/// The form in which texts are compared: without surrounding white space and in lower case, letter by letter as Unicode
/// maps them.
///
/// No database is ever asked to change the case of a letter, because SQLite knows ASCII only and PostgreSQL goes by
/// its collation. Instead a store keeps `fold(text)` beside every text that can be filtered, and compares byte by byte.
/// Letters are mapped one at a time, without regard to their neighbours, so that a part of a text stays a part of the
/// folded text. (`str::to_lowercase` differs in one letter, the Greek final sigma.)
pub fn fold(text: &str) -> String {
    text.trim().chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn letters_of_every_language_that_merchants_write_are_folded() {
        for (written, folded) in [
            ("  Novi SAD ", "novi sad"),
            ("ČĆŽŠĐ", "čćžšđ"),
            ("ŁÓDŹ ĄĘŃŚŻ", "łódź ąęńśż"),
            ("ШАБАЦ Ђорђе Џ Ё", "шабац ђорђе џ ё"),
            ("ÄÖÜ Straße", "äöü straße"),
            ("ΟΔΟΣ", "οδοσ"),
            ("", ""),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_part_of_a_text_stays_a_part(before in "\\PC{0,8}", part in "\\PC{0,8}", after in "\\PC{0,8}") {
            let whole = format!("{before}{part}{after}");
            prop_assert!(fold(&whole).contains(&fold(&part)));
        }
    }
}
