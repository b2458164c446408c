use regulars_tests::Program;
use serde_json::{Value, json};

use super::{decide, hand_over, write};
use crate::companies::{add, ids};

#[tokio::test]
async fn the_prices_of_an_accepted_offer_become_agreements_once() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let agreements = format!("{company}/price-agreements");
    let there = json!({"sku": "1002", "price": {"amount": 4_000, "currency": "RSD"}, "min_quantity": "1"});
    owner.post(&agreements, &there).await.expect(201);
    let lines = json!([
        {"sku": "1001", "description": "Hleb", "quantity": "20", "unit_price": 10_000, "discount_percent": "12.5"},
        {"sku": "1002", "description": "Kifla", "quantity": "5"},
        {"description": "Dostava", "unit_price": 50_000},
    ]);
    let path = write(owner, &company, json!({"lines": lines})).await;
    let agree = format!("{path}/price-agreements");
    let refused = owner.post(&agree, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "draft");
    let page = hand_over(&program, owner, &path).await;
    decide(&program, &page, "accept", "Ana").await.expect(200);
    other.owner.post(&agree, &json!({})).await.expect_problem(404, "not_found");
    owner.post(&agree, &json!({"until": "2026-11-20"})).await.expect_invalid("/until");
    let keyed = owner.with_header("Idempotency-Key", "once");
    let made = keyed.post(&agree, &json!({})).await.expect(201);
    assert_eq!(keyed.post(&agree, &json!({})).await.expect(201).text, made.text);
    let items = made.json()["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1, "of what is agreed upon so already there is none");
    for (field, value) in [
        ("sku", json!("1001")),
        ("min_quantity", json!("20.000")),
        ("price", json!({"amount": 8_750, "currency": "RSD"})),
        ("from", json!("2026-11-21")),
        ("until", json!("2026-11-30")),
    ] {
        assert_eq!(items[0][field], value, "{field}");
    }
    let price = owner.get(&format!("{company}/prices?sku=1001&quantity=20")).await.expect(200).json();
    assert_eq!(price["price"]["amount"], 8_750);
    let refused = owner.post(&agree, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "agreed_already");
    assert_eq!(owner.get(&path).await.expect(200).json()["agreed_at"], "2026-11-21T10:00:00Z");
    // A later offer draws on them.
    let lines = json!([{"sku": "1001", "description": "Hleb", "quantity": "40"}]);
    let next = write(owner, &company, json!({"lines": lines})).await;
    assert_eq!(owner.get(&next).await.expect(200).json()["total"]["amount"], 350_000);
    let clerk = merchant.staff("marketer").await;
    clerk.post(&agree, &json!({})).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn what_would_overlap_agrees_upon_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let agreements = format!("{company}/price-agreements");
    let lines = json!([
        {"sku": "1", "description": "A", "unit_price": 100},
        {"sku": "2", "description": "B", "unit_price": 200},
    ]);
    let path = write(owner, &company, json!({"lines": lines})).await;
    let page = hand_over(&program, owner, &path).await;
    decide(&program, &page, "accept", "Ana").await.expect(200);
    let there = json!({"sku": "2", "price": {"amount": 150, "currency": "RSD"}, "min_quantity": "1"});
    let there = owner.post(&agreements, &there).await.expect(201).json();
    let agree = format!("{path}/price-agreements");
    let refused = owner.post(&agree, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!((&refused["reason"], &refused["agreement_id"]), (&json!("overlaps"), &there["id"]));
    assert_eq!(ids(&owner.get(&agreements).await.expect(200).json(), "id").len(), 1);
    assert_eq!(owner.get(&path).await.expect(200).json()["agreed_at"], json!(null));
    // For any quantity it is another agreement.
    let made = owner.post(&agree, &json!({"any_quantity": true, "until": "2027-01-31"})).await.expect(201);
    let items = made.json()["items"].clone();
    let told: Vec<(&Value, &Value)> =
        items.as_array().unwrap().iter().map(|one| (&one["min_quantity"], &one["until"])).collect();
    let (any, until) = (json!("0.001"), json!("2027-01-31"));
    assert_eq!(told, [(&any, &until), (&any, &until)]);
    // Where no line names goods there is nothing to agree upon.
    let plain = write(owner, &company, json!({})).await;
    let page = hand_over(&program, owner, &plain).await;
    decide(&program, &page, "accept", "Ana").await.expect(200);
    let refused = owner.post(&format!("{plain}/price-agreements"), &json!({})).await;
    assert_eq!(refused.expect_problem(409, "conflict")["reason"], "no_goods");
}
