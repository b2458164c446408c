//! What there is of rewards.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{came_in, club, cup, member, offer, order, step, stock};

#[tokio::test]
async fn stock_is_what_came_in_and_went_out_and_what_is_held_cannot_be_counted_away() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = club(owner).await;
    let reward = offer(owner, &cup(&club, json!({}))).await;
    let path = format!("{reward}/stock-movements");
    came_in(owner, &reward, 5).await;
    let customer = member(owner, 100).await;
    let held = order(owner, &reward, &customer, json!({"quantity": 3})).await.expect(201).json();
    assert_eq!(stock(owner, &reward).await, (5, 3, 2));
    let counted = |quantity: i64| json!({"kind": "correction", "quantity": quantity});
    let problem = owner.post(&path, &counted(-3)).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "out_of_stock");
    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&path, &counted(-2)).await.expect(201);
    assert_eq!(stock(owner, &reward).await, (3, 3, 0));
    for next in ["confirm", "issue", "return"] {
        program.clock.advance(chrono::Duration::seconds(1));
        step(owner, &held, next).await.expect(200);
    }
    assert_eq!(stock(owner, &reward).await, (3, 0, 3));
    let movements = owner.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone();
    let told: Vec<(&str, i64)> = movements
        .iter()
        .map(|movement| (movement["kind"].as_str().unwrap(), movement["quantity"].as_i64().unwrap()))
        .collect();
    assert_eq!(told, [("return", 3), ("issue", -3), ("correction", -2), ("receipt", 5)]);
    assert_eq!(movements[1]["order_id"], held["id"]);
    for (body, pointer) in [
        (json!({"kind": "receipt", "quantity": -1}), "/quantity"),
        (json!({"kind": "correction", "quantity": 0}), "/quantity"),
        (json!({"kind": "issue", "quantity": 1}), "/kind"),
        (json!({"quantity": 1}), "/kind"),
    ] {
        owner.post(&path, &body).await.expect_invalid(pointer);
    }
    let unlimited = offer(owner, &cup(&club, json!({"stock": "unlimited"}))).await;
    let body = json!({"kind": "receipt", "quantity": 1});
    owner.post(&format!("{unlimited}/stock-movements"), &body).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn each_store_has_its_own() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let store = owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    let path = format!("{reward}/stock-movements");
    let body = json!({"kind": "receipt", "quantity": 1, "store_id": store["id"]});
    owner.post(&path, &body).await.expect(201);
    let customer = member(owner, 100).await;
    order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    let there = json!({"store_id": store["id"]});
    order(owner, &reward, &customer, there.clone()).await.expect(201);
    order(owner, &reward, &customer, there).await.expect_problem(409, "conflict");
    let levels = owner.get(&format!("{reward}/stock")).await.expect(200).json();
    assert_eq!(
        levels["items"],
        json!([{"store_id": store["id"], "on_hand": 1, "reserved": 1, "available": 0}])
    );
    let nowhere =
        json!({"kind": "receipt", "quantity": 1, "store_id": "01920000-0000-7000-8000-0123456789ab"});
    let problem = owner.post(&path, &nowhere).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/store_id");
}

#[tokio::test]
async fn what_is_ordered_while_there_is_none_waits_until_it_is_picked() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({"back_order": true}))).await;
    let customer = member(owner, 100).await;
    let waits = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    assert_eq!(waits["holds_stock"], false);
    step(owner, &waits, "confirm").await.expect(200);
    let problem = step(owner, &waits, "pick").await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "out_of_stock");
    came_in(owner, &reward, 1).await;
    let picked: Value = step(owner, &waits, "pick").await.expect(200).json();
    assert_eq!((&picked["state"], &picked["holds_stock"]), (&json!("picking"), &json!(true)));
    assert_eq!(stock(owner, &reward).await, (1, 1, 0));
}
