use regulars_tests::Program;
use serde_json::json;

use super::{make, path_of};

#[tokio::test]
async fn what_a_view_names_may_be_renamed_and_not_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let tag = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201).json();
    let attribute = json!({"key": "shoe", "name": "Shoe", "type": "integer"});
    let attribute = merchant.owner.post("/v1/attributes", &attribute).await.expect(201).json();
    let segment = json!({"name": "Niš", "filter": {"field": "city", "op": "eq", "value": "Niš"}});
    let segment = merchant.owner.post("/v1/segments", &segment).await.expect(201).json();
    let view = make(
        &merchant.owner,
        &json!({
            "name": "Everything", "columns": ["attributes.shoe"],
            "filter": {"all": [{"tag": "VIP"}, {"segment": segment["id"]}]},
        }),
    )
    .await;
    let tag = format!("/v1/tags/{}", tag["id"].as_str().unwrap());
    let attribute = format!("/v1/attributes/{}", attribute["id"].as_str().unwrap());
    let segment = format!("/v1/segments/{}", segment["id"].as_str().unwrap());
    for path in [&tag, &attribute, &segment] {
        let problem = merchant.owner.delete(path).await.expect_problem(409, "in_use");
        let user = json!([{"kind": "view", "id": view["id"], "name": "Everything"}]);
        assert_eq!(problem["users"], user, "{path}");
    }
    merchant.owner.patch(&tag, &json!({"name": "Gold"})).await.expect(200);
    merchant.owner.patch(&attribute, &json!({"key": "size"})).await.expect(200);
    let renamed = merchant.owner.get(&path_of(&view)).await.expect(200).json();
    assert_eq!(
        (&renamed["columns"], &renamed["filter"]["all"][0]),
        (&json!(["attributes.size"]), &json!({"tag": "Gold"}))
    );
    merchant.owner.delete(&path_of(&view)).await.expect(204);
    for path in [&tag, &attribute, &segment] {
        merchant.owner.delete(path).await.expect(204);
    }
}
