//! Files that are odd, and right.

use regulars_interchange::{Cell, StagedRow};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{rows, rows_of};
use crate::{read, write_table};

#[test]
fn numbers_dates_truths_and_formulas_are_texts() {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["number", "amount", "born", "vip", "sum", "broken"]) {
        page.write_string(0, column, heading).unwrap();
    }
    page.write_number(1, 0, 123_456_789_012_345.0).unwrap();
    page.write_number(1, 1, 12.5).unwrap();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    page.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(1990, 5, 17).unwrap(), &date).unwrap();
    page.write_boolean(1, 3, true).unwrap();
    page.write_formula(1, 4, Formula::new("=1+1").set_result("2")).unwrap();
    page.write_formula(1, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(rows(&bytes)[1], ["123456789012345", "12.5", "1990-05-17", "true", "2", "#DIV/0!"]);
}

/// A sheet keeps fifteen digits: of a longer number nobody knows what was meant.
#[test]
fn a_number_of_too_many_digits_is_told_and_stays_so_when_it_is_written_again() {
    let cells = |bytes: &[u8]| {
        let mut rows = Vec::new();
        read(bytes, &mut |row: StagedRow| {
            rows.push(row.cells);
            Ok(())
        })
        .unwrap();
        rows
    };
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for (column, number) in (0..).zip([999_999_999_999_999.0, 1e15, 12_345_678_901_234_568.0, -1e21, 0.1]) {
        page.write_number(0, column, number).unwrap();
    }
    page.write_string(0, 5, "12345678901234567").unwrap();
    let read = cells(&workbook.save_to_buffer().unwrap());
    let text = |text: &str| Cell::Text(text.to_owned());
    let inexact = |digits: &str| Cell::Inexact(digits.to_owned());
    let expected = vec![
        text("999999999999999"),
        inexact("1000000000000000"),
        inexact("12345678901234568"),
        inexact("-1000000000000000000000"),
        text("0.1"),
        text("12345678901234567"),
    ];
    assert_eq!(read, std::slice::from_ref(&expected));
    let again = write_table(None, std::iter::once(expected)).unwrap();
    assert_eq!(cells(&again.bytes), read);
}

#[test]
fn cells_keep_their_columns_over_gaps_and_merged_cells() {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.merge_range(1, 0, 1, 1, "Name", &Format::new()).unwrap();
    page.write_string(1, 2, "E-mail").unwrap();
    page.write_string(4, 1, "Petrović").unwrap();
    page.write_string(4, 2, "ana@example.com").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(rows(&bytes), [vec!["Name", "", "E-mail"], vec!["", "Petrović", "ana@example.com"]]);
}

#[test]
fn the_separator_of_a_text_is_found() {
    for (text, cells) in [
        ("a,b\n1,2\n", vec!["1", "2"]),
        ("a;b\n1,5;2\n", vec!["1,5", "2"]),
        ("a\tb\n1\t2\n", vec!["1", "2"]),
        ("a|b\n1|2\n", vec!["1", "2"]),
        ("sep=;\na;b\n1;2\n", vec!["1", "2"]),
        ("a;b\n\"1;\"\"x\"\"\";\"2\n3\"\n", vec!["1;\"x\"", "2\n3"]),
        ("email\nana@example.com\n", vec!["ana@example.com"]),
        ("a;b\r\n1;2\r\n", vec!["1", "2"]),
        ("a;b\r1;2\r", vec!["1", "2"]),
        ("a;b\n1;2", vec!["1", "2"]),
    ] {
        assert_eq!(rows(text.as_bytes())[1], cells, "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_letter_of_a_heading() {
    let text = "\u{feff}Ime;Poštanski broj\nAna;01100\n";
    assert_eq!(rows(text.as_bytes())[0], ["Ime", "Poštanski broj"]);
}

#[test]
fn a_cell_over_the_edge_of_a_block_stays_whole() {
    let long = "č".repeat(3_000);
    let text: String = (0..60).map(|number| format!("{number};{long}\n")).collect();
    let read = rows(text.as_bytes());
    assert_eq!(read.len(), 60);
    assert!(read.iter().all(|row| row[1] == long));
    let in_utf_16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let (wide, found) = rows_of(&in_utf_16).unwrap();
    assert_eq!((wide, found.dialect), (read, Some((';', "UTF-16BE".to_owned()))));
}

#[test]
fn no_row_is_lost_where_a_block_ends() {
    let text = "1234567;1234567\n".repeat(20_000);
    let read = rows(text.as_bytes());
    assert_eq!(read.len(), 20_000);
    assert!(read.iter().all(|row| *row == ["1234567", "1234567"]));
}

#[test]
fn a_few_letters_beyond_ascii_decide_the_code_page() {
    let (latin, _, _) = encoding_rs::WINDOWS_1250.encode("ime;mesto\nĐorđe;Čačak\nŽeljko;Šabac\n");
    assert_eq!(rows(&latin)[1], ["Đorđe", "Čačak"]);
    let (german, _, _) = encoding_rs::WINDOWS_1250.encode("Vorname;Straße\nJürgen;Große Gasse\n");
    assert_eq!(rows(&german), [["Vorname", "Straße"], ["Jürgen", "Große Gasse"]]);
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("ime;mesto\nЂорђе;Чачак\n");
    assert_eq!(rows(&cyrillic)[1], ["Ђорђе", "Чачак"]);
}
