//! What a list answers is bounded, however large its items are.

use regulars_tests::Program;
use serde_json::{Value, json};

use crate::newsletters::complete;

#[tokio::test]
async fn a_page_of_long_newsletters_ends_sooner_and_goes_on() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let blocks: Vec<Value> = (0..40).map(|_| json!({"type": "text", "text": "a".repeat(9_800)})).collect();
    let mut body = complete();
    body["content"] = json!({"blocks": blocks});
    for _ in 0..8 {
        merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    }
    let values: Vec<String> = (0..500).map(|number| format!("{number:0100}")).collect();
    let filter = json!({"any": vec![json!({"field": "city", "op": "in", "value": values}); 4]});
    for number in 0..12 {
        let segment = json!({"name": format!("{number}"), "filter": filter});
        merchant.owner.post("/v1/segments", &segment).await.expect(201);
    }
    // Six segments are everybody's.
    for (list, made) in [("newsletters", 8), ("segments", 12 + 6)] {
        let (mut path, mut found, mut pages) = (format!("/v1/{list}?limit=200"), Vec::new(), 0);
        loop {
            let page = merchant.owner.get(&path).await.expect(200);
            assert!(page.text.len() < 1024 * 1024, "{list}: {} bytes", page.text.len());
            let page = page.json();
            let stored = page["items"].as_array().unwrap().iter().filter(|item| item["id"].is_string());
            found.extend(stored.map(|item| item["id"].to_string()));
            pages += 1;
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/{list}?limit=200&cursor={next}");
        }
        found.sort();
        found.dedup();
        assert_eq!((found.len(), pages > 1), (made, true), "{list}");
    }
}
