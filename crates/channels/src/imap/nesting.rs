//! What is not given to the parser: it takes lists within lists apart by calling itself, so whoever nests them deeply enough
//! would end the program. Nothing that is asked for has more than a few lists.

use super::wire::literal_behind;

/// The most lists of a response.
const MOST_LISTS: usize = 50;

/// Whether the response has few lists outside of its literals. Where quotes could make a literal look like something else to the
/// parser, it has not.
pub(super) fn is_flat(response: &[u8]) -> bool {
    let (mut rest, mut lists) = (response, 0);
    loop {
        let end = memchr::memmem::find(rest, b"\r\n").unwrap_or(rest.len());
        let line = &rest[..end];
        lists += memchr::memchr_iter(b'(', line).count();
        if lists > MOST_LISTS {
            return false;
        }
        let Some(length) = literal_behind(line) else { return true };
        let is_quoted = memchr::memchr_iter(b'"', line).count() % 2 == 1;
        if is_quoted || memchr::memmem::find(line, b"\\\"").is_some() {
            return false;
        }
        rest = rest.get(end + 2 + length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::is_flat;

    #[test]
    fn few_lists_are_read_and_many_are_not() {
        let many = "(".repeat(51);
        for (response, is_read) in [
            ("* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[] {5}\r\n(((((\r\n)\r\n".to_owned(), true),
            ("* OK it said \"no\r\n".to_owned(), true),
            (format!("* 1 FETCH (UID 7 BODY[] {{51}}\r\n{many})\r\n"), true),
            (format!("* 1 FETCH (BODYSTRUCTURE {many}\r\n"), false),
            (format!("* 1 FETCH (X {{0}}\r\n{many}\r\n"), false),
            // The parser would see a string that ends within the literal.
            (format!("* 1 FETCH (BODYSTRUCTURE (\"a {{52}}\r\n\"{many})\r\n"), false),
            (format!("* 1 FETCH (BODYSTRUCTURE (\"\\\"\" \"a {{52}}\r\n\"{many})\r\n"), false),
        ] {
            assert_eq!(is_flat(response.as_bytes()), is_read, "{response}");
        }
    }
}
