use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn pages_hold_every_tag_once() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    for number in 0..5 {
        merchant.owner.post("/v1/tags", &json!({"name": format!("Tag {number}")})).await.expect(201);
    }
    other.owner.post("/v1/tags", &json!({"name": "Other"})).await.expect(201);
    let (mut names, mut path) = (Vec::new(), "/v1/tags?limit=2".to_owned());
    loop {
        let page = merchant.owner.get(&path).await.expect(200).json();
        names.extend(
            page["items"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/tags?limit=2&cursor={next}");
    }
    names.sort();
    assert_eq!(names, ["Tag 0", "Tag 1", "Tag 2", "Tag 3", "Tag 4"]);
}
