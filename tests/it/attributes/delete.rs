use regulars_tests::Program;
use serde_json::json;

use super::define;
use crate::customers::{add, path_of};
use crate::segments::segment;

#[tokio::test]
async fn a_deleted_attribute_is_gone_at_once_and_its_values_after_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = define(&merchant.owner, "club", "text", json!({})).await;
    define(&merchant.owner, "size", "integer", json!({})).await;
    let customer =
        add(&merchant.owner, json!({"first_name": "Ana", "attributes": {"club": "Partizan", "size": 3}}))
            .await;
    let customer = path_of(&customer);
    merchant.owner.delete(&path).await.expect(204);
    merchant.owner.get(&path).await.expect_problem(404, "not_found");
    merchant.owner.delete(&path).await.expect_problem(404, "not_found");
    assert_eq!(merchant.owner.get(&customer).await.json()["attributes"], json!({"size": 3}));
    let patch = json!({"attributes": {"club": "Zvezda"}});
    merchant.owner.patch(&customer, &patch).await.expect_invalid("/attributes/club");
    // Another of the same key has nothing to do with it.
    define(&merchant.owner, "club", "text", json!({})).await;
    assert_eq!(merchant.owner.get(&customer).await.json()["attributes"], json!({"size": 3}));
    program.work().await;
    let found = merchant.owner.get("/v1/customers?q=partizan").await.expect(200).json();
    assert_eq!(found["items"], json!([]));
    let shown = merchant.owner.get(&customer).await.json();
    assert_eq!((&shown["attributes"], &shown["first_name"]), (&json!({"size": 3}), &json!("Ana")));
    merchant.owner.patch(&customer, &patch).await.expect(200);
}

#[tokio::test]
async fn an_attribute_that_a_filter_compares_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = define(&merchant.owner, "size", "integer", json!({})).await;
    let filter = json!({"not": {"field": "attributes.size", "op": "exists"}});
    let stored = segment(&merchant, "Barefoot", filter.clone()).await;
    let body = json!({"name": "Jesen", "audience": {"filter": filter}});
    let newsletter = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    assert_eq!(newsletter.json()["audience"]["filter"], filter);
    let refused = merchant.owner.delete(&path).await.expect_problem(409, "in_use");
    let users: Vec<_> = refused["users"].as_array().unwrap().iter().map(|user| &user["name"]).collect();
    assert_eq!(users, ["Barefoot", "Jesen"]);
    merchant.owner.delete(&stored).await.expect(204);
    merchant.owner.delete(&path).await.expect_problem(409, "in_use");
    merchant.owner.delete(newsletter.header("location").unwrap()).await.expect(204);
    merchant.owner.delete(&path).await.expect(204);
}

/// Whoever comes first, no filter compares an attribute that is gone.
#[tokio::test(flavor = "multi_thread")]
async fn an_attribute_is_not_deleted_while_a_filter_begins_to_compare_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for round in 0..20 {
        let key = format!("k{round}");
        let path = define(&merchant.owner, &key, "integer", json!({})).await;
        let filter = json!({"field": format!("attributes.{key}"), "op": "eq", "value": 1});
        let body = json!({"name": key, "filter": filter});
        let given = add(&merchant.owner, json!({})).await;
        let given = path_of(&given);
        let value = json!({"attributes": {&key: 1}});
        let (deleted, named, valued) = tokio::join!(
            merchant.owner.delete(&path),
            merchant.owner.post("/v1/segments", &body),
            merchant.owner.patch(&given, &value),
        );
        let is_gone = deleted.status == 204;
        if !is_gone {
            deleted.expect_problem(409, "in_use");
        }
        assert_eq!(named.status, if is_gone { 422 } else { 201 }, "{}", named.text);
        assert!([200, 422].contains(&valued.status.as_u16()), "{}", valued.text);
        let shown = merchant.owner.get(&given).await.expect(200).json();
        let expected = if is_gone || valued.status == 422 { json!({}) } else { json!({&key: 1}) };
        assert_eq!(shown["attributes"], expected);
    }
}
