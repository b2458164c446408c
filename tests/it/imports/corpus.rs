//! Files as people have them: for each what must come out, without anything being written.

use std::fmt::Write;
use std::path::Path;

use regulars_tests::Program;
use serde_json::Value;

use super::{fates, path_of, upload};

/// What the import of a file tells: its kind, separator, encoding and layout; what each column is about, with its first value; and
/// what each row would do.
fn told(import: &Value, fates: &[String]) -> String {
    if let Some(code) = import["problem"]["code"].as_str() {
        return format!("! {code}");
    }
    let mut text = String::new();
    for member in ["kind", "separator", "encoding", "layout"] {
        if let Some(value) = import[member].as_str() {
            let _ = write!(text, "{value:?} ");
        }
    }
    for column in import["columns"].as_array().unwrap().iter().take(8) {
        let about = column["field"].as_str().or(column["problem"].as_str()).unwrap_or("nothing");
        let sample: String = column["samples"][0].as_str().unwrap_or_default().chars().take(40).collect();
        let mark = if column["field"].is_null() { "!" } else { "" };
        let _ = write!(text, "| {mark}{about}={sample} ");
    }
    format!("{text}| {}", fates.join(" ")).replace('\n', "/")
}

#[tokio::test]
async fn each_file_comes_to_what_it_must() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/odd");
    let program = Program::start().await;
    let mut wrong = String::new();
    for (name, expected) in EXPECTED {
        // Each by itself: what one file says does not matter to the next, since nothing is written.
        let merchant = program.merchant().await;
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(bytes.len() < 10_000, "{name} is no small file");
        let import = upload(&merchant.owner, name, &bytes).await;
        program.work().await;
        let import = merchant.owner.get(&path_of(&import)).await.expect(200).json();
        let fates =
            if import["state"] == "failed" { Vec::new() } else { fates(&merchant.owner, &import).await };
        let told = told(&import, &fates);
        if told != *expected {
            let _ = writeln!(wrong, "    ({name:?}, {told:?}),");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, EXPECTED.len(), "every file of the folder is in the table");
}

/// The files.
const EXPECTED: &[(&str, &str)] = &[
    ("bomb.xlsx", ""),
    ("booleans.xlsx", ""),
    ("carriage-returns.csv", ""),
    ("columns-200.csv", ""),
    ("columns-201.csv", ""),
    ("comma.csv", ""),
    ("composed-accents.csv", ""),
    ("covered.ods", ""),
    ("crlf-and-blank-lines.csv", ""),
    ("cut-off.xlsx", ""),
    ("day-first.csv", ""),
    ("document.docx", ""),
    ("duplicate-headings.csv", ""),
    ("empty.xlsx", ""),
    ("espocrm.csv", ""),
    ("far-column.xlsx", ""),
    ("far-row.xlsx", ""),
    ("formula.xls", ""),
    ("formulas.xlsx", ""),
    ("german.csv", ""),
    ("hidden-first-sheet.xlsx", ""),
    ("inline.xlsx", ""),
    ("iso-8859-2.csv", ""),
    ("klaviyo.csv", ""),
    ("leading-zeros.csv", ""),
    ("listmonk.csv", ""),
    ("locked.ods", ""),
    ("long-cell.csv", ""),
    ("mailchimp-cleaned.csv", ""),
    ("mailchimp-unsubscribed.csv", ""),
    ("marks.csv", ""),
    ("merged.xls", ""),
    ("merged.xlsx", ""),
    ("month-first.csv", ""),
    ("no-break-spaces.csv", ""),
    ("no-heading.csv", ""),
    ("no-references.xlsx", ""),
    ("nul.csv", ""),
    ("numbers-and-dates.xlsx", ""),
    ("only-headings.csv", ""),
    ("pipe.csv", ""),
    ("plain.ods", ""),
    ("plain.xls", ""),
    ("polish.csv", ""),
    ("quoted.csv", ""),
    ("ragged.csv", ""),
    ("repeated-cells.ods", ""),
    ("repeated-rows.ods", ""),
    ("russian.csv", ""),
    ("sep-line.csv", ""),
    ("serbian-cyrillic.csv", ""),
    ("shared.xlsx", ""),
    ("tab.csv", ""),
    ("two-about-the-same.csv", ""),
    ("utf-16-be.csv", ""),
    ("utf-16-le.csv", ""),
    ("utf-8-bom.csv", ""),
    ("white-space.csv", ""),
    ("windows-1250.csv", ""),
    ("windows-1251.csv", ""),
];
