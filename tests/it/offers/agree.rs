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
    // What is accepted is not deleted by mistake.
    let refused = owner.delete(&path).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "accepted");
    owner.delete(&format!("{path}?accepted=true")).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
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

#[tokio::test]
async fn lines_of_the_same_goods_are_a_price_from_each_quantity_on_and_none_is_rounded() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let agreements = format!("{company}/price-agreements");
    let accepted = async |lines: Value| {
        let path = write(owner, &company, json!({"lines": lines})).await;
        let page = hand_over(&program, owner, &path).await;
        decide(&program, &page, "accept", "Ana").await.expect(200);
        format!("{path}/price-agreements")
    };
    let bread = |quantity: &str, price: i64| {
        let mut line = json!({"sku": "1001", "description": "Hleb", "unit_price": price});
        line["quantity"] = json!(quantity);
        line
    };
    let discounted = |price: i64, percent: &str| {
        let mut line =
            json!({"sku": "2002", "description": "Kifla", "quantity": "1000", "unit_price": price});
        line["discount_percent"] = json!(percent);
        line
    };
    let delivery = json!({"description": "Dostava", "unit_price": 1});
    for (lines, terms, reason) in [
        (json!([bread("5", 100), bread("5", 110)]), json!({}), "two_prices"),
        (json!([bread("5", 100), bread("6", 110)]), json!({"any_quantity": true}), "two_prices"),
        (json!([delivery, discounted(1_999, "12.5")]), json!({}), "inexact"),
        (json!([bread("5", 100), discounted(1, "50")]), json!({}), "inexact"),
    ] {
        let agree = accepted(lines).await;
        let refused = owner.post(&agree, &terms).await.expect_problem(409, "conflict");
        assert_eq!((&refused["reason"], &refused["agreement_id"]), (&json!(reason), &json!(null)));
        assert_eq!(refused["errors"][0]["pointer"], "/lines/1", "{refused}");
        assert!(ids(&owner.get(&agreements).await.expect(200).json(), "id").is_empty());
    }
    // An older price for few does not make the new one for more needless.
    let older = json!({"sku": "1001", "price": {"amount": 9_500, "currency": "RSD"}, "min_quantity": "5"});
    owner.post(&agreements, &older).await.expect(201);
    let lines =
        [bread("10", 9_500), bread("8", 10_000), bread("10", 9_500), delivery, discounted(1_000, "12.5")];
    let agree = accepted(json!(lines)).await;
    let made = owner.post(&agree, &json!({})).await.expect(201).json();
    let told: Vec<_> = made["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["min_quantity"].as_str().unwrap(), one["price"]["amount"].as_i64().unwrap()))
        .collect();
    assert_eq!(told, [("8.000", 10_000), ("10.000", 9_500), ("1000.000", 875)]);
    for (quantity, price) in [("5", 9_500), ("9", 10_000), ("10", 9_500)] {
        let asked = format!("{company}/prices?sku=1001&quantity={quantity}");
        assert_eq!(owner.get(&asked).await.expect(200).json()["price"]["amount"], price, "{quantity}");
    }
    let asked = format!("{company}/prices?sku=2002&quantity=1000");
    assert_eq!(owner.get(&asked).await.expect(200).json()["price"]["amount"], 875);
}
