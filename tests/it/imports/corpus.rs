//! Files as people have them. `tests/corpus/make_odd.py` makes them, and `tests/corpus/odd.txt` tells of each what comes of it.

use std::fmt::Write;
use std::path::Path;

use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::{form, path_of, rows};

/// What the import of a file tells: its kind, separator, encoding and layout; what each column is about, with its first value; and
/// what each row would do. Of a file that cannot be read, why.
fn told(import: &Value, rows: &[Value]) -> String {
    if let Some(code) = import["problem"]["code"].as_str() {
        return format!("! {code}");
    }
    let mut text = String::new();
    for member in ["kind", "separator", "encoding", "layout"] {
        if let Some(value) = import[member].as_str() {
            let _ = write!(text, "{} ", if value == "\t" { "tab" } else { value });
        }
    }
    for column in import["columns"].as_array().unwrap().iter().take(8) {
        let about = column["field"].as_str().or(column["problem"].as_str()).unwrap_or("nothing");
        let sample: String = column["samples"][0].as_str().unwrap_or_default().chars().take(20).collect();
        let mark = if column["field"].is_null() { "!" } else { "" };
        let _ = write!(text, "| {mark}{about}={sample} ");
    }
    text.push('|');
    for row in rows {
        let remarks: Vec<&str> =
            row["remarks"].as_array().unwrap().iter().filter_map(|remark| remark["code"].as_str()).collect();
        let _ = write!(text, " {}", row["disposition"].as_str().unwrap_or("nothing"));
        if !remarks.is_empty() {
            let _ = write!(text, "({})", remarks.join(","));
        }
    }
    text.replace('\n', "/")
}

#[tokio::test]
async fn each_file_comes_to_what_it_must() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/odd");
    let program = Program::start().await;
    // What one file says does not matter to the next, since nothing is written.
    let owner = program.merchant().await.owner;
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let options = json!({"data_consent": {"source": "form in the shop"}});
    let mut uploaded = Vec::new();
    for name in &names {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(bytes.len() < 100_000, "{name} is no small file");
        let (content_type, body) = form(name, &bytes, Some(&options));
        let sent = owner.send(Method::POST, "/v1/customers/imports", Some(&content_type), body).await;
        uploaded.push(sent.json());
    }
    program.work().await;
    let mut seen = String::new();
    for (name, import) in names.iter().zip(&uploaded) {
        if let Some(code) = import["errors"][0]["code"].as_str() {
            let _ = writeln!(seen, "{name}: refused, {} {code}", import["errors"][0]["pointer"]);
            continue;
        }
        let import = owner.get(&path_of(import)).await.expect(200).json();
        let rows = if import["state"] == "checked" { rows(&owner, &import).await } else { Vec::new() };
        let _ = writeln!(seen, "{name}: {}", told(&import, &rows));
    }
    let expected = std::fs::read_to_string(folder.with_extension("txt")).unwrap();
    let wrong: Vec<&str> =
        seen.lines().filter(|line| !expected.lines().any(|other| other == *line)).collect();
    assert!(wrong.is_empty() && seen.lines().count() == expected.lines().count(), "{}", wrong.join("\n"));
    assert!(names.len() >= 60);
}
