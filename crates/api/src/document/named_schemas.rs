//! Every object of the document has a name, and the thing's own: generated clients make a type of each.
//!
//! The Rust types that carry bodies end in `Body`, lists write their items out, and variants have no names: here they get
//! the ones that a client sees.

use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

/// Names all schemas.
pub fn name_schemas(document: &mut Value) {
    rename(document);
    let Some(all) = document["components"]["schemas"].as_object_mut() else { return };
    let mut named = std::mem::take(all);
    refer_to_items(&mut named);
    let names: Vec<String> = named.keys().cloned().collect();
    for name in names {
        let mut schema = named.remove(&name).unwrap_or_default();
        name_parts(&name, &mut schema, &mut named);
        named.insert(name, schema);
    }
    document["components"]["schemas"] = named.into();
}

/// The name that clients see of a type's name.
fn public_name(name: &str) -> String {
    let (name, list) = name.strip_prefix("List_").map_or((name, ""), |item| (item, "List"));
    let name = if name == "Code" { "ProblemCode" } else { name };
    format!("{}{list}", name.strip_suffix("Body").unwrap_or(name))
}

fn rename(document: &mut Value) {
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        *schemas =
            std::mem::take(schemas).into_iter().map(|(name, schema)| (public_name(&name), schema)).collect();
    }
    rename_references(document);
}

fn rename_references(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let reference = (name == "$ref").then(|| member.as_str()).flatten();
                match reference.and_then(|text| text.strip_prefix(SCHEMAS)) {
                    Some(schema) => *member = format!("{SCHEMAS}{}", public_name(schema)).into(),
                    None => rename_references(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(rename_references),
        _ => {}
    }
}

/// A list's items are the resource itself.
fn refer_to_items(named: &mut Map<String, Value>) {
    let mut written_out = Vec::new();
    for (name, schema) in named.iter_mut() {
        let Some(items) = schema.pointer_mut("/properties/items/items") else { continue };
        if let Some(item) = name.strip_suffix("List")
            && items.get("properties").is_some()
        {
            written_out.push((item.to_owned(), std::mem::replace(items, reference(item))));
        }
    }
    for (name, schema) in written_out {
        named.entry(name).or_insert(schema);
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("{SCHEMAS}{name}")})
}

/// Gives the objects inside a schema names made of the schema's and their place's.
fn name_parts(name: &str, schema: &mut Value, named: &mut Map<String, Value>) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (member, value) in properties {
            hoist(&format!("{name}{}", pascal(member)), value, named);
        }
    }
    if let Some(items) = schema.get_mut("items") {
        hoist(&format!("{name}Item"), items, named);
    }
    for choice in ["oneOf", "anyOf"] {
        let Some(variants) = schema.get_mut(choice).and_then(Value::as_array_mut) else { continue };
        let tag = tag_of(variants);
        let is_only_one = variants.iter().filter(|variant| variant.get("properties").is_some()).count() == 1;
        let mut mapping = Map::new();
        for variant in variants {
            let variant_name = match &tag {
                Some(tag) => {
                    let value = variant["properties"][tag.as_str()]["enum"][0].as_str().unwrap_or_default();
                    let variant_name = format!("{name}{}", pascal(value));
                    mapping.insert(value.to_owned(), format!("{SCHEMAS}{variant_name}").into());
                    variant_name
                }
                None if name == "Filter" => condition_name(variant),
                None if is_only_one => name.to_owned(),
                None => format!("{name}{}", made_by(variant)),
            };
            hoist(&variant_name, variant, named);
        }
        if let Some(tag) = tag {
            schema["discriminator"] = json!({"propertyName": tag, "mapping": mapping});
        }
    }
}

/// Puts an object that is written out under a name of its own, with what is inside of it.
fn hoist(name: &str, value: &mut Value, named: &mut Map<String, Value>) {
    name_parts(name, value, named);
    if value.get("properties").is_none() {
        return;
    }
    let mut schema = std::mem::replace(value, reference(name));
    if let Some(members) = schema.as_object_mut() {
        // The sentence that stands for a variant is its description.
        let title = members.remove("title");
        if let Some(title) = title {
            members.entry("description").or_insert(title);
        }
    }
    let before = named.insert(name.to_owned(), schema);
    debug_assert!(before.is_none_or(|before| before == named[name]), "two objects would be called {name}");
}

/// What makes a variant without a tag that variant: a member that it must have, or its first one.
fn made_by(variant: &Value) -> String {
    let first = || variant["properties"].as_object().and_then(|members| members.keys().next().cloned());
    variant["required"][0]
        .as_str()
        .map(str::to_owned)
        .or_else(first)
        .as_deref()
        .map(pascal)
        .unwrap_or_default()
}

/// A variant of a filter is named by the key that makes it one. A field whose name follows a pattern is a custom attribute.
fn condition_name(variant: &Value) -> String {
    if variant["properties"]["field"].get("pattern").is_some() {
        return "AttributeCondition".to_owned();
    }
    format!("{}Condition", pascal(variant["required"][0].as_str().unwrap_or_default()))
}

/// The member that tells the variants apart, when each has another single value for it.
fn tag_of(variants: &[Value]) -> Option<String> {
    let first = variants.first()?["properties"].as_object()?;
    let is_tag = |name: &&String| {
        variants.iter().all(|variant| {
            variant["properties"][name.as_str()]["enum"].as_array().is_some_and(|values| values.len() == 1)
        })
    };
    first.keys().find(is_tag).cloned()
}

fn pascal(name: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split(['_', '-']).map(capitalised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;

    fn written_out(value: &Value, place: String, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                let is_named = place.matches('/').count() <= 1;
                // A member may be called so itself.
                let are_members =
                    place.ends_with("/properties") && !place.ends_with("/properties/properties");
                let has_members = !are_members && members.get("properties").is_some_and(Value::is_object);
                if !is_named && has_members {
                    found.push(place.clone());
                }
                for (name, member) in members.iter().filter(|(name, _)| !name.starts_with("example")) {
                    written_out(member, format!("{place}/{name}"), found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    written_out(item, format!("{place}/{index}"), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_object_has_a_name_and_no_two_share_one() {
        let document = document();
        let mut found = Vec::new();
        written_out(&document["components"]["schemas"], String::new(), &mut found);
        assert!(found.is_empty(), "{found:?}");
        let schemas = document["components"]["schemas"].as_object().unwrap();
        assert!(schemas.keys().all(|name| !name.ends_with("Body") && !name.contains('_')));
        for name in [
            "Customer",
            "CustomerList",
            "NewCustomer",
            "CustomerPatch",
            "Purchase",
            "PurchaseList",
            "FieldCondition",
            "BlockText",
            "TokenPassword",
        ] {
            assert!(schemas.contains_key(name), "{name} is not among {:?}", schemas.keys());
        }
    }
}
