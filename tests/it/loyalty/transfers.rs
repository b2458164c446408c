//! Points go from one account to another.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, adjust, buy, operations, path_of_account, paying, per_hundred, programme, receipt, set_state,
    standing, stands, with,
};
use crate::customers::{add, path_of};

/// A customer with fifty points, and the account.
async fn member(owner: &Client, name: &str) -> (Value, Value) {
    let customer = add(owner, json!({"first_name": name})).await;
    buy(owner, &receipt(name, &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    (customer, own)
}

fn to(account: &Value, points: i64) -> Value {
    json!({"to_account_id": account["id"], "points": points})
}

#[tokio::test]
async fn points_go_where_their_type_lets_them_and_expire_in_their_time() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(
        paying(),
        &json!({"transferable": true, "expiry": {"count": 1, "unit": "month", "to": "end_of_month"}}),
    );
    let club = programme(owner, json!({}), points, &[per_hundred()]).await;
    let (ana, of_ana) = member(owner, "Ana").await;
    let (boris, of_boris) = member(owner, "Boris").await;
    adjust(owner, &of_ana, 7, &json!({})).await.expect(201);
    let path = format!("{}/transfers", path_of_account(&of_ana));
    let keyed = owner.with_header("Idempotency-Key", "gift-1");
    for _ in 0..2 {
        let done = keyed.post(&path, &to(&of_boris, 52)).await.expect(201).json();
        assert_eq!((&done["out"]["points"], &done["into"]["points"]), (&json!(-52), &json!(52)), "{done}");
        assert_eq!((&done["out"]["kind"], &done["into"]["kind"]), (&json!("transfer"), &json!("transfer")));
    }
    assert_eq!((stands(owner, &ana).await, stands(owner, &boris).await), ((5, 0, 0), (102, 0, 0)));
    let has = account(owner, &boris).await;
    let expected =
        json!([{"expires_at": "2026-12-31T23:00:00Z", "points": 100}, {"expires_at": null, "points": 2}]);
    assert_eq!(has["expiring"], expected, "{has}");
    let problem = owner.post(&path, &to(&of_boris, 6)).await.expect_problem(422, "insufficient_points");
    assert_eq!((&problem["available"], &problem["errors"][0]["pointer"]), (&json!(5), &json!("/points")));
    let audit = owner.post(&format!("{club}/audits"), &json!({})).await.expect(200).json();
    assert_eq!((&audit["audited"], &audit["differences"]), (&json!(2), &json!([])), "{audit}");

    let other = program.merchant().await;
    let nobody = json!({"to_account_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff", "points": 1});
    let missing = owner.post(&path, &nobody).await.expect_problem(404, "not_found");
    assert_eq!(missing["errors"][0]["pointer"], "/to_account_id", "{missing}");
    owner.post(&path, &to(&of_ana, 1)).await.expect_invalid("/to_account_id");
    owner.post(&path, &to(&of_boris, 0)).await.expect_invalid("/points");
    other.owner.post(&path, &to(&of_boris, 1)).await.expect_problem(404, "not_found");
    merchant.staff("cashier").await.post(&path, &to(&of_boris, 1)).await.expect_problem(403, "forbidden");
    set_state(owner, &club, "paused").await;
    let paused = owner.post(&path, &to(&of_boris, 1)).await.expect_problem(409, "conflict");
    assert_eq!(paused["reason"], "not_active");
    set_state(owner, &club, "active").await;
    owner.delete(&path_of(&boris)).await.expect(204);
    let gone = owner.post(&path, &to(&of_boris, 1)).await.expect_problem(409, "conflict");
    assert_eq!(gone["reason"], "erased");
    assert_eq!(stands(owner, &ana).await, (5, 0, 0));
}

#[tokio::test]
async fn points_stay_where_their_type_does_not_say_otherwise() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let (_, of_ana) = member(owner, "Ana").await;
    let (_, of_boris) = member(owner, "Boris").await;
    let path = format!("{}/transfers", path_of_account(&of_ana));
    let refused = owner.post(&path, &to(&of_boris, 1)).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "not_transferable", "{refused}");
}

#[tokio::test]
async fn however_many_go_there_and_back_at_once_none_is_lost_or_made() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), with(paying(), &json!({"transferable": true})), &[per_hundred()]).await;
    let (_, of_ana) = member(owner, "Ana").await;
    let (_, of_boris) = member(owner, "Boris").await;
    let sent: Vec<_> = (0..40)
        .map(|number| {
            let (from, into) = if number % 2 == 0 { (&of_ana, &of_boris) } else { (&of_boris, &of_ana) };
            let (owner, path) = (owner.clone(), format!("{}/transfers", path_of_account(from)));
            let body = to(into, 7);
            tokio::spawn(async move { owner.post(&path, &body).await.status })
        })
        .collect();
    let mut done = 0;
    for status in sent {
        done += usize::from(status.await.unwrap() == 201);
    }
    let left = |account: Value| standing(&account).0;
    let (ana, boris) =
        (owner.get(&path_of_account(&of_ana)).await, owner.get(&path_of_account(&of_boris)).await);
    assert_eq!(left(ana.json()) + left(boris.json()), 100);
    let lines = operations(owner, &of_ana).await.len() + operations(owner, &of_boris).await.len();
    assert_eq!(lines, 2 + 2 * done);
}
