//! Tiers at the till: what they earn, what they print, and how they come and go with receipts, refunds and time.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{buy, draft, give_back, per_hundred, receipt, set_state, sum, with};
use crate::customers::{add, path_of};
use crate::merges::merge;

async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

fn tier(code: &str, threshold: i64, fields: Value) -> Value {
    with(json!({"code": code, "name": code.to_uppercase(), "threshold": threshold}), &fields)
}

/// Bronze for everybody, silver for 10,000 dinars and gold for 20,000, with these fields.
fn scheme(fields: Value) -> Value {
    let of = |code: &str, threshold: i64| tier(code, threshold, json!({}));
    let tiers = [of("bronze", 0), of("silver", 1_000_000), of("gold", 2_000_000)];
    let body = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
                      "downgrade": "all", "tiers": tiers});
    json!({"scheme": with(body, &fields)})
}

/// An active programme with those tiers and rules, whose points have these fields.
async fn with_tiers(owner: &Client, fields: Value, points: Value, rules: &[Value]) -> String {
    let path = draft(owner, json!({}), points, &[]).await;
    owner.put(&format!("{path}/tiers"), &scheme(fields)).await.expect(200);
    for rule in rules {
        let rule = with(json!({"point_type": "points"}), rule);
        owner.post(&format!("{path}/earning-rules"), &rule).await.expect(201);
    }
    set_state(owner, &path, "active").await;
    path
}

/// The tier of the one member of a programme.
async fn tier_of_member(owner: &Client, programme: &str) -> Value {
    members(owner, programme).await[0]["tier"].clone()
}

