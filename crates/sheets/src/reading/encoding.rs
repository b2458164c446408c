//! In which encoding a text is written.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251};

/// How much of a text is looked at where every byte could be a letter.
const LOOKED_AT: usize = 256 << 10;

/// The encoding of a text: what its first bytes say, UTF-8 where all of it is that or was before a byte of it was damaged, and
/// otherwise a code page of Central Europe or the one of Cyrillic. In Cyrillic whole words are letters beyond ASCII, in the other languages single ones are.
pub(crate) fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let beginning = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if let Some(wide) = two_bytes_a_letter(beginning) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf_8(bytes) {
        return UTF_8;
    }
    // Letters beyond ASCII may come late.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let from = first.saturating_sub(1);
    let sample = bytes.get(from..bytes.len().min(from + LOOKED_AT)).unwrap_or(bytes);
    if is_cyrillic(sample) {
        WINDOWS_1251
    } else if is_iso_8859_2(sample) {
        ISO_8859_2
    } else {
        WINDOWS_1250
    }
}

/// Whether nearly every letter beyond ASCII is one of UTF-8. As a text of a code page it would be other letters, which nobody
/// has written.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    letters > 4 * faults
}

/// Both code pages of Central Europe have most letters at the same places. Only Windows has letters from 80 to 9F, and what is Š,
/// Ž, ą or ś in ISO 8859-2 is a sign in Windows, which stands in no word. Its š and ž are Polish and Slovak letters in Windows,
/// in words without letters of Serbian, Croatian and Czech.
fn is_iso_8859_2(sample: &[u8]) -> bool {
    let has = |wanted: &[u8]| sample.iter().any(|byte| wanted.contains(byte));
    if sample.iter().any(|byte| (0x80..=0x9F).contains(byte)) {
        return false;
    }
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0xC0;
    let signs_in_words = sample.windows(2).any(|pair| match *pair {
        [0xA6 | 0xA9 | 0xAC | 0xAE, after] => is_letter(after),
        [before, 0xB1 | 0xB6] => is_letter(before),
        _ => false,
    });
    let southern = has(&[0xC8, 0xE8, 0xD0, 0xF0]) && !has(&[0xA3, 0xB3, 0xCA, 0xEA, 0xAF, 0xBF]);
    signs_in_words || (has(&[0xB9, 0xBE]) && southern)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_tells_the_code_pages_apart() {
        for text in [
            "Šifra kupca;Poštanski broj\n7;11000\n",
            "Ime;Mesto\nAna;Niš, Čačak\n",
            "Příjmení;Město\nŽižka;Žatec\n",
            "Imię;Nazwisko\nŁucja;Wójcik, śliwa, mąż\n",
        ] {
            for encoding in [WINDOWS_1250, ISO_8859_2] {
                let (bytes, _, _) = encoding.encode(text);
                assert_eq!(encoding_of(&bytes), encoding, "{text}");
            }
        }
        // Without a letter that stands elsewhere in the two, either reads the same.
        for text in ["Ime;Mesto\nAna;Čačak\n", "Company\nBrand® ©2026 «Ana»\n"] {
            let (bytes, _, _) = WINDOWS_1250.encode(text);
            assert_eq!(encoding_of(&bytes), WINDOWS_1250, "{text}");
        }
    }

    #[test]
    fn a_damaged_byte_makes_no_other_letters() {
        let mut bytes = "Šifra;Ime\n7;Đorđe Čvorović\n".as_bytes().to_vec();
        bytes.push(0x9A);
        assert_eq!(encoding_of(&bytes), UTF_8);
        let (bytes, _, _) = WINDOWS_1251.encode("Шифра;Име\n7;Ђорђе Чворовић\n");
        assert_eq!(encoding_of(&bytes), WINDOWS_1251);
    }
}
