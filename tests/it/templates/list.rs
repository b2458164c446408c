use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_built_in_templates_come_first_and_are_the_same_everywhere() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let listed = merchant.owner.get("/v1/templates").await.expect(200).json();
    assert_eq!(other.owner.get("/v1/templates").await.json(), listed);
    let layouts: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| &item["layout"]).collect();
    assert_eq!(layouts, ["classic", "announcement", "catalogue", "letter"]);
    for item in listed["items"].as_array().unwrap() {
        let path = format!("/v1/templates/{}", item["id"].as_str().unwrap());
        assert_eq!(merchant.owner.get(&path).await.expect(200).json(), *item);
    }
}

#[tokio::test]
async fn pages_hold_each_template_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["A", "B"] {
        merchant.owner.post("/v1/templates", &json!({"name": name, "layout": "letter"})).await.expect(201);
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let (mut names, mut path) = (Vec::new(), "/v1/templates?limit=4".to_owned());
    loop {
        let page = merchant.owner.get(&path).await.expect(200).json();
        names.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].to_string()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/templates?limit=4&cursor={next}");
    }
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(names[4..], ["\"A\"", "\"B\""]);
}
