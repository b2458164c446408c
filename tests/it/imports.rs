mod bad_files;
mod birthdays;
mod commit;
mod consents;
mod corpus;
mod duplicates;
mod errors;
mod jobs;
mod left_rows;
mod mapping;
mod mappings;
mod numbers;
mod property;
mod refusals;
mod template;
mod undo;

use regulars_tests::{Client, Method, Program};
use serde_json::{Value, json};

/// A form with a file and, where there are any, options.
pub fn form(name: &str, bytes: &[u8], options: Option<&Value>) -> (String, Vec<u8>) {
    let boundary = "part-of-a-test";
    let mut body = Vec::new();
    let file = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(file.as_bytes());
    body.extend_from_slice(bytes);
    if let Some(options) = options {
        let part = format!(
            "\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"options\"\r\n\
             Content-Type: application/json\r\n\r\n{options}"
        );
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// Uploads a file whose people have all agreed to be stored.
pub async fn upload(client: &Client, name: &str, bytes: &[u8]) -> Value {
    let options = json!({"data_consent": {"source": "form in the shop", "text_version": "2026-01"}});
    let (content_type, body) = form(name, bytes, Some(&options));
    let sent = client.send(Method::POST, "/v1/customers/imports", Some(&content_type), body).await;
    sent.expect(202).json()
}

/// Uploads a file and has its rows looked at.
pub async fn check(program: &Program, client: &Client, text: &str) -> Value {
    let import = upload(client, "kupci.csv", text.as_bytes()).await;
    program.work().await;
    client.get(&path_of(&import)).await.expect(200).json()
}

/// Has the rows of an import written.
pub async fn commit(program: &Program, client: &Client, import: &Value) -> Value {
    client.post(&format!("{}/commit", path_of(import)), &json!({})).await.expect(202);
    program.work().await;
    client.get(&path_of(import)).await.expect(200).json()
}

/// Where an import is.
pub fn path_of(import: &Value) -> String {
    format!("/v1/customers/imports/{}", import["id"].as_str().unwrap())
}

/// Every row of an import.
pub async fn rows(client: &Client, import: &Value) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut path = format!("{}/rows?limit=200", path_of(import));
    loop {
        let page = client.get(&path).await.expect(200).json();
        rows.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else { return rows };
        path = format!("{}/rows?limit=200&cursor={next}", path_of(import));
    }
}

/// What becomes of each row, by its number.
pub async fn fates(client: &Client, import: &Value) -> Vec<String> {
    let rows = rows(client, import).await;
    rows.iter().map(|row| row["disposition"].as_str().unwrap_or("unknown").to_owned()).collect()
}

/// The customers, the oldest first.
pub async fn customers(client: &Client) -> Vec<Value> {
    client.get("/v1/customers?sort=created_at&limit=200").await.expect(200).json()["items"]
        .as_array()
        .unwrap()
        .clone()
}
