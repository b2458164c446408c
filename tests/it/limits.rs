//! The limits of a request, and that every refusal is a problem document. Generated from the document where it can be.

mod bodies;
mod documented;
mod pages;
mod paths;
mod wire;

use regulars_tests::{Answer, Callers, Client, Operation, Program};
use serde_json::Value;

/// Whoever may call an operation.
async fn caller(program: &Program, callers: &Callers<'_>, operation: &Operation) -> Client {
    match operation.access {
        Some(access) => callers.allowed(access.roles).await,
        None => program.client.clone(),
    }
}

/// A path whose ids and codes lead nowhere, with the query that the operation requires.
fn path_of(operation: &Operation) -> String {
    let nowhere = |name: &str| {
        let text = if name == "code" { "nowhere" } else { "01920000-0000-7000-8000-0123456789ab" };
        text.to_owned()
    };
    format!("{}{}", operation.path(nowhere), operation.query(false))
}

/// Whether the type of a problem is the address of the page that explains it.
fn leads_to_page(kind: &Value, code: &str) -> bool {
    let kind = kind.as_str().unwrap_or_default();
    kind.starts_with("http://") && kind.ends_with(&format!("/problems/{code}"))
}

/// What is wrong with a refusal, if anything.
fn complaint(what: &str, answer: &Answer, status: u16, code: &str) -> Option<String> {
    let problem = answer.json();
    let id = answer.header("x-request-id");
    let wrong = if answer.status.as_u16() != status || problem["code"] != code {
        "has another status or code"
    } else if answer.header("content-type") != Some("application/problem+json") {
        "is no problem document"
    } else if problem["status"] != status || !leads_to_page(&problem["type"], code) {
        "contradicts itself"
    } else if id.is_none() || problem["request_id"].as_str() != id {
        "has another request_id than its X-Request-Id"
    } else if ["title", "detail"].iter().any(|field| problem[field].as_str().is_none_or(str::is_empty)) {
        "explains nothing"
    } else {
        return None;
    };
    Some(format!("{what}: the answer {wrong}, expected {status} {code}: {} {}", answer.status, answer.text))
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
