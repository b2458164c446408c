//! Names of folders on the wire (modified UTF-7, RFC 3501, section 5.1.3), and other texts between quotation marks.

use data_encoding::BASE64_NOPAD;

/// The name as the server knows it.
pub(super) fn on_the_wire(name: &str) -> String {
    let mut written = String::new();
    let mut waiting: Vec<u8> = Vec::new();
    let flush = |waiting: &mut Vec<u8>, written: &mut String| {
        if !waiting.is_empty() {
            written.push('&');
            written.push_str(&BASE64_NOPAD.encode(waiting).replace('/', ","));
            written.push('-');
            waiting.clear();
        }
    };
    for letter in name.chars() {
        if (' '..='~').contains(&letter) {
            flush(&mut waiting, &mut written);
            written.push(letter);
            if letter == '&' {
                written.push('-');
            }
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                waiting.extend_from_slice(&unit.to_be_bytes());
            }
        }
    }
    flush(&mut waiting, &mut written);
    written
}

/// A text between quotation marks. None where it cannot stand there.
pub(super) fn quoted(text: &str) -> Option<String> {
    let fits = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    fits.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_servers_know_them() {
        for (name, written) in [
            ("INBOX", "INBOX"),
            ("Sent & done", "Sent &- done"),
            // The example of RFC 3501.
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("Отправленные", "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"),
            ("Послато", "&BB8EPgRBBDsEMARCBD4-"),
        ] {
            assert_eq!(on_the_wire(name), written, "{name}");
        }
        assert_eq!(quoted("a\"b\\c").as_deref(), Some("\"a\\\"b\\\\c\""));
        assert_eq!((quoted("a\r\nb"), quoted("š")), (None, None));
    }
}
