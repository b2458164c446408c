//! Texts that a spreadsheet would take for a formula or a number.
//!
//! In a CSV a mark keeps them the texts that they are: an apostrophe in front. An import takes exactly that mark away again, so
//! that a file comes back as it went. In a workbook cells have a type, and nothing needs a mark.

use std::borrow::Cow;

/// The mark.
const MARK: char = '\'';
/// From so many digits on a spreadsheet shows a number by an exponent, and writes it so when the file is saved.
const LONG_NUMBER: usize = 12;

/// The text with a mark, if a spreadsheet would calculate it or make another one of it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_mark(text.trim_start_matches(MARK)) {
        Cow::Owned(format!("{MARK}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without the mark that [`guarded`] has put there.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix(MARK) {
        Some(rest) if needs_mark(rest.trim_start_matches(MARK)) => rest,
        _ => text,
    }
}

fn needs_mark(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '＝', '＋', '－', '＠']) || is_changed(text)
}

/// Whether a spreadsheet would take the text for a number or a date and write another one.
fn is_changed(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0
        || !text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.' || letter == '(')
    {
        return false;
    }
    let is_whole = digits == text.len();
    let begins_with_zero = text.starts_with('0') && text.len() > 1;
    if is_whole {
        return begins_with_zero || digits >= LONG_NUMBER;
    }
    text.chars().all(|letter| letter.is_ascii_digit() || ".,:/-+()eE% ".contains(letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_be_calculated_or_changed_is_marked_and_nothing_else() {
        for text in [
            "=1+1",
            "+381641234567",
            "-5",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "'=1+1",
            "007",
            "2000000000008",
            "1E5",
            "1-2",
            "12/4",
            "00-950",
            "0.50",
            "(5)",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
        for text in
            ["Ana", "'s-Hertogenbosch", "21000", "0", "Bulevar 1", "1a", "ana@example.com", "12 monkeys", ""]
        {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_went(text in "('{0,3}[-=+@0-9\t\r eE./]{0,4}.{0,8})|\\PC*") {
            let written = guarded(&text);
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguarded(&written), text.as_str());
        }

        #[test]
        fn a_text_without_a_mark_of_ours_is_left_alone(text in "\\PC*") {
            let read = unguarded(&text);
            prop_assert!(read == text || guarded(read) == text);
        }
    }
}
