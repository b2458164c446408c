//! The number of a card as a picture that a till reads, in modules of one unit: bars, or a QR code.

use barcoders::sym::code128::Code128;
use barcoders::sym::ean13::EAN13;
use qrcode::{Color, EcLevel, QrCode};
use regulars_identity::CardCode;
use regulars_network::CardNumber;
use serde::Serialize;

/// How many digits an EAN-13 has.
const EAN_13: usize = 13;
/// The clear modules at both sides of bars: EAN-13 needs eleven, Code 128 ten.
const CLEAR_OF_BARS: usize = 11;
/// The clear modules around a QR code (ISO/IEC 18004).
const CLEAR_OF_QR: usize = 4;
/// So many times as wide as high are bars.
const BARS_RATIO: usize = 3;

/// A picture, with the white margin that a reader needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawnCode {
    /// How wide it is.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// Whether it is as wide as high.
    pub square: bool,
    /// What of it is black, as the path of an SVG.
    pub path: String,
}

/// The picture of a number. None where it cannot be drawn, which no number of a card is.
pub fn drawn(number: &CardNumber, code: CardCode) -> Option<DrawnCode> {
    match code {
        CardCode::Barcode => bars(number.expose()),
        CardCode::Qr => squares(number.expose()),
    }
}

/// As EAN-13 where the number is one with the right check digit, and as Code 128 otherwise.
fn bars(number: &str) -> Option<DrawnCode> {
    let ean_13 = if number.len() == EAN_13 { EAN13::new(number).ok() } else { None };
    let modules = match ean_13 {
        Some(ean_13) => ean_13.encode(),
        None => Code128::new(in_sets(number)).ok()?.encode(),
    };
    let dark: Vec<bool> = modules.into_iter().map(|module| module == 1).collect();
    let width = dark.len() + 2 * CLEAR_OF_BARS;
    let height = width.div_ceil(BARS_RATIO);
    let mut path = String::new();
    draw_row(&mut path, &dark, (CLEAR_OF_BARS, 0), height);
    Some(DrawnCode { width, height, square: false, path })
}

/// The number with the marks of the character sets of Code 128: digits alone go in pairs (set C), everything else one by one (set B).
fn in_sets(number: &str) -> String {
    const SET_B: char = '\u{181}';
    const SET_C: char = '\u{106}';
    let is_of_digits = number.bytes().all(|letter| letter.is_ascii_digit());
    match number.split_at_checked(number.len() % 2) {
        Some(("", pairs)) if is_of_digits => format!("{SET_C}{pairs}"),
        Some((first, pairs)) if is_of_digits => format!("{SET_B}{first}{SET_C}{pairs}"),
        _ => format!("{SET_B}{number}"),
    }
}

fn squares(number: &str) -> Option<DrawnCode> {
    let code = QrCode::with_error_correction_level(number, EcLevel::M).ok()?;
    let size = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    let mut path = String::new();
    for (row, modules) in dark.chunks(size).enumerate() {
        draw_row(&mut path, modules, (CLEAR_OF_QR, row + CLEAR_OF_QR), 1);
    }
    let width = size + 2 * CLEAR_OF_QR;
    Some(DrawnCode { width, height: width, square: true, path })
}

/// A rectangle for each run of dark modules of a row.
fn draw_row(path: &mut String, modules: &[bool], (left, top): (usize, usize), height: usize) {
    let mut place = left;
    for run in modules.chunk_by(|one, next| one == next) {
        let wide = run.len();
        if run.first() == Some(&true) {
            path.push_str(&format!("M{place} {top}h{wide}v{height}h-{wide}z"));
        }
        place += wide;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules of bars as the path draws them, without the margin.
    fn read(code: &DrawnCode) -> String {
        let mut modules = vec!['0'; code.width];
        for rectangle in code.path.split('M').skip(1) {
            let (at, rest) = rectangle.split_once(' ').unwrap();
            let wide = rest.split(['h', 'v']).nth(1).unwrap();
            let (at, wide): (usize, usize) = (at.parse().unwrap(), wide.parse().unwrap());
            modules[at..at + wide].fill('1');
        }
        let margin = "0".repeat(CLEAR_OF_BARS);
        let all: String = modules.into_iter().collect();
        all.strip_prefix(&margin).and_then(|all| all.strip_suffix(&margin)).unwrap().to_owned()
    }

    fn number(text: &str) -> CardNumber {
        text.parse().unwrap()
    }

    #[test]
    fn bars_are_those_of_the_standards() {
        for (text, modules) in [
            // EAN-13 (GS1 General Specifications, section 5.2).
            (
                "4006381333931",
                "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101",
            ),
            (
                "2000000000039",
                "10100011010001101010011101001110001101010011101010111001011100101110010111001010000101110100101",
            ),
            // Thirteen digits with another check digit, and other lengths: Code 128 (ISO/IEC 15417).
            (
                "2000000000030",
                "110100100001100111001010111011110110110011001101100110011011001100110110011001101100110011011011000101110110001100011101011",
            ),
            (
                "123456789012",
                "11010011100101100111001000101100011100010110110000101001101111011010110011100111010110001100011101011",
            ),
            (
                "AB123456",
                "110100100001010001100010001011000100111001101100111001011001011100110010011101101110010011001110100101101110001100011101011",
            ),
        ] {
            assert_eq!(read(&drawn(&number(text), CardCode::Barcode).unwrap()), modules, "{text}");
        }
    }

    #[test]
    fn every_number_of_a_card_can_be_drawn() {
        for text in ["0000", "Z9Z9", &"7".repeat(31), &"7".repeat(32), &"W".repeat(32)] {
            for code in CardCode::ALL {
                let drawn = drawn(&number(text), *code).unwrap();
                assert_eq!(drawn.square, drawn.width == drawn.height, "{text}");
                assert!(!drawn.path.is_empty());
            }
        }
    }

    #[test]
    fn a_qr_code_has_its_margin_and_its_three_corners() {
        let code = drawn(&number("2000000000039"), CardCode::Qr).unwrap();
        assert_eq!((code.width, code.height), (29, 29));
        for corner in ["M4 4h7v1h-7z", "M18 4h7v1h-7z", "M4 18h7v1h-7z"] {
            assert!(code.path.contains(corner), "{corner}: {}", code.path);
        }
        assert_ne!(code, drawn(&number("2000000000046"), CardCode::Qr).unwrap());
    }
}
