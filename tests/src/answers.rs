//! Every answer that a test gets is held against the document: the kinds of problems and the headers are those that the
//! operation names.

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::contract::{Contract, Operation};

/// The headers that the document declares where they are sent.
pub const DECLARED: [&str; 9] = [
    "etag",
    "idempotent-replayed",
    "link",
    "location",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "www-authenticate",
    "x-request-id",
];

/// Fails the test when its operation does not name the kind of problem or a header of this answer.
pub fn hold_against_the_document(
    method: &Method,
    path: &str,
    status: StatusCode,
    headers: &HeaderMap,
    bytes: &[u8],
) {
    let contract = Contract::of_the_program();
    let Some(operation) = contract.operation_of(method, path) else { return };
    // A method that a path does not have, and a state that the client has already, are no answers of the operation.
    if matches!(status.as_u16(), 304 | 405) {
        return;
    }
    let faults = faults(contract, operation, status, headers, bytes);
    assert!(faults.is_empty(), "{} answered {status} with {}", operation.id, faults.join(", "));
}

fn faults(
    contract: &Contract,
    operation: &Operation,
    status: StatusCode,
    headers: &HeaderMap,
    bytes: &[u8],
) -> Vec<String> {
    let Some(documented) = operation.responses.get(status.as_str()) else {
        return vec![format!("a status that is not documented: {}", String::from_utf8_lossy(bytes))];
    };
    let documented = contract.resolve(documented);
    let mut faults = Vec::new();
    let is_problem =
        headers.get("content-type").is_some_and(|kind| kind.as_bytes() == b"application/problem+json");
    if is_problem {
        let problem: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let kinds = &documented["content"]["application/problem+json"]["examples"];
        if problem["code"].as_str().is_none_or(|code| kinds.get(code).is_none()) {
            faults.push(format!("a kind that the operation does not name: {problem}"));
        }
    }
    let declared: Vec<(String, bool)> = documented["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, header)| {
            (name.to_ascii_lowercase(), contract.resolve(header)["required"] == Value::Bool(true))
        })
        .collect();
    for name in DECLARED {
        let is_sent = headers.contains_key(name);
        match declared.iter().find(|(known, _)| known == name) {
            None if is_sent => faults.push(format!("the undeclared header {name}")),
            Some((_, true)) if !is_sent => faults.push(format!("no header {name}")),
            _ => {}
        }
    }
    faults
}
