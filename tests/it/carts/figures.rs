use regulars_tests::Program;
use serde_json::{Value, json};

use super::{put, receipt, with};

#[tokio::test]
async fn abandoned_carts_are_counted_with_what_came_of_them() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    put(&other.owner, &with("foreign", &Value::Null, &json!({}))).await;
    let nothing = owner.get("/v1/carts/figures").await.expect(200).json();
    assert_eq!((&nothing["abandoned"]["count"], &nothing["rate"]), (&json!(0), &json!(null)));
    for (number, at) in [
        ("a", "2026-11-18T10:00:00Z"),
        ("b", "2026-11-19T10:00:00Z"),
        ("c", "2026-11-19T11:00:00Z"),
        ("d", "2026-11-20T10:00:00Z"),
        ("open", "2026-11-21T09:30:00Z"),
        ("completed", "2026-11-19T10:00:00Z"),
    ] {
        put(owner, &with(number, &Value::Null, &json!({"occurred_at": at}))).await;
    }
    for (number, at) in [("b", "2026-11-20T10:00:00Z"), ("completed", "2026-11-19T10:30:00Z")] {
        let mut sold = receipt(number, at, "1001");
        sold["cart_id"] = json!(number);
        owner.post("/v1/purchases", &sold).await.expect(201);
    }
    for (query, abandoned, recovered, rate) in [
        ("", 4, 1, json!(0.25)),
        ("?from=2026-11-19T11:00:00Z&to=2026-11-20T11:00:00Z", 2, 1, json!(0.5)),
        ("?to=2026-11-18T11:00:00Z", 0, 0, json!(null)),
        ("?from=2026-11-20T11:00:00Z", 1, 0, json!(0.0)),
    ] {
        let figures = owner.get(&format!("/v1/carts/figures{query}")).await.expect(200).json();
        let sum =
            |count: i64| json!({"count": count, "total": {"amount": 18_000 * count, "currency": "RSD"}});
        assert_eq!(
            figures,
            json!({"abandoned": sum(abandoned), "recovered": sum(recovered), "rate": rate}),
            "{query}"
        );
    }
    owner.get("/v1/carts/figures?from=soon").await.expect_invalid("?from");
}
