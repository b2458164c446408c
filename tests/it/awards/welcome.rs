//! Whoever comes into a programme for the first time is welcomed, however they come, and once for ever.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{awards, has, join, member, on};
use crate::customers::add;
use crate::loyalty::{buy, passed_over, paying, per_hundred, programme, receipt, stands, sum, with};

async fn leave(owner: &Client, programme: &str) {
    let page = owner.get(&format!("{programme}/members")).await.expect(200).json();
    let id = page["items"][0]["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{programme}/members/{id}")).await.expect(204);
}

#[tokio::test]
async fn who_is_entered_is_welcomed_once_for_ever() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), paying(), &[on("welcome", "150", json!({}))]).await;
    let other = programme(owner, json!({"name": "Drugi"}), json!({}), &[on("welcome", "7", json!({}))]).await;
    let ana = member(owner, &club, json!({})).await;
    assert_eq!(awards(owner, &ana).await, [("welcome".to_owned(), 150, "2026-11-21T10:00:00Z".to_owned())]);
    leave(owner, &club).await;
    join(owner, &club, &ana).await;
    owner.post(&format!("{club}/members"), &json!({"customer_id": ana["id"]})).await.expect(200);
    assert_eq!(has(owner, &ana).await, 150);
    // Each programme welcomes by itself.
    join(owner, &other, &ana).await;
    assert_eq!(has(owner, &ana).await, 157);
}

#[tokio::test]
async fn the_first_receipt_welcomes_and_tells_what_there_is_then() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rules = [per_hundred(), on("welcome", "150", json!({}))];
    programme(owner, json!({}), paying(), &rules).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({})).await;
    let first = buy(&till, &receipt("1", &ana, 500_000, json!({}))).await;
    let told = &first["points"][0];
    assert_eq!((sum(&first, "earned"), &told["balance"]["available"]), (50, &json!(200)), "{first}");
    assert_eq!(passed_over(&first), Vec::<(&str, &str)>::new(), "a rule for another occasion is not asked");
    assert_eq!(stands(owner, &ana).await, (200, 0, 0));
    let again = buy(&till, &receipt("1", &ana, 500_000, json!({}))).await;
    assert_eq!((sum(&again, "earned"), stands(owner, &ana).await), (50, (200, 0, 0)));
    buy(&till, &receipt("2", &ana, 500_000, json!({}))).await;
    assert_eq!(stands(owner, &ana).await, (250, 0, 0));
    // What is only looked at welcomes nobody.
    let eva = add(owner, json!({})).await;
    let path = "/v1/purchases?dry_run=true";
    till.post(path, &receipt("3", &eva, 500_000, json!({}))).await.expect(200);
    assert_eq!(has(owner, &eva).await, 0);
}

#[tokio::test]
async fn a_welcome_of_another_type_opens_its_own_account_and_may_lift_a_tier() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = crate::loyalty::draft(owner, json!({}), json!({}), &[]).await;
    let silver = json!({"code": "silver", "name": "Silver", "threshold": 100});
    let scheme = json!({"scheme": {"basis": {"kind": "points", "point_type": "points"}, "upgrade": "at_once",
        "window": {"kind": "calendar_year"}, "downgrade": "all", "tiers": [silver]}});
    owner.put(&format!("{club}/tiers"), &scheme).await.expect(200);
    owner
        .post(&format!("{club}/point-types"), &json!({"code": "stamps", "name": "Pečati"}))
        .await
        .expect(201);
    for (kind, points) in [("points", "120"), ("stamps", "3")] {
        let rule = with(on("welcome", points, json!({})), &json!({"point_type": kind}));
        owner.post(&format!("{club}/earning-rules"), &rule).await.expect(201);
    }
    crate::loyalty::set_state(owner, &club, "active").await;
    let ana = member(owner, &club, json!({})).await;
    let accounts = crate::loyalty::accounts(owner, &ana).await;
    let balances: Vec<(&Value, i64)> =
        accounts.iter().map(|one| (&one["point_type"], crate::loyalty::standing(one).0)).collect();
    assert_eq!(balances.len(), 2, "{accounts:?}");
    assert_eq!(balances.iter().map(|(_, available)| available).sum::<i64>(), 123);
    let page = owner.get(&format!("{club}/members")).await.expect(200).json();
    assert_eq!(page["items"][0]["tier"]["code"], "silver", "{page}");
}
