//! What the program itself reads of the document: short, so that what is made of it at the start is little.

use std::ops::Range;

use actix_web::web::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request_rules::{RuleTexts, parameters_of};

/// The operations of the document, and where the rules of their requests stand among the texts of the rules.
#[derive(Default, Serialize, Deserialize)]
pub struct Outline {
    /// Every operation.
    pub operations: Vec<OutlinedOperation>,
    /// The rule of one item of a batch of receipts.
    pub batch_item: Range<usize>,
}

/// One operation.
#[derive(Serialize, Deserialize)]
pub struct OutlinedOperation {
    /// The pattern of its path.
    pub path: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its name; empty for what has none.
    pub id: String,
    /// The names of its query parameters.
    pub query: Vec<String>,
    /// The rule of its body.
    pub body: Option<Range<usize>>,
    /// The rule of its query parameters.
    pub parameters: Option<Range<usize>>,
}

/// The outline of a document and the texts of its rules, both as JSON.
pub fn outline(document: &Value) -> (Bytes, Bytes) {
    let mut texts = RuleTexts::of(document);
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            operations.push(OutlinedOperation {
                path: path.clone(),
                method: method.to_uppercase(),
                id: operation["operationId"].as_str().unwrap_or_default().to_owned(),
                query: parameters_of(operation).map(|(name, _)| name.to_owned()).collect(),
                body: texts.add_body(operation),
                parameters: texts.add_parameters(operation),
            });
        }
    }
    let outline = Outline { operations, batch_item: texts.add_batch_item() };
    (serde_json::to_vec(&outline).unwrap_or_default().into(), texts.into_bytes())
}