async fn members(owner: &Client, programme: &str) -> Vec<Value> {
    let page = owner.get(&format!("{programme}/members")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

async fn history(owner: &Client, programme: &str, query: &str) -> Vec<(Value, String)> {
    let id = members(owner, programme).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("{programme}/members/{id}/tier-history{query}");
    let page = owner.get(&path).await.expect(200).json();
    let moves = page["items"].as_array().unwrap().iter();
    moves.map(|one| (one["to"].clone(), one["cause"].as_str().unwrap().to_owned())).collect()
}

fn told(moves: &[(&str, &str)]) -> Vec<(Value, String)> {
    moves.iter().map(|(to, cause)| (json!(to), (*cause).to_owned())).collect()
}

fn diesel(number: &str, customer: &Value, at: &str, litres: i64) -> Value {
    let total = litres * 20_000;
    let line = json!({"sku": "diesel", "category": "fuel", "unit": "l", "quantity": litres.to_string(),
                      "unit_price": 20_000, "total": total});
    receipt(number, customer, total, json!({"occurred_at": at, "lines": [line]}))
}

#[tokio::test]
async fn a_fuel_retailer_gives_points_by_the_litre_by_what_was_bought_last_month() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let per_litre = |points: &str| json!({"kind": "per_quantity", "points": points, "quantity": "1"});
    let rule = json!({"name": "Gorivo", "effect": per_litre("1"), "by_tier": [
        {"tier": "silver", "effect": per_litre("1.5")}, {"tier": "gold", "effect": per_litre("2"), "caps": [
            {"of": "quantity", "most": "100", "per": "day"}
        ]}
    ]});
    let by_month = json!({"window": {"kind": "previous_month"}, "upgrade": "next_period"});
    let years = |count: u16| json!({"count": count, "unit": "year", "to": "exact"});
    let points = json!({"scale": 1, "expiry": years(3)});
    let programme = with_tiers(owner, by_month, points, &[rule]).await;
    let of_gold = json!({"expiry_by_tier": [{"tier": "gold", "expiry": years(5)}]});
    owner.patch(&format!("{programme}/point-types/points"), &of_gold).await.expect(200);
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    // When, how many litres, what they earn in tenths of a point, and in which tier the month is.
    let table = [
        ("2026-12-10T09:00:00Z", 40, 400, "bronze"),
        ("2026-12-20T09:00:00Z", 30, 300, "bronze"),
        ("2027-01-05T09:00:00Z", 60, 900, "silver"),
        ("2027-01-25T09:00:00Z", 50, 750, "silver"),
        ("2027-02-02T09:00:00Z", 10, 200, "gold"),
        ("2027-02-02T09:30:00Z", 120, 1_800, "gold"),
        ("2027-03-03T09:00:00Z", 10, 200, "gold"),
        ("2027-04-03T09:00:00Z", 10, 100, "bronze"),
    ];
    let mut lots = Vec::new();
    let moved = [("bronze", "not_kept"), ("gold", "reached"), ("silver", "reached"), ("bronze", "reached")];
    for (number, (at, litres, earned, tier)) in table.into_iter().enumerate() {
        go_to(owner, at).await;
        if number == 7 {
            // March has brought too little, which nobody has written yet.
            assert_eq!(history(owner, &programme, "").await, told(&moved));
        }
        let answer = buy(&till, &diesel(&number.to_string(), &customer, at, litres)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{at}: {answer}");
        assert_eq!(tier_of_member(owner, &programme).await["code"], tier, "{at}");
        lots.push(answer["id"].clone());
    }
    let has = super::account(owner, &customer).await;
    let expires = |purchase: &Value| {
        let lots = has["lots"].as_array().unwrap().iter();
        lots.filter(|lot| lot["purchase_id"] == *purchase).map(|lot| lot["expires_at"].clone()).next()
    };
    assert_eq!(expires(&lots[0]), Some(json!("2029-12-10T23:00:00Z")));
    assert_eq!(expires(&lots[4]), Some(json!("2032-02-02T23:00:00Z")));
    assert_eq!(history(owner, &programme, "").await, told(&moved));
    assert_eq!(history(owner, &programme, "?limit=1").await, told(&moved[..1]));
    assert_eq!(history(owner, &programme, "?at=2027-01-31T12:00:00Z").await, told(&moved[2..3]));
    assert!(history(owner, &programme, "?at=2026-11-30T12:00:00Z").await.is_empty());
}

#[tokio::test]
async fn a_receipt_earns_by_the_tier_before_it_and_brings_the_next_one_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let twice = json!({"kind": "per_amount", "points": "2", "amount": 10_000});
    let rule = with(per_hundred(), &json!({"by_tier": [{"tier": "gold", "effect": twice}]}));
    let programme = with_tiers(owner, json!({}), json!({}), &[rule]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let first = buy(&till, &receipt("1", &customer, 1_700_000, json!({}))).await;
    assert_eq!(sum(&first, "earned"), 170, "{first}");
    let printed = first["print_lines"].to_string();
    assert!(printed.contains("SILVER") && printed.contains("GOLD"), "{printed}");
    let has = tier_of_member(owner, &programme).await;
    let next = json!({"code": "gold", "missing": 300_000, "by": "2026-12-31"});
    assert_eq!((&has["code"], &has["basis"], &has["next"]), (&json!("silver"), &json!(1_700_000), &next));
    assert_eq!((&has["window_from"], &has["until"]), (&json!("2026-01-01"), &json!("2026-12-31")));
    // The same receipt once more is answered as it was, and nothing moves.
    let again = buy(&till, &receipt("1", &customer, 1_700_000, json!({}))).await;
    assert_eq!(again["print_lines"], first["print_lines"]);
    let second = buy(&till, &receipt("2", &customer, 400_000, json!({}))).await;
    assert_eq!(sum(&second, "earned"), 40, "{second}");
    let third = buy(&till, &receipt("3", &customer, 100_000, json!({}))).await;
    assert_eq!(sum(&third, "earned"), 20, "{third}");
    let reached = [("gold", "reached"), ("silver", "reached"), ("bronze", "reached")];
    assert_eq!(history(owner, &programme, "").await, told(&reached));

    // Goods that come back take the tier with them, and bring it back when they are bought again.
    give_back(&till, &second, "R2", &[(1, "1")]).await;
    assert_eq!(tier_of_member(owner, &programme).await["code"], "silver");
    assert_eq!(history(owner, &programme, "").await[0], told(&[("silver", "refund")])[0]);
    buy(&till, &receipt("4", &customer, 200_000, json!({}))).await;
    assert_eq!(tier_of_member(owner, &programme).await["code"], "gold");
}

#[tokio::test]
async fn visits_and_points_make_tiers_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let few = json!([tier("silver", 2, json!({})), tier("gold", 3, json!({}))]);
    let rolling = json!({"kind": "rolling_months", "months": 3});
    let visits = json!({"basis": {"kind": "visits"}, "window": rolling, "tiers": few});
    let by_visits = with_tiers(owner, visits, json!({}), &[]).await;
    let many = json!([tier("silver", 50, json!({}))]);
    let points = json!({"basis": {"kind": "points", "point_type": "points"}, "tiers": many});
    let by_points = with_tiers(owner, points, json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 200_000, json!({}))).await;
    let (visits, points) = (tier_of_member(owner, &by_visits).await, tier_of_member(owner, &by_points).await);
    assert_eq!((&visits["code"], &visits["basis"]), (&json!(null), &json!(1)));
    assert_eq!(visits["next"], json!({"code": "silver", "missing": 1, "by": null}));
    assert_eq!((&points["code"], &points["basis"]), (&json!(null), &json!(20)));
    let second = buy(&till, &receipt("2", &customer, 300_000, json!({}))).await;
    assert_eq!(tier_of_member(owner, &by_visits).await["code"], "silver");
    assert_eq!(tier_of_member(owner, &by_points).await["code"], "silver");
    give_back(&till, &second, "R2", &[(1, "1")]).await;
    assert_eq!(tier_of_member(owner, &by_visits).await["code"], json!(null));
    assert_eq!(tier_of_member(owner, &by_points).await["code"], json!(null));
}

