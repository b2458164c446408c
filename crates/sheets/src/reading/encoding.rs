//! In which encoding a text is written.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251};

/// How much of a text is looked at where every byte could be a letter.
const LOOKED_AT: usize = 256 << 10;

/// The encoding of a text: what its first bytes say, UTF-8 where all of it is that, and otherwise the code page of Central
/// Europe or of Cyrillic. In Cyrillic whole words are letters beyond ASCII, in the other languages single ones are.
pub(crate) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let beginning = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if let Some(wide) = two_bytes_a_letter(beginning) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Letters beyond ASCII may come late.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let from = first.saturating_sub(1);
    let sample = bytes.get(from..bytes.len().min(from + LOOKED_AT)).unwrap_or(bytes);
    if is_cyrillic(sample) { WINDOWS_1251 } else { WINDOWS_1250 }
}

fn is_cyrillic(sample: &[u8]) -> bool {
    let (mut letters, mut in_words) = (0_usize, 0_usize);
    let mut before = 0_u8;
    for pair in sample.windows(2) {
        let [byte, after] = *pair else { continue };
        if !byte.is_ascii() {
            letters += 1;
            if !before.is_ascii() || !after.is_ascii() {
                in_words += 1;
            }
        }
        before = byte;
    }
    in_words * 2 > letters
}

/// A text of ASCII letters has a zero beside each of them.
fn two_bytes_a_letter(beginning: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| beginning.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let letters = beginning.len() / 2;
    if letters < 2 {
        None
    } else if odd * 3 > letters && even * 10 < letters {
        Some(UTF_16LE)
    } else if even * 3 > letters && odd * 10 < letters {
        Some(UTF_16BE)
    } else {
        None
    }
}
