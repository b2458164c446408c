use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn what_is_named_changes_and_the_rest_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Jesen", "layout": "letter", "theme": {"accent": "#8a3b12"}});
    let made = merchant.owner.post("/v1/templates", &body).await.expect(201);
    let path = made.header("location").unwrap().to_owned();
    let patch = json!({"layout": "classic", "theme": {"font": "serif"}});
    let changed = merchant.owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["layout"]), (&json!("Jesen"), &json!("classic")));
    assert_eq!(changed["theme"]["accent"], "#8a3b12");
    assert_eq!(changed["theme"]["font"], "serif");
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"theme": {"accent": "blue"}}), "/theme/accent"),
        (json!({"built_in": true}), "/built_in"),
    ] {
        merchant.owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get(&path).await.json(), changed);
    program.merchant().await.owner.patch(&path, &json!({})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_built_in_template_cannot_be_changed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let listed = merchant.owner.get("/v1/templates").await.json();
    let path = format!("/v1/templates/{}", listed["items"][0]["id"].as_str().unwrap());
    merchant.owner.patch(&path, &json!({"name": "Mine"})).await.expect_problem(409, "conflict");
    assert_eq!(merchant.owner.get("/v1/templates").await.json(), listed);
}
