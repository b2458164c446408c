//! Schemas that nothing refers to are left out: the items of a page are written out where the page is, and their own
//! schemas are collected beside them.

use std::collections::BTreeSet;

use serde_json::Value;

/// Removes every schema that no reference leads to.
pub fn remove_unused_schemas(document: &mut Value) {
    loop {
        let mut used = BTreeSet::new();
        collect_references(document, &mut used);
        let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
        let before = schemas.len();
        schemas.retain(|name, _| used.contains(name));
        if schemas.len() == before {
            return;
        }
    }
}

/// Gathers the names of the schemas that a part of the document refers to.
pub(super) fn collect_references(value: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str().and_then(|text| text.strip_prefix("#/components/schemas/")) {
                    Some(schema) if name == "$ref" => {
                        used.insert(schema.to_owned());
                    }
                    _ => collect_references(member, used),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, used)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_referred_to_stays() {
        let mut document = json!({
            "paths": {"/a": {"$ref": "#/components/schemas/A"}},
            "components": {"schemas": {
                "A": {"items": {"$ref": "#/components/schemas/B"}},
                "B": {"type": "string"},
                "C": {"$ref": "#/components/schemas/D"},
                "D": {"type": "string"}
            }}
        });
        remove_unused_schemas(&mut document);
        let names: Vec<_> = document["components"]["schemas"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["A", "B"]);
    }
}
