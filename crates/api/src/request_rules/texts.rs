//! The rules of all requests as one text, of which each is a piece.

use std::ops::Range;

use actix_web::web::Bytes;
use serde_json::{Map, Value, json};

use super::ITEMS_ALONE;
use super::schemas::Schemas;

/// The texts of the rules, while they are gathered.
pub struct RuleTexts {
    schemas: Schemas,
    texts: Vec<u8>,
}

impl RuleTexts {
    /// None yet of those of the document.
    pub fn of(document: &Value) -> Self {
        Self { schemas: Schemas::of(document), texts: Vec::new() }
    }

    /// Adds the rule of an operation's body, if it has one.
    pub fn add_body(&mut self, operation: &Value) -> Option<Range<usize>> {
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        (!body.is_null()).then(|| {
            let answered = self.schemas.answered(&operation["responses"]);
            self.add(body, &[ITEMS_ALONE], &answered)
        })
    }

    /// Adds the rule of an operation's query parameters, as of an object that has them all, if it has any.
    pub fn add_parameters(&mut self, operation: &Value) -> Option<Range<usize>> {
        let properties: Map<String, Value> =
            parameters_of(operation).map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
        // What is required and what is unknown is told by the parameters' own parser.
        let schema = json!({"type": "object", "properties": properties});
        (schema["properties"] != json!({})).then(|| self.add(&schema, &[ITEMS_ALONE], &[]))
    }

    /// Adds the rule of one item of a batch of receipts.
    pub fn add_batch_item(&mut self) -> Range<usize> {
        self.add(&json!({"$ref": format!("#/components/schemas/{ITEMS_ALONE}")}), &[], &[])
    }

    /// The texts.
    pub fn into_bytes(self) -> Bytes {
        self.texts.into()
    }

    fn add(&mut self, schema: &Value, open: &[&str], answered: &[String]) -> Range<usize> {
        let begin = self.texts.len();
        let rule = json!({"schema": self.schemas.whole(schema, open), "answered": answered});
        self.texts.extend_from_slice(rule.to_string().as_bytes());
        begin..self.texts.len()
    }
}

/// The names and schemas of an operation's query parameters.
pub fn parameters_of(operation: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    all.filter(|parameter| parameter["in"] == "query")
        .map(|parameter| (parameter["name"].as_str().unwrap_or_default(), &parameter["schema"]))
}
