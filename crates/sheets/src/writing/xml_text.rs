//! Texts inside of workbooks. Besides what XML escapes, `_x0041_` means a letter by its number (ECMA-376, ST_Xstring); who
//! means the text itself writes its first mark so.

/// Adds a text.
pub(crate) fn push_text(xml: &mut String, text: &str) {
    for (place, letter) in text.char_indices() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if is_code(text.get(place..).unwrap_or_default()) => xml.push_str("_x005F_"),
            // XML has no letters for these.
            letter if u32::from(letter) < 0x20 && !matches!(letter, '\t' | '\n' | '\r') => {
                xml.push_str(&format!("_x{:04X}_", u32::from(letter)));
            }
            '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            letter => xml.push(letter),
        }
    }
}

/// The text that the library has read, without the marks of [`push_text`].
pub(crate) fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find("_x005F_") {
        let (before, behind) = rest.split_at(place);
        plain.push_str(before);
        plain.push('_');
        rest = behind.get("_x005F_".len()..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// Whether a text begins with a letter by its number.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_letter_stays_a_text() {
        for text in ["_x0041_", "_x005F_", "_x005F_x0041_", "a_x00g1_", "_x0041__x0042_", "<a & b>"] {
            let mut xml = String::new();
            push_text(&mut xml, text);
            let read = xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(without_marks(&read), text);
        }
    }
}
