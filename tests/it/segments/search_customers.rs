use regulars_tests::Program;
use serde_json::json;

use super::people::{add, each};

#[tokio::test]
async fn customers_are_found_by_a_filter_the_newest_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (name, city) in [("Ana", "Novi Sad"), ("Boris", "Beograd"), ("Ceca", "novi sad")] {
        add(&merchant, json!({"first_name": name, "address": {"city": city}})).await;
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let mut body = json!({
        "filter": {"field": "city", "op": "eq", "value": "Novi Sad"}, "fields": ["first_name"], "limit": 1,
        "sort": "-created_at"
    });
    let first = merchant.owner.post("/v1/customers/search", &body).await.expect(200).json();
    assert_eq!(first["items"], json!([{"first_name": "Ceca"}]));
    body["cursor"] = first["next"].clone();
    let second = merchant.owner.post("/v1/customers/search", &body).await.expect(200).json();
    assert_eq!((each(&second, "first_name"), &second["next"]), (vec!["Ana".to_owned()], &json!(null)));
    let other = program.merchant().await;
    let nobody = other.owner.post("/v1/customers/search", &json!({"filter": {"all": []}})).await.expect(200);
    assert_eq!(nobody.json(), json!({"items": [], "next": null}));
}

#[tokio::test]
async fn what_is_no_search_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (name, value, pointer) in [
        ("filter", json!({"any": [{"field": "shoe_size", "op": "eq", "value": 38}]}), "/filter/any/0/field"),
        ("filter", json!({"segment": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60"}), "/filter/segment"),
        ("sort", json!("colour"), "/sort"),
        ("fields", json!(["id", "shoe_size"]), "/fields/1"),
        ("limit", json!(0), "/limit"),
        ("cursor", json!("nonsense"), "/cursor"),
        ("page", json!(2), "/page"),
    ] {
        let mut body = json!({"filter": {"all": []}});
        body[name] = value;
        merchant.owner.post("/v1/customers/search", &body).await.expect_invalid(pointer);
    }
}
