//! Customers are found by what they answered.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{invite, open, send};
use crate::customers::add;

#[tokio::test]
async fn customers_are_found_by_their_latest_answers() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let nps = open(owner, "nps", json!({})).await;
    let csat = open(owner, "csat", json!({})).await;
    let mut people = Vec::new();
    for name in ["Ana", "Eva", "Iva"] {
        people.push(add(owner, json!({"first_name": name})).await);
    }
    // Ana was a detractor and became a promoter; Eva was satisfied; Iva was asked and said nothing.
    for (customer, survey, score) in [(0, &nps, "2"), (0, &nps, "9"), (1, &csat, "5")] {
        let page = invite(&program, owner, survey, &people[customer]).await;
        send(&program, &page, score, "").await.expect(200);
        program.clock.advance(chrono::Duration::minutes(1));
    }
    invite(&program, owner, &nps, &people[2]).await;
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let (nps, csat) = (id(&nps), id(&csat));
    for (filter, names) in [
        (json!({"field": "last_nps", "op": "gte", "value": 9}), &["Ana"][..]),
        (json!({"field": "last_nps", "op": "lte", "value": 6}), &[]),
        (json!({"field": "last_nps", "op": "not_exists"}), &["Eva", "Iva"]),
        (json!({"field": "last_nps", "op": "ne", "value": 9}), &["Eva", "Iva"]),
        (json!({"field": "last_csat", "op": "eq", "value": 5}), &["Eva"]),
        (json!({"field": "answered_survey", "op": "eq", "value": nps}), &["Ana"]),
        (
            json!({"field": "answered_survey", "op": "in", "value": [nps, csat.to_uppercase()]}),
            &["Ana", "Eva"],
        ),
        (json!({"field": "answered_survey", "op": "not_exists"}), &["Iva"]),
        (
            json!({"field": "last_survey_answer_at", "op": "before", "value": "2026-11-21T10:02:00Z"}),
            &["Ana"],
        ),
        (json!({"field": "last_survey_answer_at", "op": "exists"}), &["Ana", "Eva"]),
    ] {
        let found = owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200).json();
        let mut told: Vec<&str> = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|item| item["first_name"].as_str())
            .collect();
        told.sort_unstable();
        assert_eq!(told, names, "{filter}");
    }
    let wrong = json!({"filter": {"field": "answered_survey", "op": "eq", "value": "Kupovina"}});
    owner.post("/v1/customers/search", &wrong).await.expect_invalid("/filter/value");
    let fields = owner.get("/v1/segments/fields").await.expect(200).json();
    let known =
        |name: &str| fields["items"].as_array().unwrap().iter().any(|field: &Value| field["name"] == name);
    for name in ["last_nps", "last_csat", "last_survey_answer_at", "answered_survey"] {
        assert!(known(name), "{name}");
    }
}
