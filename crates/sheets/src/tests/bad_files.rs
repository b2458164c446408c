//! Files that are no table, or would fill the memory of whoever opens them.

use std::io::{Cursor, Write};

use regulars_interchange::FileProblem;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{rows, rows_of};
use crate::ReadError;

fn problem(bytes: &[u8]) -> FileProblem {
    match rows_of(bytes) {
        Err(ReadError::Problem(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

/// An archive of these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn workbook_with(cells: &[(u32, u16)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for (row, column) in cells {
        page.write_string(*row, *column, "x").unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn far_cells_are_an_answer_and_no_array() {
    assert_eq!(problem(&workbook_with(&[(0, 0), (1_048_575, 0)])), FileProblem::TooManyRows);
    assert_eq!(problem(&workbook_with(&[(0, 0), (0, 16_383)])), FileProblem::TooManyColumns);
    assert_eq!(problem(&workbook_with(&[(0, 200)])), FileProblem::TooManyColumns);
    assert_eq!(rows(&workbook_with(&[(0, 199)]))[0].len(), 200);
}

#[test]
fn what_unfolds_too_far_is_not_unfolded() {
    let shared = [b"<sst>".to_vec(), b"<si><t>x</t></si>".repeat(4 << 20)].concat();
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &shared)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(problem(&bomb), FileProblem::TooLargeUnpacked);
    let text = [b"<worksheet><t>".to_vec(), vec![b'a'; 2 << 20]].concat();
    let node = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &text)]);
    assert_eq!(problem(&node), FileProblem::TooLargeUnpacked);
    let hidden = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.png", &vec![0; 17 << 20])]);
    assert_eq!(problem(&hidden), FileProblem::TooLargeUnpacked);
    let raw = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/a.xml", b"<a><![CDATA[<]]></a>")]);
    assert_eq!(problem(&raw), FileProblem::Unreadable);
}

#[test]
fn what_repeats_is_counted_before_it_is_repeated() {
    let sheet = |rows: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
             <office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet>\
             </office:body></office:document-content>"
        );
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let cell = "office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell {cell}</table:table-row>"
    );
    assert_eq!(problem(&sheet(&rows)), FileProblem::TooManyRows);
    let columns = format!(
        "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\" {cell}</table:table-row>"
    );
    assert_eq!(problem(&sheet(&columns)), FileProblem::TooManyColumns);
    let both = format!(
        "<table:table-row table:number-rows-repeated=\"900000\"><table:table-cell \
         table:number-columns-repeated=\"150\" {cell}</table:table-row>"
    );
    assert_eq!(problem(&sheet(&both)), FileProblem::TooLargeUnpacked);
}

#[test]
fn damaged_locked_and_strange_files_are_named() {
    let whole = workbook_with(&[(0, 0), (1, 0)]);
    assert_eq!(problem(&whole[..whole.len() / 2]), FileProblem::Unreadable);
    assert_eq!(problem(&archive(&[("readme.txt", b"x")])), FileProblem::Unreadable);
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3];
    assert_eq!(problem(&compound), FileProblem::Unreadable);
    assert_eq!(problem(b"a;b\n1;\x00\x01\x02;3\n"), FileProblem::WrongEncoding);
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/EncryptedPackage").unwrap();
    let locked = locked.into_inner().into_inner();
    assert_eq!(problem(&locked), FileProblem::Locked);
}

#[test]
fn a_text_of_separators_or_of_one_open_quotation_is_held_in_little() {
    let separators = format!("a;b\n{}x\n", ";".repeat(1 << 20));
    assert_eq!(problem(separators.as_bytes()), FileProblem::TooManyColumns);
    let empty = format!("a;b\n1;2{}\n", ";".repeat(1 << 20));
    assert_eq!(rows(empty.as_bytes())[1], ["1", "2"]);
    let open = format!("a;b\n1;\"{}", "x\n".repeat(1 << 20));
    let read = rows(open.as_bytes());
    assert_eq!((read[1][0].as_str(), read[1][1].len()), ("1", 80));
}

#[test]
fn a_row_whose_number_is_no_number_is_an_answer() {
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
        <row r=\"99999999999999999999\"><c r=\"ZZZZZZZZ99999999\" t=\"inlineStr\"><is><t>x</t></is></c></row>\
        </sheetData></worksheet>";
    let mut whole = zip::ZipArchive::new(Cursor::new(workbook_with(&[(0, 0)]))).unwrap();
    let mut entries = Vec::new();
    for place in 0..whole.len() {
        let mut entry = whole.by_index(place).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        let name = entry.name().unwrap().into_owned();
        let is_sheet = name == "xl/worksheets/sheet1.xml";
        entries.push((name, if is_sheet { sheet.as_bytes().to_vec() } else { content }));
    }
    let borrowed: Vec<(&str, &[u8])> =
        entries.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
    assert_eq!(problem(&archive(&borrowed)), FileProblem::Unreadable);
}
