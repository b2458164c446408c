use regulars_tests::Program;
use serde_json::json;

use super::complete;

#[tokio::test]
async fn the_newest_comes_first_and_a_state_narrows() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["A", "B", "C"] {
        merchant.owner.post("/v1/newsletters", &json!({"name": name})).await.expect(201);
        program.clock.advance(chrono::Duration::seconds(1));
    }
    merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let names = async |query: &str| {
        let page = merchant.owner.get(&format!("/v1/newsletters?{query}")).await.expect(200).json();
        let items = page["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Jesen", "C", "B", "A"]);
    assert_eq!(names("state=draft").await, ["C", "B", "A"]);
    assert_eq!(names("state=ready").await, ["Jesen"]);
    assert_eq!(names("state=sent").await, [""; 0]);
    let page = merchant.owner.get("/v1/newsletters?limit=3").await.json();
    let next = page["next"].as_str().unwrap();
    assert_eq!(names(&format!("limit=3&cursor={next}")).await, ["A"]);
    merchant.owner.get("/v1/newsletters?state=lost").await.expect_invalid("?state");
    assert_eq!(program.merchant().await.owner.get("/v1/newsletters").await.json()["items"], json!([]));
}
