//! Examples of whole bodies: of answers those that were recorded, of requests those that are put together from the examples
//! of their fields.

use serde_json::{Map, Value, json};

use super::recorded::answer_of;

/// Gives every JSON body of the document an example, unless it has one.
pub fn add_examples(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(|item| item.values_mut()) {
        if let Some(content) = operation.pointer_mut("/requestBody/content") {
            add_to_content(content, &schemas);
        }
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            let Some(content) = response.get_mut("content") else { continue };
            match (content.get_mut("application/json"), answer_of(&id, status)) {
                (Some(media), Some(answer)) => media["example"] = answer.clone(),
                _ => add_to_content(content, &schemas),
            }
        }
    }
}

fn add_to_content(content: &mut Value, schemas: &Value) {
    let Some(media) = content.get_mut("application/json") else { return };
    if media.get("example").is_none() && media.get("examples").is_none() {
        media["example"] = example_of(&media["schema"], schemas, 0);
    }
}

/// The example of a schema: its own, or one made of its parts.
fn example_of(schema: &Value, schemas: &Value, depth: usize) -> Value {
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    if let Some(example) = schema["examples"].as_array().and_then(|examples| examples.first()) {
        return example.clone();
    }
    if depth > 14 {
        return Value::Null;
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return example_of(&schemas[name], schemas, depth + 1);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(fields) = example_of(part, schemas, depth + 1) {
                whole.extend(fields);
            }
        }
        return Value::Object(whole);
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let first = choices.iter().find(|choice| choice["type"] != "null");
            return first.map_or(Value::Null, |first| example_of(first, schemas, depth + 1));
        }
    }
    if let Some(value) =
        schema.get("const").or_else(|| schema["enum"].as_array().and_then(|values| values.first()))
    {
        return value.clone();
    }
    example_of_type(schema, schemas, depth)
}

fn example_of_type(schema: &Value, schemas: &Value, depth: usize) -> Value {
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if types.contains(&"null") {
        return Value::Null;
    }
    match types.first().copied() {
        Some("object") => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            Value::Object(
                fields.map(|(name, field)| (name.clone(), example_of(field, schemas, depth + 1))).collect(),
            )
        }
        Some("array") => json!([example_of(&schema["items"], schemas, depth + 1)]),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("boolean") => json!(true),
        Some("string") => match schema["format"].as_str() {
            Some("date-time") => json!("2026-11-21T10:00:00Z"),
            Some("date") => json!("2026-11-21"),
            Some("uuid") => json!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a"),
            Some("email") => json!("ana@example.com"),
            _ => json!("text"),
        },
        _ => Value::Null,
    }
}
