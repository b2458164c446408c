//! The tiers of a programme: set, refused, tried, and locked for a member.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{draft, rule, version, with_points};
use crate::customers::add;
use crate::loyalty::{buy, programme, receipt, with};

fn tier(code: &str, threshold: i64) -> Value {
    json!({"code": code, "name": code, "threshold": threshold})
}

/// Silver for 1,000 dinars and gold for 5,000 in a year, with these fields.
fn scheme(fields: &Value) -> Value {
    let body = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
                      "downgrade": "one", "tiers": [tier("silver", 100_000), tier("gold", 500_000)]});
    json!({"scheme": with(body, fields)})
}

async fn set(owner: &Client, programme: &str, fields: Value) {
    owner.put(&format!("{programme}/tiers"), &scheme(&fields)).await.expect(200);
}

/// An active programme with those tiers, whose one member has bought for so many para; the path of the membership.
async fn member_who_bought(owner: &Client, total: i64) -> (String, String) {
    let path = programme(owner, json!({}), json!({}), &[]).await;
    set(owner, &path, json!({})).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(owner, &receipt("1", &customer, total, json!({}))).await;
    let page = owner.get(&format!("{path}/members")).await.expect(200).json();
    let membership = format!("{path}/members/{}", page["items"][0]["id"].as_str().unwrap());
    (path, membership)
}

async fn tier_of_member(owner: &Client, programme: &str) -> Value {
    let page = owner.get(&format!("{programme}/members")).await.expect(200).json();
    page["items"][0]["tier"].clone()
}

#[tokio::test]
async fn tiers_are_set_as_a_whole_and_make_another_version() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = draft(owner).await;
    let path = format!("{programme}/tiers");
    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"scheme": null}));
    let full = json!({"scheme": {
        "basis": {"kind": "visits"}, "window": {"kind": "rolling_months", "months": 12}, "upgrade": "next_period",
        "keep_periods": 2, "downgrade": "none", "grace_days": 14, "return_days": 30, "tiers": [
            {"code": "silver", "name": "Srebrni", "threshold": 0, "return_days": null, "print_name": null},
            {"code": "gold", "name": "Zlatni", "threshold": 5, "return_days": 60, "print_name": "ZLATO"}
        ]
    }});
    assert_eq!(owner.put(&path, &full).await.expect(200).json(), full);
    assert_eq!(version(owner, &programme).await, 2);
    owner.put(&path, &full).await.expect(200);
    assert_eq!(version(owner, &programme).await, 2);
    let versions = owner.get(&format!("{programme}/versions")).await.expect(200).json();
    assert_eq!(
        (&versions["items"][0]["tiers"], &versions["items"][1]["tiers"]),
        (&full["scheme"], &json!(null))
    );
    owner.put(&path, &json!({})).await.expect_invalid("/scheme");
    owner.put(&path, &json!({"scheme": null})).await.expect(200);
    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"scheme": null}));
    let nowhere = "/v1/programmes/01920000-0000-7000-8000-0123456789ab/tiers";
    owner.get(nowhere).await.expect_problem(404, "not_found");
    owner.put(nowhere, &full).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn what_is_wrong_with_tiers_is_told_at_its_place() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = draft(owner).await;
    for (fields, pointer) in [
        (json!({"basis": {"kind": "points", "point_type": "points"}}), "/scheme/basis/point_type"),
        (json!({"basis": {"kind": "luck"}}), "/scheme/basis/kind"),
        (json!({"window": {"kind": "rolling_months", "months": 0}}), "/scheme/window/months"),
        (json!({"window": {"kind": "previous_month"}}), "/scheme/upgrade"),
        (json!({"keep_periods": 121}), "/scheme/keep_periods"),
        (json!({"grace_days": 3_661}), "/scheme/grace_days"),
        (json!({"return_days": -1}), "/scheme/return_days"),
        (json!({"tiers": []}), "/scheme/tiers"),
        (json!({"tiers": [tier("gold", 5), tier("gold", 6)]}), "/scheme/tiers/1/code"),
        (json!({"tiers": [tier("silver", 5), tier("gold", 5)]}), "/scheme/tiers/1/threshold"),
        (json!({"tiers": [tier("Gold", 5)]}), "/scheme/tiers/0/code"),
        (json!({"downgrade": "two"}), "/scheme/downgrade"),
    ] {
        let body = scheme(&fields);
        owner.put(&format!("{programme}/tiers"), &body).await.expect_invalid(pointer);
        owner.post(&format!("{programme}/tiers/preview"), &body).await.expect_invalid(pointer);
    }
    assert_eq!(version(owner, &programme).await, 1);
}

