//! Finds web addresses that stand in a text as they are.

use super::tag_mark::is_tag_mark;

/// The length of the web address at the start of `text`, without the marks that end a sentence.
pub(super) fn bare_address(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") && !text.starts_with("www.") {
        return None;
    }
    let ends = |letter: char| letter.is_whitespace() || "<>\"”“„'".contains(letter) || is_tag_mark(letter);
    let end = text.find(ends).unwrap_or(text.len());
    let mut address = &text[..end];
    while let Some(last) = address.chars().next_back() {
        let opened = address.contains('(');
        if ".,;:!?…".contains(last) || (last == ')' && !opened) {
            address = &address[..address.len() - last.len_utf8()];
        } else {
            break;
        }
    }
    let meets_tag = text[end..].chars().next().is_some_and(is_tag_mark);
    (!meets_tag && address.len() > "https://".len()).then_some(address.len())
}

#[cfg(test)]
mod tests {
    use super::bare_address;

    #[test]
    fn an_address_ends_before_the_marks_of_the_sentence() {
        for (text, address) in [
            ("https://a.rs/x, i", "https://a.rs/x"),
            ("https://a.rs/x.", "https://a.rs/x"),
            ("www.a.rs/x?a=1&b=2!", "www.a.rs/x?a=1&b=2"),
            ("https://a.rs/x_(y) z", "https://a.rs/x_(y)"),
            ("https://a.rs/x) z", "https://a.rs/x"),
            ("https://a.rs/\"onclick", "https://a.rs/"),
        ] {
            assert_eq!(bare_address(text), Some(address.len()), "{text}");
        }
        for text in ["https://", "ftp://a.rs", "a.rs", "https://a.rs/\u{e000}"] {
            assert_eq!(bare_address(text), None, "{text}");
        }
    }
}
