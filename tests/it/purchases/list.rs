use regulars_tests::Program;
use serde_json::json;

use super::coffee;

#[tokio::test]
async fn a_receipt_is_found_by_its_number_whatever_its_day_and_its_till() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let (first, second) = (merchant.terminal().await, merchant.terminal().await);
    let mut expected = Vec::new();
    for till in [&first, &second] {
        let recorded = till.post("/v1/purchases", &coffee("R-1")).await.expect(201).json();
        expected.push(recorded["id"].clone());
        till.post("/v1/purchases", &coffee("R-10")).await.expect(201);
    }
    other.owner.post("/v1/purchases", &coffee("R-1")).await.expect(201);
    let page = merchant.owner.get("/v1/purchases?receipt_number=R-1&limit=1").await.expect(200).json();
    let next = page["next"].as_str().unwrap();
    let rest = merchant.owner.get(&format!("/v1/purchases?receipt_number=R-1&cursor={next}")).await.json();
    let mut found: Vec<_> = [&page, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()))
        .collect();
    // Both were bought at one moment, and ids of one millisecond have no order.
    let in_order = |ids: &mut Vec<serde_json::Value>| ids.sort_by_key(ToString::to_string);
    in_order(&mut found);
    in_order(&mut expected);
    assert_eq!(found, expected);
    assert_eq!(rest["next"], json!(null));
    let none = merchant.owner.get("/v1/purchases?receipt_number=R").await.expect(200).json();
    assert_eq!(none["items"], json!([]));
    let long = format!("/v1/purchases?receipt_number={}", "1".repeat(65));
    merchant.owner.get(&long).await.expect_invalid("?receipt_number");
}
