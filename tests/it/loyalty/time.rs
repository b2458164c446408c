//! What time brings about is there when it is read, and no worker has run.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, buy, give_back, operations, paying, per_hundred, programme, receipt, standing, stands, sum,
    tenders, with,
};
use crate::customers::add;

async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

fn at(instant: &str, fields: Value) -> Value {
    with(fields, &json!({"occurred_at": instant}))
}

#[tokio::test]
async fn points_are_gone_behind_their_last_day_whoever_has_noticed_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 1, "unit": "month", "to": "exact"}}));
    programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let last = "2026-12-20T22:59:59Z";
    go_to(owner, last).await;
    let has = account(owner, &customer).await;
    let behind = "2026-12-20T23:00:00Z";
    assert_eq!((standing(&has), &has["lots"][0]["expires_at"]), ((50, 0, 0), &json!(behind)));

    go_to(owner, behind).await;
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["lots"], &has["expiring"]), ((0, 0, 0), &json!([]), &json!([])));
    let path = super::path_of_account(&has);
    assert_eq!(owner.get(&path).await.expect(200).json(), has);
    let paid = receipt("2", &customer, 1_000, at(behind, json!({"tenders": tenders(1_000, 10)})));
    let problem = till.post("/v1/purchases", &paid).await.expect_problem(422, "insufficient_points");
    assert_eq!(problem["available"], 0);
    assert_eq!(operations(owner, &has).await.len(), 1, "reading and what was refused wrote nothing");

    buy(&till, &receipt("3", &customer, 100_000, at(behind, json!({})))).await;
    assert_eq!(stands(owner, &customer).await, (10, 0, 0));
    let written = operations(owner, &has).await;
    let kinds: Vec<_> = written.iter().map(|operation| (&operation["kind"], &operation["points"])).collect();
    let expected = [("earn", 10), ("expire", -50), ("earn", 50)];
    assert_eq!(kinds.len(), expected.len(), "{written:?}");
    for ((kind, points), expected) in kinds.into_iter().zip(expected) {
        assert_eq!((kind, points), (&json!(expected.0), &json!(expected.1)), "{written:?}");
    }
    assert_eq!(written[1]["actor"]["kind"], "system");
}

#[tokio::test]
async fn pending_points_can_be_spent_when_their_days_are_over() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), with(paying(), &json!({"pending_days": 14})), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let hasty = add(owner, json!({"first_name": "Mila"})).await;
    let answer = buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), standing(&answer["points"][0])), (50, (0, 50, 0)), "{answer}");
    let returned = buy(&till, &receipt("2", &hasty, 500_000, json!({}))).await;
    give_back(&till, &returned, "R2", &[(1, "1")]).await;
    assert_eq!(stands(owner, &hasty).await, (0, 0, 0));

    go_to(owner, "2026-12-04T16:29:59Z").await;
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["lots"][0]["pending"]), ((0, 50, 0), &json!(true)));
    assert_eq!(has["lots"][0]["available_from"], "2026-12-04T16:30:00Z");
    assert_eq!(has["expiring"], json!([{"expires_at": null, "points": 50}]));
    let then = "2026-12-04T16:30:00Z";
    let paid = at(then, json!({"tenders": tenders(1_000, 10)}));
    let by_points = |number: &str| receipt(number, &customer, 1_000, paid.clone());
    let problem = till.post("/v1/purchases", &by_points("3")).await;
    assert_eq!(problem.expect_problem(422, "insufficient_points")["available"], 0);

    go_to(owner, then).await;
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["lots"][0]["pending"]), ((50, 0, 0), &json!(false)));
    buy(&till, &by_points("3")).await;
    assert_eq!(stands(owner, &customer).await, (40, 0, 0));
    let kinds: Vec<_> =
        operations(owner, &has).await.into_iter().map(|operation| operation["kind"].clone()).collect();
    assert_eq!(kinds, ["spend", "activate", "earn_pending"]);
}

#[tokio::test]
async fn points_that_expired_are_not_owed_when_the_goods_come_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 10, "unit": "day", "to": "exact"}}));
    programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let lines = json!([{"sku": "1001", "quantity": "2", "unit_price": 500_000, "total": 1_000_000}]);
    let bought = buy(&till, &receipt("1", &customer, 1_000_000, json!({"lines": lines}))).await;
    let paid = receipt("2", &customer, 300_000, json!({"tenders": tenders(300_000, 30)}));
    assert_eq!(sum(&buy(&till, &paid).await, "earned"), 29);
    go_to(owner, "2026-12-12T12:00:00Z").await;
    assert_eq!(stands(owner, &customer).await, (0, 0, 0));
    // Of the 100 points 30 were spent, and 70 are gone: half the goods come back, and then the other half.
    let halves = [
        give_back(&till, &bought, "R1", &[(1, "1")]).await,
        give_back(&till, &bought, "R2", &[(1, "1")]).await,
    ];
    let owed: Vec<i64> = halves.iter().map(|refund| sum(refund, "owed")).collect();
    assert_eq!((owed, sum(&halves[0], "taken_back")), (vec![30, 0], 0), "{halves:?}");
    assert_eq!(stands(owner, &customer).await, (0, 0, -30));
}
