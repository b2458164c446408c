use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn only_a_template_that_no_newsletter_has_is_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Jesen", "layout": "letter"});
    let made = merchant.owner.post("/v1/templates", &body).await.expect(201);
    let path = made.header("location").unwrap();
    let body = json!({"name": "Jesen", "template_id": made.json()["id"]});
    let newsletter = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let refused = merchant.owner.delete(path).await.expect_problem(409, "in_use");
    let newsletter_id = &newsletter.json()["id"];
    assert_eq!(refused["users"], json!([{"kind": "newsletter", "id": newsletter_id, "name": "Jesen"}]));
    merchant.owner.delete(newsletter.header("location").unwrap()).await.expect(204);
    program.merchant().await.owner.delete(path).await.expect_problem(404, "not_found");
    merchant.owner.delete(path).await.expect(204);
    merchant.owner.get(path).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_built_in_template_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let listed = merchant.owner.get("/v1/templates").await.json();
    let path = format!("/v1/templates/{}", listed["items"][3]["id"].as_str().unwrap());
    merchant.owner.delete(&path).await.expect_problem(409, "conflict");
    merchant.owner.get(&path).await.expect(200);
}
