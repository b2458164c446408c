use regulars_tests::Program;
use serde_json::{Value, json};

use super::{by_id, cart, put, show, with};
use crate::customers::add;

#[tokio::test]
async fn the_whole_cart_is_kept_and_the_latest_state_of_it_stands() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"email": "ana@example.com", "phone": "063 555 1234"})).await;
    let first = owner.post("/v1/carts", &cart("w-1", &Value::Null)).await.expect(201);
    let path = first.header("location").unwrap().to_owned();
    let first = first.json();
    assert_eq!(
        (&first["customer_id"], &first["taken"], &first["stage"]),
        (&json!(null), &json!(true), &json!("cart"))
    );
    let url = "https://shop.example/cart/w-1?key=77";
    let later = json!({"occurred_at": "2026-11-20T17:00:00Z", "stage": "checkout", "url": url, "total": 27_000,
        "lines": [{"sku": "1001", "quantity": "2", "unit_price": 9000, "total": 18_000},
            {"sku": "2002", "category": "dairy", "quantity": "0.500", "unit_price": 18_000, "total": 9000}]});
    let second = owner.post("/v1/carts", &with("w-1", &json!({"email": "ANA@example.com"}), &later)).await;
    let second = second.expect(201).json();
    assert_eq!(
        (&second["id"], &second["taken"], &second["created_at"]),
        (&first["id"], &json!(true), &first["created_at"])
    );
    assert_eq!(
        (&second["customer_id"], &second["stage"], &second["url"]),
        (&ana["id"], &json!("checkout"), &json!(url))
    );
    assert_eq!(
        (&second["lines"][1]["quantity"], &second["total"]["amount"]),
        (&json!("0.500"), &json!(27_000))
    );
    // What was known of an older state comes late, and the same again changes nothing.
    let older =
        with("w-1", &Value::Null, &json!({"occurred_at": "2026-11-20T16:59:59Z", "stage": "payment_failed"}));
    let late = put(owner, &older).await;
    assert_eq!(
        (&late["taken"], &late["stage"], &late["occurred_at"]),
        (&json!(false), &json!("checkout"), &json!("2026-11-20T17:00:00Z"))
    );
    // Who was known stays where nobody is named.
    let again = put(owner, &with("w-1", &Value::Null, &later)).await;
    assert_eq!((&again["taken"], &again["customer_id"]), (&json!(true), &ana["id"]));
    let kept = owner.get(&path).await.expect(200).json();
    assert_eq!((&kept["lines"], kept.get("taken")), (&second["lines"], None));
}

#[tokio::test]
async fn any_order_and_two_at_once_end_in_the_same_state() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let state = |minute: u32| {
        with(
            "w-1",
            &Value::Null,
            &json!({"occurred_at": format!("2026-11-20T16:{minute:02}:00Z"), "total": 9000,
            "lines": [{"sku": format!("{minute}"), "quantity": "1", "unit_price": 9000, "total": 9000}]}),
        )
    };
    let states: Vec<Value> = [7, 3, 9, 1, 5, 9, 2].map(state).into();
    let mut sent = tokio::task::JoinSet::new();
    for state in states {
        let owner = owner.clone();
        sent.spawn(async move { owner.post("/v1/carts", &state).await });
    }
    for answer in sent.join_all().await {
        answer.expect(201);
    }
    let listed = owner.get("/v1/carts").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&listed["items"][0]["lines"][0]["sku"], &listed["items"][0]["occurred_at"]),
        (&json!("9"), &json!("2026-11-20T16:09:00Z"))
    );
}

