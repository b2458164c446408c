//! To which receipts a rule gives: what is not of the grammar is refused at its place.

use regulars_tests::Program;
use serde_json::json;

use super::{rule, with_points};

#[tokio::test]
async fn a_condition_that_cannot_be_read_is_pointed_at() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = format!("{}/earning-rules", with_points(owner, 0).await);
    let deep = (0..9).fold(json!({"all": []}), |inner, _| json!({"not": inner}));
    let nodes = vec![json!({"field": "receipt.total", "op": "gte", "value": 1}); 100];
    let values: Vec<String> = (0..201).map(|number| number.to_string()).collect();
    for (when, pointer) in [
        (json!("always"), "/when"),
        (json!({"tag": "VIP"}), "/when"),
        (json!({"all": [], "not": {"any": []}}), "/when/not"),
        (json!({"any": [{"field": "city", "op": "in", "value": ["Niš"]}]}), "/when/any/0/field"),
        (json!({"field": "receipt.total", "op": "between", "value": [1, 2]}), "/when/op"),
        (json!({"field": "receipt.total", "op": "gte", "value": 1.5}), "/when/value"),
        (json!({"field": "receipt.total", "op": "gte", "value": 1, "unit": "RSD"}), "/when/unit"),
        (json!({"field": "receipt.line_count", "op": "lte", "value": -1}), "/when/value"),
        (json!({"field": "receipt.store", "op": "in", "value": ["centar"]}), "/when/value/0"),
        (json!({"field": "receipt.store", "op": "in", "value": []}), "/when/value"),
        (json!({"field": "receipt.weekday", "op": "in", "value": [0]}), "/when/value/0"),
        (json!({"field": "receipt.hour", "op": "in", "value": ["7"]}), "/when/value/0"),
        (json!({"field": "receipt.sku", "op": "in", "value": values}), "/when/value"),
        (json!({"field": "receipt.sku", "op": "in"}), "/when/value"),
        (deep, "/when/not/not/not/not/not/not/not/not"),
        (json!({"all": nodes}), "/when"),
    ] {
        owner.post(&path, &rule(json!({"when": when}))).await.expect_invalid(pointer);
    }
    assert_eq!(owner.get(&path).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_condition_is_changed_as_a_whole() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = format!("{}/earning-rules", with_points(owner, 0).await);
    let morning = json!({"field": "receipt.hour", "op": "in", "value": [7, 8, 9]});
    let made = owner.post(&path, &rule(json!({"when": {"any": [morning]}}))).await.expect(201);
    assert_eq!(made.json()["when"], json!({"any": [morning]}));
    let when = json!({"all": [morning, {"field": "receipt.category", "op": "in", "value": ["hair"]}]});
    let path = made.header("location").unwrap();
    let changed = owner.patch(path, &json!({"when": when})).await.expect(200).json();
    assert_eq!(changed["when"], when);
    owner.patch(path, &json!({"when": {"all": 5}})).await.expect_invalid("/when/all");
    assert_eq!(owner.get(path).await.json(), changed);
}
