use regulars_tests::Program;
use serde_json::{Value, json};

use super::{
    account, adjust, buy, operations, path_of_account, paying, per_hundred, programme, receipt, standing,
    stands,
};
use crate::customers::{add, path_of};

#[tokio::test]
async fn staff_credit_and_debit_with_a_reason() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let path = format!("{}/adjustments", path_of_account(&own));

    let soon = json!({"reason": "missing_receipt", "expires_at": "2026-12-24T23:00:00Z"});
    let credited = adjust(owner, &own, 30, &soon).await.expect(201).json();
    assert_eq!(
        (&credited["kind"], &credited["number"], &credited["points"], &credited["reason"]),
        (&json!("adjust"), &json!(2), &json!(30), &json!("missing_receipt"))
    );
    assert_eq!(credited["actor"]["kind"], "user");
    let has = account(owner, &customer).await;
    assert_eq!(standing(&has), (80, 0, 0));
    let expires = |expires_at: Value, points: i64| json!({"expires_at": expires_at, "points": points});
    let soon_and_never = [expires(json!("2026-12-24T23:00:00Z"), 30), expires(Value::Null, 50)];
    assert_eq!(has["expiring"], json!(soon_and_never));
    // What expires first is debited first.
    adjust(owner, &own, -40, &json!({"reason": "correction"})).await.expect(201);
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["expiring"]), ((40, 0, 0), &json!([expires(Value::Null, 40)])));
    let problem = adjust(owner, &own, -41, &json!({})).await.expect_problem(422, "insufficient_points");
    assert_eq!((&problem["available"], stands(owner, &customer).await), (&json!(40), (40, 0, 0)));
    assert_eq!(problem["errors"][0]["pointer"], "/points", "{problem}");

    let keyed = owner.with_header("Idempotency-Key", "goodwill-1");
    let body = json!({"points": 5, "reason": "goodwill"});
    let first = keyed.post(&path, &body).await.expect(201);
    let again = keyed.post(&path, &body).await.expect(201);
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &first.text));
    let other = json!({"points": 6, "reason": "goodwill"});
    keyed.post(&path, &other).await.expect_problem(422, "idempotency_mismatch");
    assert_eq!(stands(owner, &customer).await, (45, 0, 0));

    for (body, pointer) in [
        (json!({"points": 5}), "/reason"),
        (json!({"points": 5, "reason": "because"}), "/reason"),
        (json!({"reason": "goodwill"}), "/points"),
        (json!({"points": 0, "reason": "goodwill"}), "/points"),
        (json!({"points": 4.5, "reason": "goodwill"}), "/points"),
        (json!({"points": 10_000_000_000_001_i64, "reason": "goodwill"}), "/points"),
        (json!({"points": 5, "reason": "goodwill", "expires_at": "2026-11-21T09:59:59Z"}), "/expires_at"),
        (json!({"points": -5, "reason": "goodwill", "expires_at": "2026-12-24T23:00:00Z"}), "/expires_at"),
        (json!({"points": 5, "reason": "goodwill", "note": "x"}), "/note"),
    ] {
        owner.post(&path, &body).await.expect_invalid(pointer);
    }
    for role in ["marketer", "cashier", "analyst"] {
        let staff = merchant.staff(role).await;
        staff.post(&path, &body).await.expect_problem(403, "forbidden");
        assert_eq!(staff.get(&path_of_account(&own)).await.expect(200).json()["id"], own["id"]);
    }
    assert_eq!(stands(&till, &customer).await, (45, 0, 0));
    let numbers: Vec<Value> =
        operations(owner, &own).await.into_iter().map(|operation| operation["number"].clone()).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
}

#[tokio::test]
async fn the_account_of_somebody_who_was_erased_takes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(owner, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    owner.delete(&path_of(&customer)).await.expect(204);
    for points in [5, -5] {
        let problem = adjust(owner, &own, points, &json!({})).await.expect_problem(409, "conflict");
        assert_eq!(problem["reason"], "erased", "{problem}");
    }
    let left = owner.get(&path_of_account(&own)).await.expect(200).json();
    assert_eq!(standing(&left), (50, 0, 0), "{left}");
}
