//! The document for programs only.

use serde_json::{Map, Value};

/// The document, or a part of it, without descriptions, titles and examples.
pub fn bare(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, value)| {
                let is_prose = matches!(name.as_str(), "description" | "title") && value.is_string();
                !is_prose && !matches!(name.as_str(), "example" | "examples")
            });
            kept.map(|(name, value)| (name.clone(), bare(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(members) => members.iter().map(bare).collect(),
        other => other.clone(),
    }
}
