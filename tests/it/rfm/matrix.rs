use chrono::Duration;
use regulars_tests::Program;
use serde_json::json;

use super::{buyer, standing};
use crate::customers::add;

#[tokio::test]
async fn fifths_of_the_merchant_s_own_customers_are_scored_and_alike_ones_alike() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut buyers = Vec::new();
    for bought in [
        (1, 1_000, "2024-01-10T10:00:00Z"),
        (2, 2_000, "2025-06-10T10:00:00Z"),
        (3, 3_000, "2026-06-10T10:00:00Z"),
        (4, 4_000, "2026-10-10T10:00:00Z"),
        (5, 5_000, "2026-11-20T10:00:00Z"),
    ] {
        buyers.push(buyer(&program, owner, &merchant.id, bought).await);
    }
    let prospect = add(owner, json!({"first_name": "Mila"})).await;
    let before = owner.get("/v1/rfm/matrix").await.expect(200).json();
    assert_eq!((&before["scored_at"], &before["prospects"]), (&json!(null), &json!(1)));
    owner.post("/v1/rfm/recomputations", &json!({})).await.expect(202);
    program.work().await;
    let mut stands = Vec::new();
    for buyer in &buyers {
        stands.push(standing(owner, buyer).await.unwrap());
    }
    let expected = [(1, "lost"), (2, "hibernating"), (3, "need_attention"), (4, "loyal"), (5, "champions")];
    let expected = expected.map(|(score, class)| (score, score, score, class.to_owned()));
    assert_eq!(stands, expected);
    assert_eq!(standing(owner, &prospect).await, None);
    let matrix = owner.get("/v1/rfm/matrix").await.expect(200).json();
    assert_eq!(matrix["scored_at"], "2026-11-21T10:00:00Z");
    let classes = matrix["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 11);
    let champions = classes.iter().find(|class| class["class"] == "champions").unwrap();
    assert_eq!(
        champions,
        &json!({"class": "champions", "customers": 1, "total": {"amount": 5_000, "currency": "RSD"}})
    );
    let counted: i64 =
        matrix["cells"].as_array().unwrap().iter().map(|cell| cell["customers"].as_i64().unwrap()).sum();
    assert_eq!(counted, 5);
    // Who has bought as one of them has is scored as that one is.
    let alike = buyer(&program, owner, &merchant.id, (5, 5_000, "2026-11-20T07:00:00Z")).await;
    program.clock.advance(Duration::days(1));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(standing(owner, &alike).await, standing(owner, &buyers[4]).await);
}

#[tokio::test]
async fn other_merchants_customers_are_not_counted() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    buyer(&program, &merchant.owner, &merchant.id, (1, 1_000, "2026-11-20T10:00:00Z")).await;
    other.owner.post("/v1/rfm/recomputations", &json!({})).await.expect(202);
    program.work().await;
    let matrix = other.owner.get("/v1/rfm/matrix").await.expect(200).json();
    assert_eq!((&matrix["prospects"], &matrix["cells"]), (&json!(0), &json!([])));
    assert_ne!(matrix["scored_at"], json!(null));
}