#[tokio::test]
async fn a_tier_that_is_used_stays_and_one_that_is_not_there_is_not_used() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let (rules, types) = (format!("{programme}/earning-rules"), format!("{programme}/point-types"));
    let of_gold = |tier: &str, points: &str| json!({"by_tier": [{"tier": tier, "effect": {"kind": "fixed", "points": points}, "caps": null}]});
    owner.post(&rules, &rule(of_gold("gold", "70"))).await.expect_invalid("/by_tier/0/tier");
    let expiry = json!([{"tier": "gold", "expiry": {"count": 5, "unit": "year", "to": "exact"}}]);
    let kind = json!({"code": "stars", "name": "Zvezde", "expiry_by_tier": expiry});
    owner.post(&types, &kind).await.expect_invalid("/expiry_by_tier/0/tier");
    set(owner, &programme, json!({})).await;
    owner.post(&rules, &rule(of_gold("gold", "70.5"))).await.expect_invalid("/by_tier/0/effect/points");
    owner.post(&rules, &rule(of_gold("gold", "x"))).await.expect_invalid("/by_tier/0/effect/points");
    let twice = json!({"by_tier": [{"tier": "gold"}, {"tier": "gold"}]});
    owner.post(&rules, &rule(twice)).await.expect_invalid("/by_tier/1/tier");
    let made = owner.post(&rules, &rule(of_gold("gold", "70"))).await.expect(201);
    assert_eq!(made.json()["by_tier"], of_gold("gold", "70")["by_tier"]);
    assert_eq!(owner.post(&types, &kind).await.expect(201).json()["expiry_by_tier"], expiry);

    let without = scheme(&json!({"tiers": [tier("silver", 5)]}));
    let path = format!("{programme}/tiers");
    let refused = owner.put(&path, &without).await.expect_problem(409, "in_use");
    let user = &refused["users"][0];
    assert_eq!((&user["kind"], &user["name"]), (&json!("earning_rule"), &json!("Poklon")));
    let location = made.header("location").unwrap();
    owner.patch(location, &json!({"by_tier": []})).await.expect(200);
    owner.put(&path, &without).await.expect_invalid("/scheme/tiers");
    owner.patch(&format!("{types}/stars"), &json!({"expiry_by_tier": []})).await.expect(200);
    owner.put(&path, &without).await.expect(200);
    // Points that are counted for tiers are not deleted.
    set(owner, &programme, json!({"basis": {"kind": "points", "point_type": "stars"}})).await;
    owner.delete(&format!("{types}/stars")).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_preview_tells_who_would_go_up_and_down_and_changes_nothing() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let (programme, membership) = member_who_bought(owner, 200_000).await;
    for (number, total) in [(2, 50_000), (3, 600_000)] {
        let customer = add(owner, json!({})).await;
        buy(owner, &receipt(&number.to_string(), &customer, total, json!({}))).await;
    }
    let before = version(owner, &programme).await;
    let easier = scheme(&json!({"tiers": [tier("silver", 50_000), tier("gold", 700_000)]}));
    let answer = owner.post(&format!("{programme}/tiers/preview"), &easier).await.expect(200).json();
    let expected = json!({"members": 3, "counted": 3, "up": 1, "stay": 1, "down": 1, "tiers": [
        {"code": "silver", "members": 3}, {"code": "gold", "members": 0}
    ], "next": null});
    assert_eq!(answer, expected);
    // Piece by piece it comes to the same.
    let (mut cursor, mut counted, mut last) = (String::new(), Vec::new(), Value::Null);
    for _ in 0..5 {
        let path = format!("{programme}/tiers/preview?limit=1{cursor}");
        last = owner.post(&path, &easier).await.expect(200).json();
        counted.push(last["counted"].clone());
        let Some(next) = last["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!((last, counted), (expected, vec![json!(1), json!(2), json!(3)]));
    let other = scheme(&json!({"tiers": [tier("silver", 50_000)]}));
    let path = format!("{programme}/tiers/preview?limit=1{cursor}");
    owner.post(&path, &other).await.expect_invalid("?cursor");
    assert_eq!(version(owner, &programme).await, before);
    assert_eq!(owner.get(&membership).await.expect(200).json()["tier"]["code"], "silver");
}

#[tokio::test]
async fn staff_lock_a_tier_until_the_lock_ends_or_somebody_ends_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (programme, membership) = member_who_bought(owner, 200_000).await;
    let lock = format!("{membership}/tier-lock");
    owner.delete(&lock).await.expect_problem(404, "not_found");
    for (body, pointer) in [
        (json!({"tier": "platinum", "reason": "goodwill"}), "/tier"),
        (json!({"tier": "gold", "reason": "because"}), "/reason"),
        (json!({"tier": "gold", "reason": "goodwill", "until": "2026-11-21T09:00:00Z"}), "/until"),
        (json!({"reason": "goodwill"}), "/tier"),
    ] {
        owner.put(&lock, &body).await.expect_invalid(pointer);
    }
    program.clock.advance(chrono::Duration::seconds(1));
    let body = json!({"tier": "gold", "reason": "goodwill", "until": "2026-12-24T23:00:00Z"});
    let locked = owner.put(&lock, &body).await.expect(200).json();
    let tier = &locked["tier"];
    assert_eq!(
        (&tier["code"], &tier["next"], &tier["basis"]),
        (&json!("gold"), &json!(null), &json!(200_000))
    );
    let told =
        json!({"reason": "goodwill", "until": "2026-12-24T23:00:00Z", "locked_at": "2026-11-21T10:00:01Z"});
    assert_eq!(tier["lock"], told);
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(&lock).await.expect(204);
    assert_eq!(tier_of_member(owner, &programme).await["code"], "silver");
    owner.delete(&lock).await.expect_problem(404, "not_found");

    owner.put(&lock, &body).await.expect(200);
    owner.put("/v1/test-clock", &json!({"now": "2026-12-24T23:00:00Z"})).await.expect(200);
    let over = tier_of_member(owner, &programme).await;
    assert_eq!((&over["code"], &over["lock"]), (&json!("silver"), &json!(null)));
    assert_eq!(over["since"], "2026-12-24T23:00:00Z");
    let moves = owner.get(&format!("{membership}/tier-history")).await.expect(200).json();
    let causes: Vec<_> = moves["items"].as_array().unwrap().iter().map(|one| &one["cause"]).collect();
    assert_eq!(causes, ["unlocked", "locked", "unlocked", "locked", "reached"]);
    let first = &moves["items"][4];
    assert_eq!(
        (&first["from"], &first["to"], &first["basis"]),
        (&json!(null), &json!("silver"), &json!(200_000))
    );
    let events = owner.get("/v1/audit-events?subject_kind=programme_membership").await.expect(200).json();
    let noted = events["items"].as_array().unwrap().iter();
    let noted: Vec<_> = noted.filter(|event| event["action"] == "updated").collect();
    assert_eq!(noted.len(), 3, "{noted:?}");
}

