mod files;
mod lifecycle;
mod points;
mod purchases;
mod round_trip;

use regulars_tests::{Answer, Client, Program};
use serde_json::Value;

/// Asks for a file and has it written.
pub async fn export(program: &Program, client: &Client, path: &str, body: &Value) -> Value {
    let asked = client.post(path, body).await.expect(202).json();
    program.work().await;
    client.get(&path_of(&asked)).await.expect(200).json()
}

/// Asks for a file of customers and downloads it.
pub async fn customers_file(program: &Program, client: &Client, body: &Value) -> Answer {
    let export = export(program, client, "/v1/customers/exports", body).await;
    assert_eq!(export["state"], "ready", "{export}");
    let file = client.get(&format!("{}/file", path_of(&export))).await.expect(200);
    assert_eq!(export["size"], file.bytes.len());
    file
}

/// Where an export is.
pub fn path_of(export: &Value) -> String {
    format!("/v1/exports/{}", export["id"].as_str().unwrap())
}

/// The lines of a CSV without its mark.
pub fn lines(file: &Answer) -> Vec<String> {
    let text = file.text.strip_prefix('\u{feff}').expect("Excel needs the mark");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}
