//! RFM classes in filters, and on the customer.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::buyer;
use crate::customers::{add, path_of};
use crate::segments::{people::each, segment};

fn in_classes(classes: &[&str]) -> Value {
    json!({"field": "rfm", "op": "in", "value": classes})
}

#[tokio::test]
async fn customers_are_found_by_class_and_who_stands_in_none_is_a_prospect() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let thresholds = json!({"thresholds": {
        "recency_days": [30, 90, 180, 365], "frequency": [2, 4, 7, 12], "monetary": [1_000, 2_000, 3_000, 4_000]
    }});
    owner.put("/v1/rfm/settings", &thresholds).await.expect(200);
    let best = buyer(&program, owner, &merchant.id, (12, 4_000, "2026-11-20T10:00:00Z")).await;
    let once = buyer(&program, owner, &merchant.id, (1, 900, "2026-11-20T10:00:00Z")).await;
    let never = add(owner, json!({"first_name": "Mila"})).await;
    let found = async |filter: Value| {
        let found = owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200).json();
        let mut ids = each(&found, "id");
        ids.sort();
        ids
    };
    let ids = |customers: &[&Value]| {
        let mut ids: Vec<String> =
            customers.iter().map(|customer| customer["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(found(in_classes(&["prospect"])).await, ids(&[&best, &once, &never]), "nobody is scored yet");
    program.work().await;
    assert_eq!(found(in_classes(&["champions"])).await, ids(&[&best]));
    assert_eq!(found(in_classes(&["champions", "new", "prospect"])).await, ids(&[&best, &once, &never]));
    assert_eq!(found(in_classes(&["prospect"])).await, ids(&[&never]));
    let other = json!({"field": "rfm", "op": "ne", "value": "champions"});
    assert_eq!(found(other).await, ids(&[&once, &never]));
    let prospect = json!({"field": "rfm", "op": "not_in", "value": ["prospect"]});
    assert_eq!(found(prospect).await, ids(&[&best, &once]));
    // The customer shows it as well.
    let shown = owner.get(&path_of(&best)).await.expect(200).json();
    assert_eq!(shown["rfm"], json!({"recency": 5, "frequency": 5, "monetary": 5, "class": "champions"}));
    assert_eq!(owner.get(&path_of(&never)).await.expect(200).json()["rfm"], json!(null));
}

#[tokio::test]
async fn a_class_that_no_grid_has_is_refused_and_one_that_is_asked_for_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (value, pointer, code) in [
        (json!(["champions", "warm"]), "/filter/value/1", "unknown_rfm_class"),
        (json!(["Champions"]), "/filter/value/0", "invalid_value"),
        (json!([]), "/filter/value", "empty_list"),
    ] {
        let filter = json!({"field": "rfm", "op": "in", "value": value});
        let body = json!({"name": "A", "filter": filter});
        let problem = owner.post("/v1/segments", &body).await.expect_invalid(pointer);
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        owner.post("/v1/segments/preview", &json!({"filter": filter})).await.expect_invalid(pointer);
    }
    let fields = owner.get("/v1/segments/fields").await.expect(200).json();
    let rfm = fields["items"].as_array().unwrap().iter().find(|field| field["name"] == "rfm").unwrap();
    assert!(rfm["values"].as_array().unwrap().contains(&json!("cant_lose")), "{rfm}");
    let path = segment(&merchant, "Najbolji", in_classes(&["champions"])).await;
    let cells: Vec<Value> = (1..=5)
        .flat_map(|recency| (1..=5).map(move |other| json!({"recency": recency, "frequency_value": other})))
        .collect();
    let one_class = json!({"grid": [{"class": "everybody", "cells": cells}]});
    let problem = owner.put("/v1/rfm/settings", &one_class).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["name"], "Najbolji", "{problem}");
    owner.delete(&path).await.expect(204);
    owner.put("/v1/rfm/settings", &one_class).await.expect(200);
    segment(&merchant, "Svi", in_classes(&["everybody"])).await;
}
