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
