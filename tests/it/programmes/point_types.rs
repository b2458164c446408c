//! What is earned in a programme.

use regulars_tests::Program;
use serde_json::json;

use super::{draft, rule, version, with_points};
use crate::customers::add;
use crate::loyalty;

#[tokio::test]
async fn a_point_type_is_made_with_the_usual_rules_unless_it_says_otherwise() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = draft(owner).await;
    let path = format!("{programme}/point-types");
    let made = owner.post(&path, &json!({"code": "points", "name": " Poeni "})).await.expect(201);
    assert_eq!(
        made.json(),
        json!({
            "code": "points", "name": "Poeni", "scale": 0, "value": null, "expiry": null, "pending_days": 0,
            "rounding": "down", "rounding_level": "receipt", "shortfall": "owed", "grace_days": null,
            "expiry_by_tier": [],
            "adjustment_limit": null, "transferable": false
        })
    );
    assert_eq!(made.header("location"), Some(format!("{path}/points").as_str()));
    assert_eq!(owner.get(&format!("{path}/points")).await.expect(200).json(), made.json());
    let litres = json!({
        "code": "litres_2", "name": "Litri", "scale": 1,
        "value": {"points": 10, "amount": {"amount": 100, "currency": "RSD"}},
        "expiry": {"count": 3, "unit": "year", "to": "end_of_month"}, "pending_days": 14,
        "rounding": "half_even", "rounding_level": "line", "shortfall": "waived", "grace_days": 30,
        "expiry_by_tier": [],
        "adjustment_limit": 500, "transferable": true
    });
    assert_eq!(owner.post(&path, &litres).await.expect(201).json(), litres);
    let listed = owner.get(&path).await.expect(200).json();
    assert_eq!(listed, json!({"items": [made.json(), litres]}));
    assert_eq!(version(owner, &programme).await, 3);
    owner.get(&format!("{path}/stars")).await.expect_problem(404, "not_found");
    owner.get(&format!("{path}/No code")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let path = format!("{programme}/point-types");
    let value = |points: i64, amount: i64, currency: &str| json!({"points": points, "amount": {"amount": amount, "currency": currency}});
    for (fields, pointer) in [
        (json!({"code": "Points"}), "/code"),
        (json!({"code": "9lives"}), "/code"),
        (json!({"code": "a".repeat(41)}), "/code"),
        (json!({"name": ""}), "/name"),
        (json!({"scale": 5}), "/scale"),
        (json!({"value": value(0, 100, "RSD")}), "/value/points"),
        (json!({"value": value(1, 0, "RSD")}), "/value/amount/amount"),
        (json!({"value": value(1, -1, "RSD")}), "/value/amount/amount"),
        (json!({"value": value(1, 100, "EUR")}), "/value/amount/currency"),
        (json!({"expiry": {"count": 3_661, "unit": "day", "to": "exact"}}), "/expiry/count"),
        (json!({"expiry": {"count": 1, "unit": "week", "to": "exact"}}), "/expiry/unit"),
        (json!({"expiry": {"count": 1, "unit": "day"}}), "/expiry/to"),
        (json!({"pending_days": 367}), "/pending_days"),
        (json!({"rounding": "sideways"}), "/rounding"),
        (json!({"grace_days": -1}), "/grace_days"),
        (json!({"adjustment_limit": -1}), "/adjustment_limit"),
        (json!({"transferable": null}), "/transferable"),
    ] {
        let mut body = json!({"code": "stars", "name": "Zvezde"});
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        owner.post(&path, &body).await.expect_invalid(pointer);
    }
    let taken = json!({"code": "points", "name": "Drugi"});
    let problem = owner.post(&path, &taken).await.expect_problem(409, "conflict");
    assert_eq!(problem["errors"][0]["pointer"], "/code");
    assert_eq!(version(owner, &programme).await, 2, "nothing was changed");
}

#[tokio::test]
async fn a_programme_has_at_most_twenty_point_types() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = format!("{}/point-types", draft(owner).await);
    for number in 1..=21 {
        let answer = owner.post(&path, &json!({"code": format!("p{number}"), "name": "P"})).await;
        if number <= 20 {
            answer.expect(201);
        } else {
            answer.expect_problem(409, "conflict");
        }
    }
}

#[tokio::test]
async fn a_point_type_is_changed_but_for_what_accounts_are_kept_under() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 1).await;
    let path = format!("{programme}/point-types/points");
    let in_euro = json!({"points": 1, "amount": {"amount": 1, "currency": "EUR"}});
    for (patch, pointer) in [
        (json!({"scale": 2}), "/scale"),
        (json!({"code": "stars"}), "/code"),
        (json!({"name": null}), "/name"),
        (json!({"rounding": null}), "/rounding"),
        (json!({"value": {"points": 1}}), "/value/amount"),
        (json!({"value": in_euro}), "/value/amount/currency"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    let seen = owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    let held = owner.with_header("If-Match", &seen);
    let value = json!({"points": 1, "amount": {"amount": 100, "currency": "RSD"}});
    let a_year = json!({"count": 1, "unit": "year", "to": "exact"});
    let patch = json!({"value": value, "grace_days": 7, "expiry": a_year});
    let changed = held.patch(&path, &patch).await.expect(200).json();
    assert_eq!((&changed["value"], &changed["grace_days"]), (&value, &json!(7)));
    assert_eq!((&changed["scale"], &changed["rounding"]), (&json!(1), &json!("down")));
    held.patch(&path, &json!({"name": "Drugi"})).await.expect_problem(412, "precondition_failed");
    held.delete(&path).await.expect_problem(412, "precondition_failed");
    assert_eq!(version(owner, &programme).await, 3);
    // What it is already changes nothing.
    owner.patch(&path, &patch).await.expect(200);
    assert_eq!(version(owner, &programme).await, 3);
    let cleared = json!({"value": null, "grace_days": null, "expiry": null, "pending_days": 0});
    let changed = owner.patch(&path, &cleared).await.expect(200).json();
    for name in ["value", "grace_days", "expiry"] {
        assert!(changed[name].is_null(), "{changed}");
    }
    assert_eq!(version(owner, &programme).await, 4);
    owner.patch(&format!("{programme}/point-types/stars"), &cleared).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_point_type_is_deleted_that_no_rule_gives_and_nobody_has() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let programme = with_points(owner, 0).await;
    let path = format!("{programme}/point-types/points");
    let made = owner.post(&format!("{programme}/earning-rules"), &rule(json!({}))).await.expect(201);
    let problem = owner.delete(&path).await.expect_problem(409, "in_use");
    assert_eq!(
        problem["users"],
        json!([{"kind": "earning_rule", "id": made.json()["id"], "name": "Poklon"}])
    );
    owner.delete(made.header("location").unwrap()).await.expect(204);
    owner.delete(&path).await.expect(204);
    owner.delete(&path).await.expect_problem(404, "not_found");
    assert_eq!(version(owner, &programme).await, 5);

    let programme = loyalty::programme(owner, json!({}), json!({}), &[loyalty::per_hundred()]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    loyalty::buy(&merchant.terminal().await, &loyalty::receipt("1", &customer, 50_000, json!({}))).await;
    let rules = owner.get(&format!("{programme}/earning-rules")).await.expect(200).json();
    let rule = rules["items"][0]["id"].as_str().unwrap();
    owner.delete(&format!("{programme}/earning-rules/{rule}")).await.expect(204);
    owner.delete(&format!("{programme}/point-types/points")).await.expect_problem(409, "conflict");
}
