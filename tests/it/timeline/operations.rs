use regulars_tests::Program;
use serde_json::{Value, json};

use super::{all, sell, take_back};
use crate::customers::{add, path_of};

fn numbers(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["number"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn purchases_and_refunds_of_a_period_come_with_what_they_come_to() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    sell(owner, &eva, "E1", "2026-11-19T10:00:00Z").await;
    sell(owner, &ana, "A1", "2026-11-17T10:00:00Z").await;
    let second = sell(owner, &ana, "A2", "2026-11-18T10:00:00Z").await;
    sell(owner, &ana, "A3", "2026-11-19T10:00:00Z").await;
    take_back(owner, &second, "R1", "2026-11-20T10:00:00Z").await;
    // A till whose clock is ahead does not put a refund on top for years.
    take_back(owner, &second, "R2", "2028-01-01T00:00:00Z").await;
    let path = format!("{}/operations", path_of(&ana));
    let page = owner.get(&path).await.expect(200).json();
    let items = page["items"].as_array().unwrap();
    assert_eq!(numbers(items), ["R2", "R1", "A3", "A2", "A1"]);
    assert_eq!(items[0]["at"], "2026-11-21T10:00:00Z");
    assert_eq!(
        (&items[1]["kind"], &items[1]["total"]["amount"], &items[1]["purchase_id"]),
        (&json!("refund"), &json!(9000), &items[3]["id"])
    );
    let money = |amount: i64| json!({"amount": amount, "currency": "RSD"});
    assert_eq!(
        page["totals"],
        json!({"purchases": {"count": 3, "total": money(54_000)}, "refunds": {"count": 2, "total": money(18_000)},
            "net": money(36_000)})
    );
    let period = format!("{path}?from=2026-11-18T10:00:00Z&to=2026-11-20T10:00:00Z");
    let page = owner.get(&format!("{period}&limit=1")).await.expect(200);
    assert!(page.header("link").unwrap().contains("rel=\"next\""));
    let page = page.json();
    assert_eq!(numbers(page["items"].as_array().unwrap()), ["A3"]);
    assert_eq!((&page["totals"]["purchases"]["count"], &page["totals"]["net"]), (&json!(2), &money(36_000)));
    assert_eq!(page["totals"]["refunds"], json!({"count": 0, "total": money(0)}));
    assert_eq!(numbers(&all(owner, &period, 1).await), ["A3", "A2"]);
    let none = owner.get(&format!("{path}?from=2026-11-21T10:00:01Z")).await.expect(200).json();
    assert_eq!((&none["items"], &none["totals"]["net"]), (&json!([]), &money(0)));
}

#[tokio::test]
async fn goods_that_cost_nothing_are_given_back_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let receipt = json!({
        "receipt_number": "1", "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD", "total": 9000,
        "identify": {"customer_id": customer["id"]},
        "lines": [{"sku": "2", "quantity": "1", "unit_price": 0, "total": 0},
            {"sku": "1", "quantity": "1", "unit_price": 9000, "total": 9000}],
    });
    let sold = owner.post("/v1/purchases", &receipt).await.expect(201);
    take_back(owner, sold.header("location").unwrap(), "R1", "2026-11-20T17:00:00Z").await;
    let operations = all(owner, &format!("{}/operations", path_of(&customer)), 50).await;
    assert_eq!(numbers(&operations), ["R1", "1"]);
}

#[tokio::test]
async fn refunds_that_were_taken_before_this_release_are_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let sold = sell(owner, &customer, "1", "2026-11-19T10:00:00Z").await;
    take_back(owner, &sold, "R1", "2026-11-20T10:00:00Z").await;
    program.run_sql("UPDATE purchases SET has_refunds = FALSE").await;
    let operations = all(owner, &format!("{}/operations", path_of(&customer)), 50).await;
    assert_eq!(numbers(&operations), ["R1", "1"]);
}
