//! The subject as it goes into a header.

/// The most characters of a rendered subject.
const MAX_LENGTH: usize = 500;

/// The subject on one line: control characters become spaces, and the gap that a missing name leaves closes, also
/// before a comma or an exclamation or question mark. One space between two fields stays.
pub(crate) fn tidied(subject: &str) -> String {
    let mut tidy = String::with_capacity(subject.len());
    let mut space = false;
    for letter in subject.chars().take(MAX_LENGTH) {
        if letter.is_whitespace() || letter.is_control() {
            space = !tidy.is_empty();
        } else {
            if space && !matches!(letter, ',' | '!' | '?') {
                tidy.push(' ');
            }
            space = false;
            tidy.push(letter);
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::tidied;

    #[test]
    fn a_subject_is_one_line_without_gaps() {
        for (written, tidy) in [
            ("Gospodine Petroviću – imamo ponudu za Vas!", "Gospodine Petroviću – imamo ponudu za Vas!"),
            ("Poštovani  – imamo ponudu", "Poštovani – imamo ponudu"),
            ("Poštovani , imamo ponudu !", "Poštovani, imamo ponudu!"),
            ("a\r\nBcc: eve@example.com", "a Bcc: eve@example.com"),
            ("  a\u{0}b\tc ", "a b c"),
            ("Hvala :)", "Hvala :)"),
        ] {
            assert_eq!(tidied(written), tidy);
        }
        assert_eq!(tidied(&"a".repeat(9999)).len(), 500);
    }
}
