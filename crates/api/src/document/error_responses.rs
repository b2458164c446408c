//! The answers that say why a request was not done: each shows the kinds of problems that its operation can have, and only
//! those. Operations with the same ones refer to the same answer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::causes::example_of;
use super::headers::headers_of_errors;
use crate::error::Code;
use crate::middleware::is_page;

const PROBLEM: &str = "#/components/schemas/Problem";

/// The answers that operations share, by name.
#[derive(Default)]
pub(super) struct ErrorResponses(Map<String, Value>);

impl ErrorResponses {
    /// Gives an operation its error answers. One that it declares keeps its description.
    pub(super) fn add(&mut self, path: &str, operation: &mut Value, causes: &[Code], tells_a_limit: bool) {
        // People are told in a page as well why it was not done.
        let is_page = is_page(path);
        let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
        for code in causes {
            by_status.entry(code.status()).or_default().push(*code);
        }
        for (status, codes) in by_status {
            let declared = &mut operation["responses"][status.to_string()];
            if declared["content"].is_object() {
                // A page for people says it in its own way.
                declared["headers"] = headers_of_errors(status, &codes, tells_a_limit);
            } else if let Some(description) = declared["description"].as_str() {
                *declared = response(description, status, &codes, tells_a_limit, is_page);
            } else {
                let name = name_of(&codes, tells_a_limit, is_page);
                *declared = json!({"$ref": format!("#/components/responses/{name}")});
                self.0.entry(name).or_insert_with(|| {
                    let titles: Vec<&str> = codes.iter().map(|code| code.title()).collect();
                    response(&titles.join(", or "), status, &codes, tells_a_limit, is_page)
                });
            }
        }
        // A page says what no kind of problem is about.
        for (status, declared) in operation["responses"].as_object_mut().into_iter().flatten() {
            let is_page = declared.get("content").is_some_and(Value::is_object);
            if let Ok(status @ 400..) = status.parse::<u16>()
                && is_page
                && declared.get("headers").is_none()
            {
                declared["headers"] = headers_of_errors(status, &[], tells_a_limit);
            }
        }
    }

    /// The shared answers, for the document's components.
    pub(super) fn into_components(self) -> Value {
        Value::Object(self.0)
    }
}

fn response(description: &str, status: u16, codes: &[Code], tells_a_limit: bool, is_page: bool) -> Value {
    let examples: Map<String, Value> =
        codes.iter().map(|code| (code.name().to_owned(), example_of(*code))).collect();
    let mut content =
        json!({"application/problem+json": {"schema": {"$ref": PROBLEM}, "examples": examples}});
    if is_page {
        content["text/html"] = json!({"schema": {"type": "string"}});
    }
    let headers = headers_of_errors(status, codes, tells_a_limit);
    json!({"description": description, "headers": headers, "content": content})
}

fn name_of(codes: &[Code], tells_a_limit: bool, is_page: bool) -> String {
    let names: Vec<String> = codes.iter().map(|code| format!("{code:?}")).collect();
    let whose = match (is_page, tells_a_limit) {
        (true, _) => "Page",
        (false, false) => "Public",
        (false, true) => "",
    };
    format!("{whose}{}", names.join("Or"))
}
