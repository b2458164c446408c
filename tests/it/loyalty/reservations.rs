//! Points that are held for something outside.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{
    account, adjust, buy, path_of_account, paying, per_hundred, programme, receipt, standing, stands,
};
use crate::customers::add;

#[tokio::test]
async fn what_is_held_pays_in_part_or_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let path = format!("{}/reservations", path_of_account(&own));
    let held = till.post(&path, &json!({"points": 60})).await.expect(201).json();
    assert_eq!(
        (&held["state"], &held["expires_at"], &held["order_id"]),
        (&json!("active"), &json!("2026-11-21T10:15:00Z"), &Value::Null)
    );
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["balance"]["reserved"]), ((40, 0, 0), &json!(60)));
    let problem = till.post(&path, &json!({"points": 41})).await.expect_problem(422, "insufficient_points");
    assert_eq!(problem["available"], 40);
    adjust(owner, &own, -41, &json!({})).await.expect_problem(422, "insufficient_points");
    let of = |held: &Value| format!("{path}/{}", held["id"].as_str().unwrap());
    till.post(&format!("{}/capture", of(&held)), &json!({"points": 61})).await.expect_invalid("/points");
    let paid = till.post(&format!("{}/capture", of(&held)), &json!({"points": 45})).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["captured"]), (&json!("captured"), &json!(45)));
    assert_eq!(stands(owner, &customer).await, (55, 0, 0));
    let problem =
        till.post(&format!("{}/release", of(&held)), &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "captured");

    let held = till.post(&path, &json!({"points": 55, "seconds": 60})).await.expect(201).json();
    let released = till.post(&format!("{}/release", of(&held)), &Value::Null).await.expect(200).json();
    assert_eq!((&released["state"], stands(owner, &customer).await), (&json!("released"), (55, 0, 0)));

    let lapses = till.post(&path, &json!({"points": 55, "seconds": 60})).await.expect(201).json();
    program.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(stands(owner, &customer).await, (55, 0, 0));
    let listed = owner.get(&path).await.expect(200).json();
    let found = listed["items"].as_array().unwrap().iter().find(|held| held["id"] == lapses["id"]).unwrap();
    assert_eq!(found["state"], "expired");
    let problem =
        till.post(&format!("{}/capture", of(&lapses)), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "expired");
    // What was held too long can be spent.
    adjust(owner, &own, -55, &json!({})).await.expect(201);
    assert_eq!(stands(owner, &customer).await, (0, 0, 0));

    for (body, pointer) in [
        (json!({}), "/points"),
        (json!({"points": 0}), "/points"),
        (json!({"points": 1, "seconds": 0}), "/seconds"),
        (json!({"points": 1, "seconds": 2_592_001}), "/seconds"),
        (json!({"points": 1, "for": "x"}), "/for"),
    ] {
        till.post(&path, &body).await.expect_invalid(pointer);
    }
    merchant
        .staff("marketer")
        .await
        .post(&path, &json!({"points": 1}))
        .await
        .expect_problem(403, "forbidden");
}
