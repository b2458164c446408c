//! What changed in a resource.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// One field that is different now. Its values may be personal, so they are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, as the API names it.
    pub field: String,
    /// What it was; `null` where there was nothing.
    pub before: Value,
    /// What it is now; `null` where there is nothing.
    pub after: Value,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FieldChange").field("field", &self.field).finish_non_exhaustive()
    }
}

/// The fields in which two states of a resource differ, in the order of their names. A field that a state lacks is `null`.
pub fn changes_between(before: Vec<(String, Value)>, after: Vec<(String, Value)>) -> Vec<FieldChange> {
    let mut fields: BTreeMap<String, (Value, Value)> = BTreeMap::new();
    for (field, value) in before {
        fields.entry(field).or_default().0 = value;
    }
    for (field, value) in after {
        fields.entry(field).or_default().1 = value;
    }
    fields
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| FieldChange { field, before, after })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let state = |fields: &[(&str, Value)]| {
            fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Vec<_>>()
        };
        let before = state(&[("name", json!("Ana")), ("city", json!("Niš")), ("phone", Value::Null)]);
        let after = state(&[("name", json!("Ana")), ("phone", json!("+3816")), ("age", json!(3))]);
        let changes = changes_between(before, after);
        let told: Vec<_> =
            changes.iter().map(|change| (change.field.as_str(), &change.before, &change.after)).collect();
        assert_eq!(
            told,
            [
                ("age", &Value::Null, &json!(3)),
                ("city", &json!("Niš"), &Value::Null),
                ("phone", &Value::Null, &json!("+3816")),
            ]
        );
    }

    #[test]
    fn values_are_not_printed() {
        let change =
            FieldChange { field: "email".to_owned(), before: Value::Null, after: json!("ana@example.com") };
        assert!(!format!("{change:?}").contains("ana@"));
    }
}
