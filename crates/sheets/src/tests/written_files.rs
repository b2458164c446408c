//! A corpus that LibreOffice has written, and what this crate writes itself.

use regulars_interchange::{Cell, FileKind};

use super::{rows, rows_of};
use crate::{TemplateColumn, write_table, write_template};

const PEOPLE: [[&str; 8]; 3] = [
    ["Šifra kupca", "Ime", "Prezime", "E-mail", "Telefon", "Datum rođenja", "Poštanski broj", "Mesto"],
    ["007", "Đorđe", "Petrović", "djordje@example.com", "+381641234567", "1990-05-17", "01100", "Čačak"],
    [
        "0012345678901234567",
        "Љубица",
        "Њежић",
        "ljubica@example.com",
        "064/123-4568",
        "1985-12-01",
        "21000",
        "Novi Sad, Liman",
    ],
];

macro_rules! corpus {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/corpus/tables/", $name))
    };
}

#[test]
fn every_kind_of_file_keeps_zeros_long_numbers_and_letters() {
    for (bytes, kind) in [
        (&corpus!("people.xlsx")[..], FileKind::Xlsx),
        (corpus!("people.ods"), FileKind::Ods),
        (corpus!("people.xls"), FileKind::Xls),
        (corpus!("people-utf-8.csv"), FileKind::Csv),
        (corpus!("people-utf-8-bom.csv"), FileKind::Csv),
        (corpus!("people-utf-16.csv"), FileKind::Csv),
    ] {
        let (rows, found) = rows_of(bytes).unwrap();
        assert_eq!(found.kind, kind);
        assert_eq!(rows, PEOPLE, "{found:?}");
    }
}

#[test]
fn encodings_and_separators_are_found() {
    for (bytes, separator, encoding) in [
        (&corpus!("people-utf-8.csv")[..], ';', "UTF-8"),
        (corpus!("people-utf-8-bom.csv"), ';', "UTF-8"),
        (corpus!("people-utf-16.csv"), '\t', "UTF-16LE"),
        (corpus!("people-windows-1250.csv"), ';', "windows-1250"),
        (corpus!("russian-windows-1251.csv"), ';', "windows-1251"),
    ] {
        let found = rows_of(bytes).unwrap().1;
        assert_eq!(found.dialect, Some((separator, encoding.to_owned())));
    }
    assert_eq!(rows(corpus!("people-windows-1250.csv"))[..2], PEOPLE[..2]);
    let russian = rows(corpus!("russian-windows-1251.csv"));
    assert_eq!(russian[0], ["Имя", "Фамилия", "Электронная почта", "Город"]);
    assert_eq!(russian[2], ["Анна", "Щукина", "anna@example.com", "Ярославль"]);
}

#[test]
fn what_is_written_is_read_again() {
    let table: Vec<Vec<String>> = PEOPLE.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let cells: Vec<Vec<Cell>> = PEOPLE.iter().map(|row| row.map(Cell::of).to_vec()).collect();
    for dialect in [
        None,
        Some((';', "UTF-8")),
        Some(('\t', "UTF-16LE")),
        Some((',', "UTF-16BE")),
        Some((';', "windows-1250")),
    ] {
        let written = write_table(dialect, cells.clone().into_iter()).unwrap();
        let (read, found) = rows_of(&written.bytes).unwrap();
        assert_eq!(read, table, "{dialect:?}");
        assert_eq!(found.kind, written.kind);
    }
    let latin = write_table(Some((';', "windows-1250")), cells[..2].iter().cloned()).unwrap();
    assert_eq!(rows_of(&latin.bytes).unwrap().1.dialect, Some((';', "windows-1250".to_owned())));
}

#[test]
fn a_template_is_a_table() {
    let column = |heading: &str, example: &str, choices: &[&str]| TemplateColumn {
        heading: heading.to_owned(),
        example: example.to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let columns = [column("Pol", "female", &["male", "female"]), column("Telefon", "+381641234567", &[])];
    let bytes = write_template("Customers", &columns).unwrap();
    assert_eq!(rows(&bytes), [["Pol", "Telefon"], ["female", "+381641234567"]]);
}
