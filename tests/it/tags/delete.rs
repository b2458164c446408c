use regulars_tests::Program;
use serde_json::json;

use crate::customers::{add, path_of};

#[tokio::test]
async fn a_deleted_tag_is_taken_from_every_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let created = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    merchant.owner.post("/v1/tags", &json!({"name": "Family"})).await.expect(201);
    let customer = add(&merchant.owner, json!({"tags": ["VIP", "Family"]})).await;
    assert_eq!(customer["tags"], json!(["Family", "VIP"]));
    let path = created.header("location").unwrap();
    assert_eq!(merchant.owner.delete(path).await.expect(204).text, "");
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["tags"], json!(["Family"]));
    merchant.owner.get(path).await.expect_problem(404, "not_found");
    merchant.owner.delete(path).await.expect_problem(404, "not_found");
    merchant.owner.post("/v1/tags", &json!({"name": "vip"})).await.expect(201);
}
