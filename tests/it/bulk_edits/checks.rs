use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::meet;
use super::{customers, ids};
use crate::attributes::define;

/// What is wrong with changes, dry and wet alike: pointers and codes.
async fn faults(client: &Client, whom: &Value, changes: Value) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for query in ["?dry_run=true", ""] {
        let mut body = whom.clone();
        body["changes"] = changes.clone();
        let problem = client.post(&format!("/v1/customers/bulk-edits{query}"), &body).await;
        let problem = problem.expect_problem(422, "validation_failed");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = problem["errors"].as_array().unwrap().iter();
        told.push(errors.map(|error| (text(&error["pointer"]), text(&error["code"]))).collect::<Vec<_>>());
    }
    assert_eq!(told[0], told[1]);
    told.remove(0)
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect()
}

#[tokio::test]
async fn what_can_be_known_is_checked_when_it_is_asked_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define(&merchant.owner, "shoe", "integer", json!({"min": 30, "max": 50})).await;
    define(&merchant.owner, "diet", "enum", json!({"options": ["Vegan", "Halal"]})).await;
    define(&merchant.owner, "likes", "enum_set", json!({"options": ["Hleb", "Vino"]})).await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana"})).await;
    let before = customers(&merchant.owner).await;
    let whom = ids(&[ana]);
    let cases: &[(Value, &[(&str, &str)])] = &[
        (json!({}), &[("/changes", "required")]),
        (json!({"set": {"email": "a@example.com"}}), &[("/changes/set/email", "read_only")]),
        (
            json!({"clear": ["external_id", "phone", "created_at"]}),
            &[
                ("/changes/clear/0", "read_only"),
                ("/changes/clear/1", "read_only"),
                ("/changes/clear/2", "read_only"),
            ],
        ),
        (json!({"set": {"colour/eyes": "green"}}), &[("/changes/set/colour~1eyes", "unknown")]),
        (json!({"set": {"attributes.hat": 5}}), &[("/changes/set/attributes.hat", "unknown")]),
        (json!({"set": {"attributes.shoe": 51}}), &[("/changes/set/attributes.shoe", "too_large")]),
        (json!({"set": {"attributes.shoe": "41"}}), &[("/changes/set/attributes.shoe", "wrong_type")]),
        (json!({"set": {"attributes.diet": "Keto"}}), &[("/changes/set/attributes.diet", "not_allowed")]),
        (
            json!({"set": {"attributes.likes": ["Hleb", "Sir"]}}),
            &[("/changes/set/attributes.likes/1", "not_allowed")],
        ),
        (json!({"set": {"gender": "cat"}}), &[("/changes/set/gender", "invalid")]),
        (json!({"set": {"gender": 5}}), &[("/changes/set/gender", "wrong_type")]),
        (json!({"set": {"birth_date": "2026-11-22"}}), &[("/changes/set/birth_date", "invalid")]),
        (json!({"set": {"birth_date": "22.11.1990"}}), &[("/changes/set/birth_date", "invalid")]),
        (
            json!({"set": {"birth_date": "1990-07-07", "birthday": "--07-08"}}),
            &[("/changes/set/birthday", "does_not_fit")],
        ),
        (
            json!({"set": {"birth_date": "1990-07-07"}, "clear": ["company", "birthday"]}),
            &[("/changes/clear/1", "does_not_fit")],
        ),
        (
            json!({
                "set": {"birth_date": "1990-07-07"},
                "replace": [
                    {"field": "birthday", "from": "--01-01", "to": "--07-07"},
                    {"field": "birthday", "from": "--01-02", "to": "--07-08"}
                ],
            }),
            &[("/changes/replace/1/to", "does_not_fit")],
        ),
        (
            json!({
                "set": {"birthday": "--07-08"},
                "replace": [{"field": "birth_date", "from": "1990-01-01", "to": "1990-07-07"}],
            }),
            &[("/changes/set/birthday", "does_not_fit")],
        ),
        (json!({"set": {"address.country": "Serbia"}}), &[("/changes/set/address.country", "invalid")]),
        (json!({"set": {"language": "?"}}), &[("/changes/set/language", "invalid")]),
        (json!({"set": {"title": "x".repeat(51)}}), &[("/changes/set/title", "invalid")]),
        (json!({"set": {"company": "x".repeat(201)}}), &[("/changes/set/company", "too_long")]),
        (json!({"set": {"tags": ["VIP"]}}), &[("/changes/set/tags", "does_not_fit")]),
        (json!({"set": {"company": "A"}, "clear": ["company"]}), &[("/changes/clear/0", "does_not_fit")]),
        (
            json!({"clear": ["company"], "replace": [{"field": "company", "from": "A", "to": "B"}]}),
            &[("/changes/replace/0/field", "does_not_fit")],
        ),
        (
            json!({"replace": [{"field": "gender", "from": "cat", "to": null}]}),
            &[("/changes/replace/0/from", "invalid")],
        ),
        (
            json!({"replace": [{"field": "attributes.shoe", "from": 40, "to": 51}]}),
            &[("/changes/replace/0/to", "too_large")],
        ),
        (json!({"tags": {"add": ["VIP", "Zlato"]}}), &[("/changes/tags/add/1", "unknown")]),
        (json!({"tags": {"replace": ["Zlato"]}}), &[("/changes/tags/replace/0", "unknown")]),
        (json!({"tags": {"add": ["VIP"], "remove": ["vip"]}}), &[("/changes/tags/remove/0", "does_not_fit")]),
        (json!({"tags": {"add": ["VIP"], "replace": []}}), &[("/changes/tags/replace", "does_not_fit")]),
        (json!({"tags": {}}), &[("/changes/tags", "required")]),
        (
            json!({"set": {"phone": "1", "gender": "cat"}, "tags": {"add": ["Zlato"]}}),
            &[
                ("/changes/set/gender", "invalid"),
                ("/changes/set/phone", "read_only"),
                ("/changes/tags/add/0", "unknown"),
            ],
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(faults(&merchant.owner, &whom, changes.clone()).await, pairs(expected), "{changes}");
    }
    program.work().await;
    assert_eq!(customers(&merchant.owner).await, before);
    let edits = merchant.owner.get("/v1/customers/bulk-edits").await.expect(200).json();
    assert_eq!(edits["items"], json!([]));
}

