//! Text that is safe in a message.

use std::borrow::Cow;

/// The value cannot be written into the header of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot be written as the header {0}")]
pub struct InvalidHeaderText(pub String);

/// The longest value that must stay on one line; RFC 5322 allows 998 characters for the whole line.
pub(super) const LONGEST_ATOM: usize = 900;

/// The text on one line: every run of line breaks and other control characters becomes a space. So a name from a form
/// cannot add a header, and does not stop the message either.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let words = text.split(char::is_control).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// The text without what a body of seven bits must not hold: line breaks that are half of one, and NUL.
pub(super) fn clean_lines(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\r', b'\0', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', ""))
}

/// Whether the text is printable ASCII without spaces and angle brackets, and short enough to stay on one line.
pub(super) fn is_atom(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>');
    (1..=LONGEST_ATOM).contains(&text.len()) && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(one_line("Popust 20 %"), "Popust 20 %");
        assert_eq!(one_line("Hi\r\nBcc: eve@example.com\0\n"), "Hi Bcc: eve@example.com");
        assert_eq!(one_line("\u{85}\u{7f}"), "");
    }

    #[test]
    fn half_line_breaks_become_whole_ones() {
        assert_eq!(clean_lines("a\r\nb\rc\nd\0"), "a\nb\nc\nd");
    }
}
