//! Tiers by what an account of points has.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, adjust, buy, draft, path_of_account, paying, per_hundred, receipt, set_state, tenders, with,
};
use crate::customers::add;

/// Silver for 50 points and gold for 100, kept for the calendar year; the path of the programme.
async fn by_balance(owner: &Client, fields: Value) -> String {
    let path = draft(owner, json!({}), paying(), &[per_hundred()]).await;
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code, "threshold": threshold});
    let body = json!({
        "basis": {"kind": "balance", "point_type": "points"}, "window": {"kind": "calendar_year"},
        "upgrade": "at_once", "downgrade": "all", "tiers": [tier("silver", 50), tier("gold", 100)]
    });
    let scheme = json!({"scheme": with(body, &fields)});
    owner.put(&format!("{path}/tiers"), &scheme).await.expect(200);
    set_state(owner, &path, "active").await;
    path
}

async fn tier(owner: &Client, programme: &str) -> (Value, i64) {
    let page = owner.get(&format!("{programme}/members")).await.expect(200).json();
    let tier = &page["items"][0]["tier"];
    (tier["code"].clone(), tier["basis"].as_i64().unwrap())
}

async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn a_tier_follows_what_the_account_has() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = by_balance(owner, json!({})).await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let bought = buy(owner, &receipt("1", &ana, 490_000, json!({"source": "kasa-1"}))).await;
    assert_eq!(tier(owner, &programme).await, (json!(null), 49));
    assert!(bought["print_lines"].to_string().contains("silver"), "one point is missing: {bought}");
    // Points of staff count like any others, and those that expire do until then.
    let own = account(owner, &ana).await;
    adjust(owner, &own, 1, &json!({})).await.expect(201);
    assert_eq!(tier(owner, &programme).await, (json!("silver"), 50));
    adjust(owner, &own, 60, &json!({"expires_at": "2026-12-10T00:00:00Z"})).await.expect(201);
    assert_eq!(tier(owner, &programme).await, (json!("gold"), 110));
    // What is held is still there; what has paid is not.
    let reservations = format!("{}/reservations", path_of_account(&own));
    owner.post(&reservations, &json!({"points": 5, "seconds": 900})).await.expect(201);
    assert_eq!(tier(owner, &programme).await, (json!("gold"), 110));
    let paid = receipt("2", &ana, 1_000, json!({"source": "kasa-1", "tenders": tenders(1_000, 10)}));
    buy(owner, &paid).await;
    assert_eq!(tier(owner, &programme).await, (json!("gold"), 100), "and it is kept for the year");
    // Nobody has touched the account since; what expired is not there, and the year is over.
    go_to(owner, "2026-12-11T10:00:00Z").await;
    assert_eq!(tier(owner, &programme).await, (json!("gold"), 50));
    go_to(owner, "2027-01-02T10:00:00Z").await;
    assert_eq!(tier(owner, &programme).await, (json!("silver"), 50));
    // It is the same once that is written.
    adjust(owner, &own, -10, &json!({})).await.expect(201);
    assert_eq!(tier(owner, &programme).await, (json!("silver"), 40), "what the year ended with was enough");
    go_to(owner, "2028-01-02T10:00:00Z").await;
    assert_eq!(tier(owner, &programme).await, (json!(null), 40));
}

#[tokio::test]
async fn a_type_that_tiers_are_counted_by_is_there_and_stays() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner, json!({}), json!({}), &[]).await;
    let scheme = json!({"scheme": {
        "basis": {"kind": "balance", "point_type": "stamps"}, "window": {"kind": "calendar_year"},
        "upgrade": "at_once", "downgrade": "all", "tiers": [{"code": "gold", "name": "Gold", "threshold": 5}]
    }});
    owner.put(&format!("{path}/tiers"), &scheme).await.expect_invalid("/scheme/basis/point_type");
    owner
        .post(&format!("{path}/point-types"), &json!({"code": "stamps", "name": "Stamps"}))
        .await
        .expect(201);
    assert_eq!(
        owner.put(&format!("{path}/tiers"), &scheme).await.expect(200).json()["scheme"]["basis"]["kind"],
        "balance"
    );
    owner.delete(&format!("{path}/point-types/stamps")).await.expect_problem(409, "conflict");
}
