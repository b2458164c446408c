//! Orders, step by step.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{address, came_in, club, cup, held, member, offer, order, order_of, pause, step, stock};
use crate::loyalty::{account, path_of_account};

#[tokio::test]
async fn an_order_is_held_put_together_shipped_and_brought_back() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 5).await;
    let customer = member(owner, 100).await;
    let body = crate::loyalty::with(address(), &json!({"quantity": 2}));
    let placed = order(owner, &reward, &customer, body).await.expect(201);
    let made = placed.json();
    assert_eq!(
        (&made["state"], &made["points"], &made["handover"], &made["expires_at"]),
        (&json!("reserved"), &json!(40), &json!("shipping"), &json!("2026-11-22T10:00:00Z"))
    );
    assert_eq!(made["address"]["country"], "RS");
    assert_eq!(owner.get(placed.header("location").unwrap()).await.expect(200).json(), made);
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((60, 40, 0), (5, 2, 3)));
    for impossible in ["pick", "ship", "ready", "issue", "return"] {
        let problem = step(owner, &made, impossible).await.expect_problem(409, "conflict");
        assert_eq!(problem["reason"], "reserved");
    }
    step(owner, &made, "confirm").await.expect(200);
    step(owner, &made, "pick").await.expect(200);
    step(owner, &made, "ready").await.expect_problem(409, "conflict");
    let shipped = step(owner, &made, "ship").await.expect(200).json();
    assert_eq!((&shipped["state"], &shipped["holds_stock"]), (&json!("shipped"), &json!(false)));
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((60, 0, 0), (3, 0, 3)));
    step(owner, &made, "cancel").await.expect_problem(409, "conflict");
    step(owner, &made, "issue").await.expect(200);
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((60, 0, 0), (3, 0, 3)));
    let back = step(owner, &made, "return").await.expect(200).json();
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((100, 0, 0), (5, 0, 5)));
    let states: Vec<&Value> =
        back["history"].as_array().unwrap().iter().map(|event| &event["state"]).collect();
    assert_eq!(states, ["reserved", "confirmed", "picking", "shipped", "issued", "returned"]);
    assert_eq!(back["history"][0]["actor"]["kind"], "user");
    let own = account(owner, &customer).await;
    let operations = owner.get(&format!("{}/operations?limit=3", path_of_account(&own))).await.json();
    let kinds: Vec<&Value> =
        operations["items"].as_array().unwrap().iter().map(|line| &line["kind"]).collect();
    assert_eq!(kinds, ["refund_spend", "capture", "reserve"]);
}

#[tokio::test]
async fn what_is_called_off_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 1).await;
    let customer = member(owner, 25).await;
    for steps in [vec![], vec!["confirm"], vec!["confirm", "pick"], vec!["confirm", "pick", "ready"]] {
        let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
        for next in steps {
            step(owner, &made, next).await.expect(200);
        }
        let cancelled = step(owner, &made, "cancel").await.expect(200).json();
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((25, 0, 0), (1, 0, 1)));
        step(owner, &made, "confirm").await.expect_problem(409, "conflict");
    }
    let listed = owner.get("/v1/reward-orders?state=cancelled&limit=3").await.expect(200).json();
    assert_eq!((listed["items"].as_array().unwrap().len(), listed["next"].is_string()), (3, true));
    let of_customer =
        format!("/v1/reward-orders?customer_id={}&state=reserved", customer["id"].as_str().unwrap());
    assert_eq!(owner.get(&of_customer).await.expect(200).json()["items"], json!([]));
    merchant.staff("analyst").await.get("/v1/reward-orders").await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn points_of_an_order_end_with_the_order_alone() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 1).await;
    let customer = member(owner, 25).await;
    let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    let reservations = format!("{}/reservations", path_of_account(&account(owner, &customer).await));
    let listed = owner.get(&reservations).await.expect(200).json();
    assert_eq!(
        (&listed["items"][0]["id"], &listed["items"][0]["order_id"]),
        (&made["reservation_id"], &made["id"])
    );
    let path = format!("{reservations}/{}", made["reservation_id"].as_str().unwrap());
    let problem = owner.post(&format!("{path}/release"), &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(problem["order_id"], made["id"]);
    owner.post(&format!("{path}/capture"), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(held(owner, &customer).await, (5, 20, 0));
}

#[tokio::test]
async fn what_cannot_be_ordered_holds_nothing() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let programme = club(owner).await;
    let reward = offer(owner, &cup(&programme, json!({"limit_per_member": 2}))).await;
    came_in(owner, &reward, 5).await;
    let customer = member(owner, 100).await;
    for (fields, pointer) in [
        (json!({"quantity": 0}), "/quantity"),
        (json!({"quantity": 10_001}), "/quantity"),
        (json!({"point_type": "stamps"}), "/point_type"),
        (json!({"address": {"recipient": "Ana"}}), "/address/street"),
        (json!({"note": "x"}), "/note"),
    ] {
        order(owner, &reward, &customer, fields).await.expect_invalid(pointer);
    }
    let over = order(owner, &reward, &customer, json!({"quantity": 3})).await.expect_problem(409, "conflict");
    assert_eq!((&over["reason"], &over["left"]), (&json!("over_limit"), &json!(2)));
    let poor = member(owner, 19).await;
    let problem = order(owner, &reward, &poor, json!({})).await.expect_problem(422, "insufficient_points");
    assert_eq!(problem["available"], 19);
    let nobody = crate::customers::add(owner, json!({"first_name": "Mila"})).await;
    let problem = order(owner, &reward, &nobody, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_member");
    let stranger = crate::customers::add(&other.owner, json!({"first_name": "Vera"})).await;
    let problem = order(owner, &reward, &stranger, json!({})).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/customer_id");
    order(&other.owner, &reward, &stranger, json!({})).await.expect_problem(404, "not_found");
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((100, 0, 0), (5, 0, 5)));
    // Two are had, and what came back counts no more.
    let made = order(owner, &reward, &customer, json!({"quantity": 2})).await.expect(201).json();
    order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    step(owner, &made, "cancel").await.expect(200);
    order(owner, &reward, &customer, json!({})).await.expect(201);
    pause(owner, &programme).await;
    let problem = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_on_offer");
}

#[tokio::test]
async fn the_same_order_sent_again_is_one_order() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 5).await;
    let customer = member(owner, 100).await;
    let keyed = owner.with_header("Idempotency-Key", "cup-1");
    let body = order_of(&reward, &customer, json!({}));
    let first = keyed.post("/v1/reward-orders", &body).await.expect(201);
    let again = keyed.post("/v1/reward-orders", &body).await.expect(201);
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &first.text));
    assert_eq!(held(owner, &customer).await, (80, 20, 0));
}
