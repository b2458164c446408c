//! How a message travels behind DATA.

/// Appends `message` as it travels behind DATA: every line ends with CRLF, whatever it ended with before, a line that
/// starts with a dot gets another one in front (RFC 5321, section 4.5.2), and a line with a single dot ends it all.
///
/// Because no bare CR or LF leaves, no relay can find an end of the message that we did not mean ("SMTP smuggling").
pub(super) fn append(message: &[u8], output: &mut Vec<u8>) {
    output.reserve(message.len() + message.len() / 32 + 8);
    let mut rest = message;
    while let Some(first) = rest.first() {
        if *first == b'.' {
            output.push(b'.');
        }
        let Some(end) = memchr::memchr2(b'\r', b'\n', rest) else {
            output.extend_from_slice(rest);
            output.extend_from_slice(b"\r\n");
            break;
        };
        output.extend_from_slice(&rest[..end]);
        output.extend_from_slice(b"\r\n");
        let ending = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + ending..];
    }
    output.extend_from_slice(b".\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stuffed(message: &[u8]) -> Vec<u8> {
        let mut output = Vec::new();
        append(message, &mut output);
        output
    }

    #[test]
    fn dots_are_doubled_at_the_start_of_a_line_only() {
        assert_eq!(stuffed(b".a.\r\n..\r\nb.c\r\n"), b"..a.\r\n...\r\nb.c\r\n.\r\n");
    }

    #[test]
    fn every_line_ends_with_both_characters() {
        assert_eq!(stuffed(b"a\nb\rc\r\nd"), b"a\r\nb\r\nc\r\nd\r\n.\r\n");
        assert_eq!(stuffed(b""), b".\r\n");
        assert_eq!(stuffed(b"\n"), b"\r\n.\r\n");
    }

    #[test]
    fn a_smuggled_end_of_the_message_is_disarmed() {
        for smuggled in ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r.\n"] {
            let output = stuffed(format!("a{smuggled}MAIL FROM:<eve@example.com>").as_bytes());
            assert_eq!(output, b"a\r\n..\r\nMAIL FROM:<eve@example.com>\r\n.\r\n", "{smuggled:?}");
        }
    }

    proptest! {
        #[test]
        fn a_server_reads_back_what_was_sent(message in "[.a\r\n]{0,40}") {
            let output = stuffed(message.as_bytes());
            let text = String::from_utf8(output).unwrap();
            let body = text.strip_suffix(".\r\n").unwrap();
            prop_assert!(body.is_empty() || body.ends_with("\r\n"));
            let mut read = String::new();
            for line in body.split_terminator("\r\n") {
                prop_assert_ne!(line, ".");
                prop_assert!(!line.contains(['\r', '\n']));
                read.push_str(line.strip_prefix('.').unwrap_or(line));
                read.push('\n');
            }
            let mut meant = message.replace("\r\n", "\n").replace('\r', "\n");
            if !meant.is_empty() && !meant.ends_with('\n') {
                meant.push('\n');
            }
            prop_assert_eq!(read, meant);
        }
    }
}
