use regulars_tests::Program;
use serde_json::json;

use super::{id_of, segment};

#[tokio::test]
async fn a_segment_is_made_and_shown() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let filter = json!({"field": "city", "op": "in", "value": ["Novi Sad"]});
    let path = segment(&merchant, "Novi Sad", filter.clone()).await;
    let shown = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["filter"]), (&json!("Novi Sad"), &filter));
    assert_eq!((&shown["key"], &shown["built_in"]), (&json!(null), &json!(false)));
    let again = json!({"name": "NOVI SAD", "filter": filter});
    merchant.owner.post("/v1/segments", &again).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_wrong_filter_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (filter, pointer) in [
        (json!({"field": "city", "op": "gt", "value": "A"}), "/filter/op"),
        (
            json!({"all": [{"tag": "VIP"}, {"field": "age", "op": "gte", "value": "x"}]}),
            "/filter/all/1/value",
        ),
        (json!({"sql": "1 = 1"}), "/filter"),
        (json!(null), "/filter"),
        (json!({"segment": "winners"}), "/filter/segment"),
    ] {
        let body = json!({"name": "Wrong", "filter": filter});
        merchant.owner.post("/v1/segments", &body).await.expect_invalid(pointer);
    }
    merchant.owner.post("/v1/segments", &json!({"name": "Wrong"})).await.expect_invalid("/filter");
}

#[tokio::test]
async fn another_merchant_s_segment_is_not_there() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = segment(&merchant, "All", json!({"all": []})).await;
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.get(&format!("{path}/customers")).await.expect_problem(404, "not_found");
    other.owner.patch(&path, &json!({"name": "Mine"})).await.expect_problem(404, "not_found");
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    let body = json!({"name": "Theirs", "filter": {"segment": id_of(&path)}});
    let refused = other.owner.post("/v1/segments", &body).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "unknown_segment");
}