#[tokio::test]
async fn who_changes_tier_by_other_tiers_does_so_when_they_were_set() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let (programme, membership) = member_who_bought(owner, 200_000).await;
    let set_at = json!("2026-11-21T11:00:00Z");
    owner.put("/v1/test-clock", &json!({"now": set_at})).await.expect(200);
    set(owner, &programme, json!({"tiers": [tier("silver", 50_000), tier("gold", 150_000)]})).await;
    for now in ["2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z"] {
        owner.put("/v1/test-clock", &json!({ "now": now })).await.expect(200);
        let has = tier_of_member(owner, &programme).await;
        assert_eq!((&has["code"], &has["since"]), (&json!("gold"), &set_at), "{has}");
        let moves = owner.get(&format!("{membership}/tier-history")).await.expect(200).json();
        assert_eq!(moves["items"][0]["at"], set_at, "{moves}");
    }
    // The same tiers once more change nothing, and a receipt writes what was told.
    set(owner, &programme, json!({"tiers": [tier("silver", 50_000), tier("gold", 150_000)]})).await;
    let member = owner.get(&membership).await.expect(200).json();
    buy(owner, &receipt("2", &json!({"id": member["customer_id"]}), 1_000, json!({}))).await;
    assert_eq!(tier_of_member(owner, &programme).await["since"], set_at);
}
