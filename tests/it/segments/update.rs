use regulars_tests::Program;
use serde_json::json;

use super::{id_of, segment};

#[tokio::test]
async fn absent_fields_stay() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let path = segment(&merchant, "VIP", json!({"tag": "VIP"})).await;
    let changed = merchant.owner.patch(&path, &json!({"name": "Best"})).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["filter"]), (&json!("Best"), &json!({"tag": "VIP"})));
    merchant.owner.patch(&path, &json!({"filter": null})).await.expect_invalid("/filter");
    merchant.owner.patch(&path, &json!({"filter": {"tag": 1}})).await.expect_invalid("/filter/tag");
    merchant.owner.patch("/v1/segments/lost", &json!({"name": "Gone"})).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_segment_cannot_refer_to_itself_by_way_of_others() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let first = segment(&merchant, "First", json!({"tag": "VIP"})).await;
    let second = segment(&merchant, "Second", json!({"not": {"segment": id_of(&first)}})).await;
    for path in [&first, &second] {
        let body = json!({"filter": {"any": [{"tag": "VIP"}, {"segment": id_of(path)}]}});
        let refused = merchant.owner.patch(&first, &body).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "segment_cycle", "{refused}");
    }
}

#[tokio::test]
async fn a_change_to_a_state_that_is_gone_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let path = segment(&merchant, "VIP", json!({"tag": "VIP"})).await;
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::seconds(1));
    let careful = merchant.owner.with_header("If-Match", &seen);
    careful.patch(&path, &json!({"name": "Best"})).await.expect(200);
    careful.patch(&path, &json!({"name": "Worst"})).await.expect_problem(412, "precondition_failed");
    careful.delete(&path).await.expect_problem(412, "precondition_failed");
}
