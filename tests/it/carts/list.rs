use regulars_tests::Program;
use serde_json::{Value, json};

use super::{by_id, cart, put, receipt, with};
use crate::customers::{add, path_of};
use crate::timeline::all;

fn numbers(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["external_id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn carts_are_narrowed_and_read_page_by_page() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    put(&other.owner, &cart("foreign", &Value::Null)).await;
    let at = |at: &str| json!({"occurred_at": at});
    put(owner, &with("old", &by_id(&ana), &at("2026-10-01T10:00:00Z"))).await;
    put(owner, &with("left", &by_id(&ana), &at("2026-11-20T10:00:00Z"))).await;
    put(owner, &with("bought", &by_id(&eva), &at("2026-11-20T11:00:00Z"))).await;
    put(owner, &with("open", &by_id(&eva), &at("2026-11-21T09:30:00Z"))).await;
    let mut sold = receipt("1", "2026-11-20T18:00:00Z", "1001");
    sold["cart_id"] = json!("bought");
    owner.post("/v1/purchases", &sold).await.expect(201);
    let of_ana = format!("?customer_id={}", ana["id"].as_str().unwrap());
    for (query, found) in [
        ("", vec!["open", "bought", "left", "old"]),
        ("?state=abandoned", vec!["left"]),
        ("?state=open,expired", vec!["open", "old"]),
        ("?state=recovered,abandoned", vec!["bought", "left"]),
        ("?state=completed", vec![]),
        ("?external_id=left", vec!["left"]),
        (of_ana.as_str(), vec!["left", "old"]),
        ("?from=2026-11-20T10:00:00Z&to=2026-11-21T09:30:00Z", vec!["bought", "left"]),
    ] {
        for limit in [50, 1] {
            assert_eq!(numbers(&all(owner, &format!("/v1/carts{query}"), limit).await), found, "{query}");
        }
    }
    for (query, pointer) in [("?state=sold", "?state"), ("?from=soon", "?from"), ("?cursor=x", "?cursor")] {
        owner.get(&format!("/v1/carts{query}")).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn a_page_of_large_carts_holds_fewer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    for number in 0..3 {
        let mut large = cart(&format!("w-{number}"), &by_id(&ana));
        let line = json!({"sku": "A", "name": "š".repeat(200), "quantity": "1", "unit_price": 1, "total": 1});
        large["lines"] = vec![line; 500].into();
        large["total"] = json!(500);
        put(owner, &large).await;
    }
    let page = owner.get("/v1/carts?limit=200").await.expect(200).json();
    let shown = page["items"].as_array().unwrap().len();
    assert!((1..3).contains(&shown) && page["next"].is_string(), "{shown}");
    assert_eq!(all(owner, "/v1/carts", 200).await.len(), 3);
}

#[tokio::test]
async fn the_timeline_tells_where_a_cart_stands() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let kept = put(owner, &cart("w-1", &by_id(&ana))).await;
    let told = all(owner, &format!("{}/timeline?kinds=cart", path_of(&ana)), 50).await;
    assert_eq!((told.len(), &told[0]["at"]), (1, &json!("2026-11-20T16:30:00Z")));
    assert_eq!(
        told[0]["cart"],
        json!({"id": kept["id"], "state": "abandoned", "stage": "cart", "total": {"amount": 18_000, "currency": "RSD"},
            "abandoned_at": "2026-11-20T17:30:00Z", "purchase_id": null})
    );
    // A cashier, who may not list carts, is told of none.
    let cashier = merchant.staff("cashier").await;
    cashier.get(&format!("{}/timeline?kinds=cart", path_of(&ana))).await.expect_problem(403, "forbidden");
}