#[tokio::test]
async fn somebody_unknown_is_nobody_and_a_clock_that_runs_ahead_is_not_believed() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let foreign = add(&other.owner, json!({"email": "eva@example.com"})).await;
    for unknown in
        [json!({"email": "eva@example.com"}), json!({"phone": "063 777 1234"}), json!({"card": "AB999999"})]
    {
        let kept = put(owner, &cart("w-1", &unknown)).await;
        assert_eq!(kept["customer_id"], json!(null), "{unknown}");
    }
    let refused =
        owner.post("/v1/carts", &cart("w-1", &by_id(&foreign))).await.expect_problem(404, "not_found");
    assert_eq!(refused["errors"][0]["pointer"], "/identify/customer_id");
    let ahead = put(owner, &with("w-2", &Value::Null, &json!({"occurred_at": "2031-01-01T00:00:00Z"}))).await;
    assert_eq!(ahead["occurred_at"], "2026-11-21T10:00:00Z");
    program.clock.advance(chrono::Duration::minutes(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    // Once the clock is right, what it tells later is later.
    let right = json!({"occurred_at": "2026-11-21T10:00:30Z", "stage": "payment_failed"});
    let right = put(owner, &with("w-2", &Value::Null, &right)).await;
    assert_eq!((&right["taken"], &right["occurred_at"]), (&json!(true), &json!("2026-11-21T10:00:30Z")));
    let changed = put(
        owner,
        &with("w-2", &Value::Null, &json!({"occurred_at": "2031-01-01T00:00:00Z", "stage": "checkout"})),
    )
    .await;
    assert_eq!((&changed["taken"], &changed["stage"]), (&json!(true), &json!("checkout")));
    program.clock.advance(chrono::Duration::days(2));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(show(owner, &changed).await["state"], "abandoned");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (fields, pointer) in [
        (json!({"external_id": " "}), "/external_id"),
        (json!({"external_id": "a".repeat(201)}), "/external_id"),
        (json!({"occurred_at": "yesterday"}), "/occurred_at"),
        (json!({"currency": "EUR"}), "/currency"),
        (json!({"lines": []}), "/lines"),
        (json!({"total": 17_999}), "/total"),
        (
            json!({"lines": [{"sku": "1", "quantity": "2", "unit_price": 9000, "total": 9000}], "total": 9000}),
            "/lines/0/total",
        ),
        (json!({"stage": "paid"}), "/stage"),
        (json!({"url": "javascript:alert(1)"}), "/url"),
        (json!({"url": "http://[::1"}), "/url"),
        (json!({"identify": {}}), "/identify"),
        (json!({"identify": {"phone": "0635551234", "email": "a@example.com"}}), "/identify"),
        (json!({"identify": {"email": "no address"}}), "/identify/email"),
        (json!({"updated_at": "2026-11-20T16:30:00Z"}), "/updated_at"),
    ] {
        owner.post("/v1/carts", &with("w-1", &Value::Null, &fields)).await.expect_invalid(pointer);
    }
    assert_eq!(owner.get("/v1/carts").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_cart_is_deleted_and_the_trail_tells_it() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let kept = put(owner, &cart("w-1", &by_id(&ana))).await;
    let path = format!("/v1/carts/{}", kept["id"].as_str().unwrap());
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    owner.with_header("If-Match", "\"stale\"").delete(&path).await.expect_problem(412, "precondition_failed");
    assert_eq!(show(owner, &kept).await["external_id"], "w-1");
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    let trail = format!("/v1/audit-events?subject_kind=cart&customer_id={}", ana["id"].as_str().unwrap());
    let told = owner.get(&trail).await.expect(200).json();
    assert_eq!(
        (&told["items"][0]["action"], &told["items"][0]["subject"]["id"]),
        (&json!("deleted"), &kept["id"])
    );
    // A later state makes it anew.
    owner.post("/v1/carts", &cart("w-1", &by_id(&ana))).await.expect(201);
}

#[tokio::test]
async fn a_cart_of_nobody_is_gone_after_thirty_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let (nobodys, hers) =
        (put(owner, &cart("w-1", &Value::Null)).await, put(owner, &cart("w-2", &by_id(&ana))).await);
    program.clock.advance(chrono::Duration::days(29));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(show(owner, &nobodys).await["state"], "abandoned");
    program.clock.advance(chrono::Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    owner
        .get(&format!("/v1/carts/{}", nobodys["id"].as_str().unwrap()))
        .await
        .expect_problem(404, "not_found");
    assert_eq!(show(owner, &hers).await["state"], "expired");
    assert_eq!(owner.get("/v1/carts").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    // The row goes when the shop sends something next.
    put(owner, &with("w-3", &Value::Null, &json!({"occurred_at": "2026-12-20T10:00:00Z"}))).await;
    let contents = regulars_tests::Contents::of(&program.database).await;
    let there = contents.column("SELECT external_id FROM carts ORDER BY external_id").await;
    assert_eq!(there, ["w-2", "w-3"]);
}
