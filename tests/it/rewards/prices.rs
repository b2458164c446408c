//! Prices by tier and by segment: the best one that is for the customer.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{club, cup, go_to, held, member, offer, order, step};
use crate::customers::path_of;
use crate::loyalty::{buy, receipt};
use crate::segments::{id_of, segment};

/// Silver for who has bought for 1,000 dinars in a year, gold for 5,000.
async fn with_tiers(owner: &Client) -> String {
    let programme = club(owner).await;
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code, "threshold": threshold});
    let scheme = json!({"scheme": {
        "basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once", "downgrade": "all",
        "tiers": [tier("silver", 100_000), tier("gold", 500_000)]
    }});
    owner.put(&format!("/v1/programmes/{programme}/tiers"), &scheme).await.expect(200);
    programme
}

/// Something of which there is always enough, at these prices in points.
fn at(programme: &str, prices: &[Value]) -> Value {
    let prices: Vec<Value> =
        prices.iter().map(|price| crate::loyalty::with(json!({"point_type": "points"}), price)).collect();
    cup(programme, json!({"stock": "unlimited", "prices": prices}))
}

async fn price_paid(owner: &Client, reward: &str, customer: &Value) -> (i64, Value) {
    let made = order(owner, reward, customer, json!({"quantity": 2})).await.expect(201).json();
    let price = made["price"].clone();
    assert_eq!(made["points"].as_i64().unwrap(), 2 * price["points"].as_i64().unwrap());
    step(owner, &made, "cancel").await.expect(200);
    (price["points"].as_i64().unwrap(), made)
}

#[tokio::test]
async fn each_member_pays_the_best_price_that_is_for_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let programme = with_tiers(owner).await;
    let loyal = segment(&merchant, "Niš", json!({"field": "city", "op": "eq", "value": "Niš"})).await;
    let loyal = id_of(&loyal);
    let reward = offer(
        owner,
        &at(
            &programme,
            &[
                json!({"points": 40}),
                json!({"points": 30, "tier": "silver"}),
                json!({"points": 20, "tier": "gold"}),
                json!({"points": 25, "segment_id": loyal}),
                json!({"points": 10, "tier": "gold", "segment_id": loyal}),
            ],
        ),
    )
    .await;
    for (bought, city, points, tier, is_in_segment) in [
        (0, None, 40, json!(null), false),
        (100_000, None, 30, json!("silver"), false),
        (500_000, None, 20, json!("gold"), false),
        (100_000, Some("Niš"), 25, json!(null), true),
        (500_000, Some("Niš"), 10, json!("gold"), true),
    ] {
        let customer = member(owner, 100).await;
        if bought > 0 {
            let number = format!("veliki-{}", customer["id"].as_str().unwrap());
            buy(owner, &receipt(&number, &customer, bought, json!({"source": "kasa-1"}))).await;
        }
        if let Some(city) = city {
            owner.patch(&path_of(&customer), &json!({"address": {"city": city}})).await.expect(200);
        }
        let (paid, made) = price_paid(owner, &reward, &customer).await;
        assert_eq!((paid, &made["price"]["tier"]), (points, &tier), "{bought} {city:?}");
        let segment = if is_in_segment { json!(loyal) } else { json!(null) };
        assert_eq!(made["price"]["segment_id"], segment, "{bought} {city:?}");
    }
}

#[tokio::test]
async fn a_price_of_a_tier_holds_while_the_member_has_it() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_tiers(owner).await;
    let reward = offer(owner, &at(&programme, &[json!({"points": 20, "tier": "gold"})])).await;
    let customer = member(owner, 100).await;
    let problem = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "no_price");
    order(owner, &reward, &customer, json!({"point_type": "stamps"})).await.expect_invalid("/point_type");
    buy(owner, &receipt("veliki", &customer, 500_000, json!({"source": "kasa-1"}))).await;
    let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    // Two years later the tier is lost; what was ordered costs what it cost.
    go_to(owner, "2026-11-21T11:00:00Z").await;
    step(owner, &made, "confirm").await.expect(200);
    go_to(owner, "2028-11-21T10:00:00Z").await;
    order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    let issued = step(owner, &made, "issue").await.expect(200).json();
    assert_eq!((&issued["points"], &issued["price"]["tier"]), (&json!(20), &json!("gold")));
    assert_eq!(held(owner, &customer).await.1, 0);
}

#[tokio::test]
async fn prices_name_what_is_there_and_keep_it() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let programme = with_tiers(owner).await;
    let own = segment(&merchant, "Svi", json!({"field": "city", "op": "eq", "value": "Niš"})).await;
    let theirs = segment(&other, "Svi", json!({"field": "city", "op": "eq", "value": "Niš"})).await;
    let unknown = at(&programme, &[json!({"points": 20, "tier": "platinum"})]);
    owner.post("/v1/rewards", &unknown).await.expect_invalid("/prices/0/tier");
    let stranger =
        at(&programme, &[json!({"points": 9}), json!({"points": 8, "segment_id": id_of(&theirs)})]);
    let problem = owner.post("/v1/rewards", &stranger).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/prices/1/segment_id");
    let twice = json!({"points": 20, "tier": "gold"});
    let twice = at(&programme, &[twice, json!({"points": 30, "tier": "gold"})]);
    owner.post("/v1/rewards", &twice).await.expect_invalid("/prices");
    let reward = offer(owner, &at(&programme, &[json!({"points": 20})])).await;
    let prices = json!({"prices": [
        {"point_type": "points", "points": 20, "tier": "gold"},
        {"point_type": "points", "points": 30, "segment_id": id_of(&own)}
    ]});
    let changed = owner.patch(&reward, &prices).await.expect(200).json();
    assert_eq!(changed["prices"][0]["tier"], "gold");
    assert_eq!(changed["prices"][1]["segment_id"], id_of(&own));
    let problem = owner.delete(&own).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["kind"], "reward");
    let problem = owner
        .put(&format!("/v1/programmes/{programme}/tiers"), &json!({"scheme": null}))
        .await
        .expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["kind"], "reward");
    owner.patch(&reward, &json!({"prices": [{"point_type": "points", "points": 20}]})).await.expect(200);
    owner.delete(&own).await.expect(204);
    owner.put(&format!("/v1/programmes/{programme}/tiers"), &json!({"scheme": null})).await.expect(200);
}