#[tokio::test]
async fn goods_are_taken_back_as_long_as_the_tier_of_their_buyer_says() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let tiers = json!([tier("bronze", 0, json!({})), tier("silver", 100_000, json!({"return_days": 30}))]);
    let club = with_tiers(owner, json!({"return_days": 14, "tiers": tiers}), json!({}), &[]).await;
    // Another programme that says less counts for nothing.
    with_tiers(owner, json!({"return_days": 7}), json!({}), &[]).await;
    let by = |tier: &str| json!({"programme_id": club.rsplit('/').next().unwrap(), "tier": tier});
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let first = buy(&till, &receipt("1", &customer, 100_000, json!({}))).await;
    let second = buy(&till, &receipt("2", &customer, 50_000, json!({}))).await;
    // Of the tier before the receipt: the first one was bought by somebody of the least tier.
    assert_eq!(first["returnable_until"], "2026-12-04T23:00:00Z", "{first}");
    assert_eq!(second["returnable_until"], "2026-12-20T23:00:00Z", "{second}");
    assert_eq!((&first["returnable_by"], &second["returnable_by"]), (&by("bronze"), &by("silver")));
    let path = format!("/v1/purchases/{}", first["id"].as_str().unwrap());
    let shown = owner.get(&path).await.expect(200).json();
    assert_eq!(shown["returnable_until"], first["returnable_until"]);
    assert_eq!(shown["returnable_by"], first["returnable_by"]);
    let again = buy(&till, &receipt("1", &customer, 100_000, json!({}))).await;
    assert_eq!(again["returnable_until"], first["returnable_until"]);
    assert_eq!(again["returnable_by"], first["returnable_by"]);
    let mut anonymous = receipt("3", &customer, 50_000, json!({}));
    anonymous.as_object_mut().unwrap().remove("identify");
    assert_eq!(buy(&till, &anonymous).await["returnable_until"], json!(null));

    go_to(owner, "2026-12-05T09:00:00Z").await;
    let late = json!({"refund_number": "R1", "occurred_at": "2026-12-05T09:00:00Z",
                      "lines": [{"line": 1, "quantity": "1"}]});
    till.post(&format!("{path}/refunds"), &late).await.expect_invalid("/occurred_at");
    assert_eq!(owner.get(&path).await.expect(200).json()["fully_refunded"], false);
    let of_second = format!("/v1/purchases/{}/refunds", second["id"].as_str().unwrap());
    let in_time = with(late.clone(), &json!({"refund_number": "R2"}));
    till.post(&of_second, &in_time).await.expect(201);
    // What a till has taken back while it was off line has happened.
    let source = with(late, &json!({"receipt": {"purchase_id": first["id"]}}));
    let uploaded = super::upload(&till, &[super::item("refund", &source)]).await;
    assert_eq!(uploaded[0]["refund"]["purchase"]["fully_refunded"], true, "{uploaded:?}");
}

