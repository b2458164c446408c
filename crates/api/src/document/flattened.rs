//! Objects that are put together of several are written out as one: of parts that each refuse unknown fields, every part
//! would refuse the fields of the others.

use serde_json::{Map, Value};

const SCHEMAS: &str = "#/components/schemas/";

/// Writes out every `allOf` of objects.
pub fn flatten_objects(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    flatten(document, &schemas);
}

fn flatten(value: &mut Value, schemas: &Value) {
    match value {
        Value::Object(members) => {
            if let Some(parts) = members.get("allOf").and_then(Value::as_array)
                && let Some(whole) = joined(parts, schemas)
            {
                members.remove("allOf");
                for (name, member) in whole {
                    members.entry(name).or_insert(member);
                }
            }
            members.values_mut().for_each(|member| flatten(member, schemas));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| flatten(item, schemas)),
        _ => {}
    }
}

/// One object that has what all parts have. None when a part is something else than an object with properties.
fn joined(parts: &[Value], schemas: &Value) -> Option<Map<String, Value>> {
    let mut whole = Map::new();
    for part in parts {
        let part = match part["$ref"].as_str().and_then(|reference| reference.strip_prefix(SCHEMAS)) {
            Some(name) => schemas[name].as_object()?,
            None => part.as_object()?,
        };
        let part = match part.get("allOf").and_then(Value::as_array) {
            Some(inner) => joined(inner, schemas)?,
            None => part.clone(),
        };
        for (name, member) in part {
            match (name.as_str(), whole.get_mut(&name), member) {
                ("properties", Some(Value::Object(properties)), Value::Object(more)) => {
                    properties.extend(more);
                }
                ("required", Some(Value::Array(required)), Value::Array(more)) => required.extend(more),
                ("example", ..) => {}
                (_, None, member) => {
                    whole.insert(name, member);
                }
                _ => {}
            }
        }
    }
    whole.contains_key("properties").then_some(whole)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_become_one_object_however_deep_they_are() {
        let mut document = json!({"components": {"schemas": {
            "A": {"type": "object", "properties": {"a": {}}, "required": ["a"], "additionalProperties": false},
            "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object", "properties": {"b": {}}}]},
            "C": {"oneOf": [
                {"allOf": [{"$ref": "#/components/schemas/B"}, {"properties": {"kind": {}}, "required": ["kind"]}], "description": "C"},
                {"allOf": [{"type": "string"}]}
            ]}
        }}});
        flatten_objects(&mut document);
        let expected = json!({
            "type": "object", "properties": {"a": {}, "b": {}, "kind": {}}, "required": ["a", "kind"],
            "additionalProperties": false, "description": "C"
        });
        assert_eq!(document["components"]["schemas"]["C"]["oneOf"][0], expected);
        assert_eq!(
            document["components"]["schemas"]["C"]["oneOf"][1],
            json!({"allOf": [{"type": "string"}]})
        );
    }
}
