//! What is only answered always has all its members: one without a value is `null`, so that a client need not tell
//! "absent" from "empty".

use std::collections::BTreeSet;

use serde_json::Value;

use super::unused::collect_references;

const SCHEMAS: &str = "/components/schemas";

/// The answers that leave members out on purpose: a problem has what its kind has, of a customer come the fields that were
/// asked for, a list is counted when that was asked for, with a customer come the parts that were asked for, and of tokens only those of
/// a session can be refreshed (RFC 6749).
const PARTIAL: &[&str] =
    &["Problem", "CustomerCard", "CustomerColumns", "CustomerList", "Expanded", "Tokens"];

/// Makes every member of what is only answered required.
pub fn require_members_of_answers(document: &mut Value) {
    let (mut sent, mut answered) = (BTreeSet::new(), BTreeSet::new());
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            reach(document, &operation["requestBody"], &mut sent);
            reach(document, &operation["responses"], &mut answered);
        }
    }
    for name in answered.difference(&sent).filter(|name| !PARTIAL.contains(&name.as_str())) {
        let Some(schema) = document.pointer_mut(&format!("{SCHEMAS}/{name}")) else { continue };
        let properties = schema.get("properties").and_then(Value::as_object);
        if let Some(members) = properties.map(|all| all.keys().cloned().collect::<Vec<_>>()) {
            schema["required"] = members.into();
        }
    }
}

fn reach(document: &Value, part: &Value, reached: &mut BTreeSet<String>) {
    let mut found = BTreeSet::new();
    collect_references(part, &mut found);
    for name in found {
        if reached.insert(name.clone())
            && let Some(schema) = document.pointer(&format!("{SCHEMAS}/{name}"))
        {
            reach(document, schema, reached);
        }
    }
}
