//! Whether an answer that the document shows has the form of the one that comes. Ids and numbers of cards are drawn anew
//! each time, and what came at one instant has another order, so that values are not compared, but for those that say where
//! a thing stands.

use serde_json::Value;

/// The members whose values every run gives alike.
const ALIKE: [&str; 2] = ["state", "status"];

/// Adds where the two differ in form.
pub fn compare(place: &str, shown: &Value, come: &Value, differences: &mut Vec<String>) {
    let differ = match (shown, come) {
        (Value::Object(shown), Value::Object(come)) => {
            for name in shown.keys().chain(come.keys().filter(|name| !shown.contains_key(*name))) {
                let place = format!("{place}/{name}");
                match (shown.get(name), come.get(name)) {
                    (Some(shown), Some(come)) if is_alike(&place, name) && shown != come => {
                        differences.push(format!("{place}: {shown} is shown, {come} comes"));
                    }
                    (Some(shown), Some(come)) => compare(&place, shown, come, differences),
                    (Some(_), None) => differences.push(format!("{place}: is shown and does not come")),
                    _ => differences.push(format!("{place}: comes and is not shown")),
                }
            }
            false
        }
        (Value::Array(shown), Value::Array(come)) => match (shown.first(), come.first()) {
            (Some(shown), Some(come)) => return compare(&format!("{place}/0"), shown, come, differences),
            (shown, come) => shown.is_some() != come.is_some(),
        },
        // Of another thing another member may be unknown.
        (Value::Null, _) | (_, Value::Null) => false,
        (shown, come) => std::mem::discriminant(shown) != std::mem::discriminant(come),
    };
    if differ {
        differences.push(format!("{place}: {shown} is shown, {come} comes"));
    }
}

/// Operation, status, member: what a body says of its own thing, and not what a list happens to begin with.
fn is_alike(place: &str, name: &str) -> bool {
    ALIKE.contains(&name) && place.matches('/').count() == 3
}

#[test]
fn another_form_and_another_state_are_told_and_another_value_is_not() {
    let shown =
        serde_json::json!({"op": {"200": {"state": "sent", "id": "1", "items": [{"a": 1, "b": null}]}}});
    let differences = |come: Value| {
        let mut found = Vec::new();
        compare("", &shown, &come, &mut found);
        found
    };
    let body = |body: Value| serde_json::json!({"op": {"200": body}});
    let alike =
        body(serde_json::json!({"state": "sent", "id": "2", "items": [{"a": 2, "b": "x"}, {"a": 3}]}));
    assert_eq!(differences(alike), Vec::<String>::new());
    for other in [
        serde_json::json!({"state": "draft", "id": "1", "items": [{"a": 1, "b": null}]}),
        serde_json::json!({"state": "sent", "id": 1, "items": [{"a": 1, "b": null}]}),
        serde_json::json!({"state": "sent", "id": "1", "items": []}),
        serde_json::json!({"state": "sent", "id": "1", "items": [{"a": 1}]}),
        serde_json::json!({"state": "sent", "id": "1", "items": [{"a": 1, "b": null, "c": 1}]}),
    ] {
        assert_eq!(differences(body(other.clone())).len(), 1, "{other}");
    }
}
