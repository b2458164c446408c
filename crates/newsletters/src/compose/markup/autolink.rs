//! Finds web addresses that stand in a text as they are.

use super::effort::spend;
use super::tag_mark::is_tag_mark;

/// What stands at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// A web address of that many bytes.
    Address(usize),
    /// That many bytes in which no web address begins: they look like one, but a merge field is part of it.
    NoAddress(usize),
}

/// The web address at the start of `text`, without the marks that end a sentence and without a closing bracket that it
/// did not open.
pub(super) fn bare_address(text: &str) -> Option<Bare> {
    if !text.starts_with("https://") && !text.starts_with("http://") && !text.starts_with("www.") {
        return None;
    }
    let mut open = Vec::new();
    let mut end = text.len();
    for (at, letter) in text.char_indices() {
        spend(1);
        let ends = match letter {
            '(' | '[' | '{' => {
                open.push(letter);
                false
            }
            ')' => open.pop() != Some('('),
            ']' => open.pop() != Some('['),
            '}' => open.pop() != Some('{'),
            _ => letter.is_whitespace() || "<>\"”“„'’»«".contains(letter) || is_tag_mark(letter),
        };
        if ends {
            end = at;
            break;
        }
    }
    if text[end..].chars().next().is_some_and(is_tag_mark) {
        return Some(Bare::NoAddress(end));
    }
    let address = text[..end].trim_end_matches(|letter| ".,;:!?…([{".contains(letter));
    (address.len() > "https://".len()).then_some(Bare::Address(address.len()))
}

#[cfg(test)]
mod tests {
    use super::{Bare, bare_address};

    #[test]
    fn an_address_ends_before_the_marks_of_the_sentence() {
        for (text, address) in [
            ("https://a.rs/x, i", "https://a.rs/x"),
            ("https://a.rs/x.", "https://a.rs/x"),
            ("www.a.rs/x?a=1&b=2!", "www.a.rs/x?a=1&b=2"),
            ("https://a.rs/x_(y) z", "https://a.rs/x_(y)"),
            ("https://a.rs/x) z", "https://a.rs/x"),
            ("https://a.rs/\"onclick", "https://a.rs/"),
            ("https://a.rs/x_(y)) z", "https://a.rs/x_(y)"),
            ("https://a.rs/x] z", "https://a.rs/x"),
            ("https://a.rs/?a[]=1] z", "https://a.rs/?a[]=1"),
            ("https://a.rs/x}. z", "https://a.rs/x"),
            ("https://a.rs/x).", "https://a.rs/x"),
            ("https://a.rs/x)-z", "https://a.rs/x"),
            ("https://a.rs/x( z", "https://a.rs/x"),
            ("https://a.rs/([x)] z", "https://a.rs/([x"),
            ("https://a.rs/x», z", "https://a.rs/x"),
        ] {
            assert_eq!(bare_address(text), Some(Bare::Address(address.len())), "{text}");
        }
        for text in ["https://", "ftp://a.rs", "a.rs"] {
            assert_eq!(bare_address(text), None, "{text}");
        }
        assert_eq!(bare_address("https://a.rs/\u{e000}"), Some(Bare::NoAddress("https://a.rs/".len())));
    }
}
