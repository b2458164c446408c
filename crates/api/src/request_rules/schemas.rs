//! The named schemas of the document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

const SCHEMAS: &str = "#/components/schemas/";

/// Schemas whose values a domain parses by itself, and tells their faults better than a schema can.
const PARSED_BY_THEIR_DOMAIN: &[&str] = &["Filter", "ReceiptCondition"];

/// The named schemas.
pub(super) struct Schemas {
    named: Map<String, Value>,
}

impl Schemas {
    /// Those of the document.
    pub(super) fn of(document: &Value) -> Self {
        let mut named = Map::new();
        for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
            let by_domain = PARSED_BY_THEIR_DOMAIN.contains(&name.as_str());
            named.insert(name.clone(), if by_domain { Value::Bool(true) } else { schema.clone() });
        }
        Self { named }
    }

    /// The schema with all that it refers to, each of `open` taking any value.
    pub(super) fn whole(&self, schema: &Value, open: &[&str]) -> Value {
        let mut root = schema.clone();
        let mut needed = BTreeSet::new();
        self.gather(&root, open, &mut needed);
        let named: Map<String, Value> = needed
            .into_iter()
            .map(|name| {
                let schema =
                    if open.contains(&name.as_str()) { Value::Bool(true) } else { self.named[&name].clone() };
                (name, schema)
            })
            .collect();
        root["components"] = serde_json::json!({ "schemas": named });
        root
    }

    fn gather(&self, schema: &Value, open: &[&str], needed: &mut BTreeSet<String>) {
        match schema {
            Value::Object(members) => {
                if let Some(name) = members.get("$ref").and_then(Value::as_str)
                    && let Some(name) = name.strip_prefix(SCHEMAS)
                    && let Some(named) = self.named.get(name)
                    && needed.insert(name.to_owned())
                    && !open.contains(&name)
                {
                    self.gather(named, open, needed);
                }
                members.values().for_each(|member| self.gather(member, open, needed));
            }
            Value::Array(members) => members.iter().for_each(|member| self.gather(member, open, needed)),
            _ => {}
        }
    }

    /// The names of what an operation answers: fields that only answers carry.
    pub(super) fn answered(&self, responses: &Value) -> Vec<String> {
        let mut names = Vec::new();
        for (status, response) in responses.as_object().into_iter().flatten() {
            if status.starts_with('2') {
                let schema = &response["content"]["application/json"]["schema"];
                let named = schema["$ref"].as_str().and_then(|name| name.strip_prefix(SCHEMAS));
                let schema = named.and_then(|name| self.named.get(name)).unwrap_or(schema);
                names.extend(schema["properties"].as_object().into_iter().flat_map(Map::keys).cloned());
            }
        }
        names
    }
}