#[tokio::test]
async fn exactly_one_says_who_is_meant() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let filter = json!({"field": "city", "op": "eq", "value": "Bgd"});
    let id = "0192f0c1-0000-7000-8000-000000000000";
    for whom in [json!({}), json!({"filter": filter, "ids": [id]})] {
        let mut body = whom;
        body["changes"] = json!({"clear": ["company"]});
        merchant.owner.post("/v1/customers/bulk-edits", &body).await.expect_problem(422, "validation_failed");
    }
    let changes = json!({"clear": ["company"]});
    let wrong = json!({"filter": {"field": "cty", "op": "eq", "value": "Bgd"}, "changes": changes});
    merchant.owner.post("/v1/customers/bulk-edits", &wrong).await.expect_invalid("/filter/field");
    for ids in [json!([]), json!(vec![id; 1_001])] {
        let body = json!({"ids": ids, "changes": changes});
        merchant.owner.post("/v1/customers/bulk-edits", &body).await.expect_invalid("/ids");
    }
}

#[tokio::test]
async fn customers_of_others_are_not_found_dry_and_wet() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana"})).await;
    let foreign = meet(&program, &other.owner, json!({"first_name": "Eva"})).await;
    let nobody = "0192f0c1-0000-7000-8000-000000000000";
    let before = customers(&other.owner).await;
    for query in ["?dry_run=true", ""] {
        let body = json!({"ids": [ana["id"], foreign["id"], nobody, ana["id"]], "changes": {"clear": ["first_name"]}});
        let path = format!("/v1/customers/bulk-edits{query}");
        let problem = merchant.owner.post(&path, &body).await.expect_problem(404, "not_found");
        let pointers: Vec<&Value> =
            problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
        assert_eq!(pointers, ["/ids/1", "/ids/2"], "{problem}");
    }
    program.work().await;
    assert_eq!(customers(&other.owner).await, before);
    assert_eq!(customers(&merchant.owner).await[0]["first_name"], "Ana");
}

#[tokio::test]
async fn the_same_key_asks_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana"})).await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "spring");
    let body = json!({"ids": [ana["id"], ana["id"]], "changes": {"set": {"company": "Delta"}}});
    let first = keyed.post("/v1/customers/bulk-edits", &body).await.expect(202);
    let second = keyed.post("/v1/customers/bulk-edits", &body).await.expect(202);
    assert_eq!((first.json(), first.header("location")), (second.json(), second.header("location")));
    assert_eq!(first.json()["customers"], 1, "who is named twice is meant once");
    let edits = merchant.owner.get("/v1/customers/bulk-edits").await.expect(200).json();
    assert_eq!(edits["items"].as_array().unwrap().len(), 1);
}