#[tokio::test]
async fn what_time_brings_about_is_written_by_the_worker_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let by_month = json!({"window": {"kind": "previous_month"}, "upgrade": "next_period"});
    let programme = with_tiers(owner, by_month, json!({}), &[]).await;
    let till = merchant.terminal().await;
    let (ana, mila) = (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({})).await);
    buy(&till, &receipt("1", &ana, 2_500_000, json!({}))).await;
    program.clock.advance(chrono::Duration::seconds(1));
    buy(&till, &receipt("2", &mila, 1_500_000, json!({}))).await;
    let written = async || {
        let contents = regulars_tests::Contents::of(&program.database).await;
        contents.column("SELECT to_tier FROM tier_moves ORDER BY moved_at, to_tier").await
    };
    assert_eq!(written().await, ["bronze", "bronze"]);
    program.work().await;
    assert_eq!(written().await.len(), 2);
    go_to(owner, "2026-12-01T03:00:00Z").await;
    let told_before = history(owner, &programme, "").await;
    program.work().await;
    assert_eq!(written().await, ["bronze", "bronze", "gold", "silver"]);
    program.work().await;
    assert_eq!(written().await.len(), 4);
    assert_eq!(history(owner, &programme, "").await, told_before);
    assert_eq!(told_before, told(&[("gold", "reached"), ("bronze", "reached")]));
    // One who has left is looked after no more.
    let path = format!("{programme}/members/{}", members(owner, &programme).await[0]["id"].as_str().unwrap());
    owner.delete(&path).await.expect(204);
    go_to(owner, "2027-01-02T03:00:00Z").await;
    program.work().await;
    assert_eq!(written().await.len(), 5);
}

#[tokio::test]
async fn customers_who_become_one_have_the_better_tier_and_what_both_bought() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let programme = with_tiers(owner, json!({}), json!({}), &[]).await;
    let till = merchant.terminal().await;
    let (ana, other) = (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({})).await);
    buy(&till, &receipt("1", &ana, 700_000, json!({}))).await;
    buy(&till, &receipt("2", &other, 1_100_000, json!({}))).await;
    merge(owner, &ana, &[&other]).await;
    let has = members(owner, &programme).await;
    assert_eq!(has.len(), 1, "{has:?}");
    assert_eq!(has[0]["customer_id"], ana["id"], "{has:?}");
    assert_eq!((&has[0]["tier"]["code"], &has[0]["tier"]["basis"]), (&json!("silver"), &json!(1_800_000)));
    buy(&till, &receipt("3", &ana, 200_000, json!({}))).await;
    assert_eq!(tier_of_member(owner, &programme).await["code"], "gold");
    owner.delete(&path_of(&ana)).await.expect(204);
    assert_eq!(members(owner, &programme).await, Vec::<Value>::new());
}

#[tokio::test]
async fn tiers_of_several_programmes_are_printed_with_their_names() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let first = with_tiers(owner, json!({}), json!({}), &[]).await;
    let alone = buy(&till, &receipt("1", &customer, 10_000, json!({}))).await;
    let printed = |answer: &Value| {
        let lines = answer["print_lines"].as_array().unwrap().iter();
        lines.map(|line| line.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(
        printed(&alone).iter().any(|line| line.ends_with(": BRONZE") && !line.contains("Klub")),
        "{alone}"
    );
    let second = with_tiers(owner, json!({}), json!({}), &[]).await;
    owner.patch(&first, &json!({"name": "Klub kafe"})).await.expect(200);
    owner.patch(&second, &json!({"name": "Klub knjiga"})).await.expect(200);
    let both = printed(&buy(&till, &receipt("2", &customer, 10_000, json!({}))).await);
    for name in ["Klub kafe: ", "Klub knjiga: "] {
        assert!(both.iter().any(|line| line.starts_with(name) && line.ends_with(": BRONZE")), "{both:?}");
    }
}
