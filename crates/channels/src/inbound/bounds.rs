//! What is looked at before a mail is taken apart, so that neither its time nor its memory grows faster than its size.
//!
//! The library takes a nested mail for a part of the one around it, to any depth, and what it has taken apart is freed part
//! inside of part, on the stack. It looks for the end of each part that has another boundary in all that follows, and compares
//! the boundary at every two hyphens. So the fields that can begin a nesting are counted, and what that work comes to.

use regulars_service::ReceivedMail;

/// Why a mail is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableMail {
    /// It has no header.
    #[error("is no mail: it says neither who wrote it nor when")]
    NoHeader,
    /// It is too large.
    #[error("must have at most 10 MiB")]
    TooLarge,
    /// It has too many lines.
    #[error("must have at most 200,000 lines")]
    TooManyLines,
    /// It has too many parts that say what they are.
    #[error("must have at most 200 parts, nested ones among them")]
    TooManyParts,
    /// It is made so that reading it takes very long.
    #[error("is put together so that it cannot be read in a reasonable time")]
    TooTangled,
    /// The library has failed on it.
    #[error("is not formed as mails are")]
    Broken,
}

/// Addresses and parameters in fields, each of which takes the library a hundred bytes.
const MOST_LISTED: usize = 50_000;
const MOST_LINES: usize = 200_000;
const MOST_TYPED_PARTS: usize = 200;
/// Steps of a byte each: some seconds at the worst.
const MOST_WORK: u64 = 4_000_000_000;
/// The name of the field that says what a part is.
const FIELD: &[u8] = b"content-type";

/// Looks at a mail before it is taken apart.
pub(super) fn check(raw: &[u8]) -> Result<(), UnreadableMail> {
    if raw.len() > ReceivedMail::MOST_BYTES {
        return Err(UnreadableMail::TooLarge);
    }
    if memchr::memchr_iter(b'\n', raw).count() > MOST_LINES {
        return Err(UnreadableMail::TooManyLines);
    }
    if listed_in_fields(raw) > MOST_LISTED {
        return Err(UnreadableMail::TooTangled);
    }
    let typed = typed_parts(raw);
    if typed > MOST_TYPED_PARTS {
        return Err(UnreadableMail::TooManyParts);
    }
    let words = encoded_words(raw);
    let scans = (typed as u64 + 2) * (raw.len() as u64 + hyphens(raw));
    if scans.saturating_add(words) > MOST_WORK {
        return Err(UnreadableMail::TooTangled);
    }
    Ok(())
}

/// How much is listed in fields, wherever they stand: what looks like a field of a header, with the lines that go on with it.
fn listed_in_fields(raw: &[u8]) -> usize {
    let (mut listed, mut is_field) = (0, false);
    for line in raw.split(|byte| *byte == b'\n') {
        let goes_on = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        is_field = goes_on && is_field || !goes_on && begins_field(line);
        if is_field {
            listed += line.iter().filter(|byte| matches!(byte, b',' | b';' | b'<')).count();
        }
    }
    listed
}

/// Whether a line begins with a name and a colon.
fn begins_field(line: &[u8]) -> bool {
    const LONGEST_NAME: usize = 100;
    let name = memchr::memchr(b':', &line[..line.len().min(LONGEST_NAME)]).map(|end| &line[..end]);
    name.is_some_and(|name| {
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"- \t_".contains(byte))
    })
}

/// How often the field stands in it. White space inside of a field's name does not keep the library from knowing it.
fn typed_parts(raw: &[u8]) -> usize {
    let (mut found, mut matched) = (0, 0);
    for byte in raw {
        let letter = byte.to_ascii_lowercase();
        if letter != b'\n' && letter.is_ascii_whitespace() {
            continue;
        }
        // The first letter stands twice in the name; the second time nothing that begins there can be missed.
        matched = match FIELD.get(matched) {
            Some(expected) if *expected == letter => matched + 1,
            _ => usize::from(letter == b'c'),
        };
        if matched == FIELD.len() {
            found += 1;
            matched = 0;
        }
    }
    found
}

/// How many comparisons the longest boundary costs in runs of hyphens.
fn hyphens(raw: &[u8]) -> u64 {
    let (mut sum, mut run) = (0_u64, 0_u64);
    for byte in raw {
        run = if *byte == b'-' { run + 1 } else { 0 };
        sum = sum.saturating_add(run.saturating_sub(2));
    }
    sum
}

/// How much is read in vain where words of other character sets begin and do not end before their line does.
fn encoded_words(raw: &[u8]) -> u64 {
    let in_line = |line: &[u8]| memchr::memmem::find_iter(line, b"=?").count() as u64 * line.len() as u64;
    raw.split(|byte| *byte == b'\n').map(in_line).fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_however_their_field_is_written() {
        for (text, count) in [
            ("Content-Type: text/plain\n\nConTent-TYPE: x", 2),
            ("Con tent - Type : message/rfc822", 1),
            ("Content\n-Type: x", 0),
            ("CContent-Type ccontent-type", 2),
            ("conten content-type", 1),
        ] {
            assert_eq!(typed_parts(text.as_bytes()), count, "{text}");
        }
    }

    #[test]
    fn what_would_take_too_long_or_too_much_is_not_begun() {
        let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(300);
        assert_eq!(check(nested.as_bytes()), Err(UnreadableMail::TooManyParts));
        assert_eq!(check("a:\n".repeat(200_001).as_bytes()), Err(UnreadableMail::TooManyLines));
        assert_eq!(check(&vec![b'-'; 10 << 20]), Err(UnreadableMail::TooTangled));
        assert_eq!(check("=?a?q?".repeat(1 << 20).as_bytes()), Err(UnreadableMail::TooTangled));
        assert_eq!(check(&vec![b'a'; (10 << 20) + 1]), Err(UnreadableMail::TooLarge));
        let to = "a@b,".repeat(60_000);
        for mail in [format!("To: {to}"), format!("a\n\nContent-Type: message/rfc822\n\nC c:\n {to}")] {
            assert_eq!(check(mail.as_bytes()), Err(UnreadableMail::TooTangled));
        }
        assert_eq!(check(format!("To: a@b\n\n{to}").as_bytes()), Ok(()));
        let divided = format!("{}\n{}\n", "-".repeat(80), "=?utf-8?q?a?= b".repeat(40)).repeat(2_000);
        assert_eq!(check(divided.as_bytes()), Ok(()));
    }
}
