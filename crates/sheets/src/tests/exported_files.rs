//! Files that are written in parts are read back as they went.

use proptest::prelude::*;
use regulars_interchange::{ExportFormat, ExportHeading, ExportPart, OutCell, SheetPlace};

use super::rows;
use crate::writing::export_file::{FilePiece, lay_out, text_style};
use crate::writing::export_part::{inflate_part, write_parts_of};

fn headings() -> Vec<ExportHeading> {
    [("Ime", false), ("=1+1", false), ("Ukupno", true)]
        .map(|(text, is_number)| ExportHeading { text: text.to_owned(), is_number })
        .to_vec()
}

/// The file, written so many rows at a time on sheets of so many rows.
fn file_of(format: ExportFormat, rows: &[Vec<OutCell>], at_a_time: usize, of_a_sheet: u64) -> Vec<u8> {
    let headings = headings();
    let style = text_style(&headings).unwrap();
    let (mut parts, mut place): (Vec<ExportPart>, _) = (Vec::new(), SheetPlace::default());
    for chunk in rows.chunks(at_a_time.max(1)) {
        let first = u32::try_from(parts.len()).unwrap();
        let (more, next) = write_parts_of(of_a_sheet, format, style, place, first, chunk).unwrap();
        parts.extend(more);
        place = next;
    }
    let outlines: Vec<_> = parts.iter().map(|part| part.outline).collect();
    let pieces = lay_out(format, &headings, &outlines).unwrap();
    let size: u64 = pieces.iter().map(FilePiece::size).sum();
    let bytes: Vec<u8> = pieces
        .into_iter()
        .flat_map(|piece| match piece {
            FilePiece::Bytes(bytes) => bytes,
            FilePiece::KeptPart(part) => parts[part.number as usize].bytes.clone(),
            FilePiece::PlainPart(part) => {
                inflate_part(&parts[part.number as usize].bytes, part.length).unwrap()
            }
        })
        .collect();
    assert_eq!(bytes.len() as u64, size);
    bytes
}

fn expected(row: &[OutCell]) -> Vec<String> {
    let mut cells: Vec<String> = row
        .iter()
        .map(|cell| match cell {
            OutCell::Empty => String::new(),
            OutCell::Text(text) | OutCell::Number(text) | OutCell::Plain(text) => text.clone(),
        })
        .collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

fn text() -> impl Strategy<Value = String> {
    let likely = prop_oneof![
        "('{0,2}[-=+@|0-9]{1,3})?[a-zšđ&<>\"',;_x0-9/. ]{0,8}",
        Just("_x0041_".to_owned()),
        Just("+381641234567".to_owned()),
        Just("007".to_owned()),
        Just("2000000000008".to_owned()),
        Just("1E5".to_owned()),
        Just("=HYPERLINK(\"http://evil.example\")".to_owned()),
    ];
    likely.prop_map(|text| text.trim().to_owned()).prop_filter("no text", |text| !text.is_empty())
}

fn row() -> impl Strategy<Value = Vec<OutCell>> {
    let number = (any::<i32>(), 0_u32..3).prop_map(|(number, decimals)| {
        // A number has no zeros behind its point where a reader gives it back.
        let number = i64::from(number) / 10_i64.pow(decimals) * 10 + 1;
        OutCell::amount(number, decimals)
    });
    let cell = || prop_oneof![3 => text().prop_map(OutCell::Text), 1 => Just(OutCell::Empty)];
    (text().prop_map(OutCell::Text), cell(), number)
        .prop_map(|(first, second, third)| vec![first, second, third])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn rows_come_back_however_they_were_cut(
        rows in prop::collection::vec(row(), 0..12), at_a_time in 1_usize..5, is_csv in any::<bool>(),
    ) {
        let format = if is_csv { ExportFormat::Csv } else { ExportFormat::Xlsx };
        let file = file_of(format, &rows, at_a_time, 1_000);
        let read = self::rows(&file);
        prop_assert_eq!(&read[0], &["Ime", "=1+1", "Ukupno"]);
        let expected: Vec<_> = rows.iter().map(|row| expected(row)).collect();
        prop_assert_eq!(&read[1..], expected.as_slice());
    }
}

#[test]
fn nothing_in_a_csv_begins_like_a_formula() {
    let row = ["=1+1", "+381", "-2"].map(|text| OutCell::Text(text.to_owned())).to_vec();
    let file = String::from_utf8(file_of(ExportFormat::Csv, &[row], 1, 10)).unwrap();
    assert_eq!(file, "\u{feff}Ime,'=1+1,Ukupno\r\n'=1+1,'+381,'-2\r\n");
}

#[test]
fn what_does_not_fit_on_a_sheet_goes_on_the_next() {
    let rows: Vec<Vec<OutCell>> = (0..7).map(|number| vec![OutCell::Text(format!("Ana {number}"))]).collect();
    let file = file_of(ExportFormat::Xlsx, &rows, 5, 3);
    let mut workbook: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(file)).unwrap();
    let sheets: Vec<Vec<String>> = calamine::Reader::worksheets(&mut workbook)
        .into_iter()
        .map(|(_, range)| range.rows().map(|row| row[0].to_string()).collect())
        .collect();
    assert_eq!(
        sheets,
        [
            vec!["Ime", "Ana 0", "Ana 1", "Ana 2"],
            vec!["Ime", "Ana 3", "Ana 4", "Ana 5"],
            vec!["Ime", "Ana 6"],
        ]
    );
}
