//! By which rules receipts earn.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{draft, rule, version, with_points};

#[tokio::test]
async fn a_rule_gives_for_everything_at_any_time_unless_it_says_otherwise() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let path = format!("{programme}/earning-rules");
    let made = owner.post(&path, &rule(json!({"name": " Poklon "}))).await.expect(201);
    let location = made.header("location").unwrap();
    let shown = made.json();
    assert_eq!(location, format!("{path}/{}", shown["id"].as_str().unwrap()));
    assert_eq!(
        shown,
        json!({
            "id": shown["id"], "name": "Poklon", "point_type": "points", "trigger": "purchase",
            "event": null, "inactive_days": null, "customers": null, "when": null,
            "lines": {"include": [], "exclude": []}, "base": "gross",
            "effect": {"kind": "fixed", "points": "50"}, "caps": [], "budget": null,
            "validity": {"from": null, "to": null, "weekdays": [], "hours": []},
            "stacking": {"mode": "add", "group": null}, "by_tier": []
        })
    );
    assert_eq!(owner.get(location).await.expect(200).json(), shown);
    assert_eq!(version(owner, &programme).await, 3);
}

/// A rule that says everything, of points with one decimal.
fn full() -> Value {
    json!({
        "name": "Gorivo", "point_type": "points", "trigger": "invoice_paid", "event": null, "inactive_days": null,
        "customers": {"all": [{"field": "city", "op": "eq", "value": "Niš"}, {"segment": "all_verified"}]},
        "when": {"all": [
            {"field": "receipt.total", "op": "gte", "value": 50_000},
            {"not": {"field": "receipt.tender", "op": "in", "value": ["points"]}}
        ]},
        "lines": {
            "include": [{"sku": null, "category": "fuel", "unit": "l"}],
            "exclude": [{"sku": "1001", "category": null, "unit": null}]
        },
        "base": "paid_by_money",
        "effect": {"kind": "per_quantity", "points": "4.5", "quantity": "0.5", "whole": true},
        "caps": [
            {"of": "points", "most": "99.5", "per": "receipt", "scope": "all_stores"},
            {"of": "quantity", "most": "120.125", "per": "day", "scope": "each_store"},
            {"of": "times", "most": "3", "per": "week", "scope": "all_stores"},
            {"of": "amount", "most": "1000000", "per": "ever", "scope": "all_stores"}
        ],
        "budget": {"points": "25000.5", "per": "month"},
        "validity": {
            "from": "2026-11-01", "to": "2027-01-31", "weekdays": [1, 7],
            "hours": [{"from": "07:00", "to": "10:00"}, {"from": "22:30", "to": "06:00"}]
        },
        "stacking": {"mode": "best_of", "group": "gorivo"}, "by_tier": []
    })
}

#[tokio::test]
async fn every_part_of_a_rule_is_shown_as_it_was_sent() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = format!("{}/earning-rules", with_points(owner, 1).await);
    let mut made = Vec::new();
    for effect in [
        full()["effect"].clone(),
        json!({"kind": "fixed", "points": "0.5"}),
        json!({"kind": "per_amount", "points": "1", "amount": 10_000, "whole": false}),
        json!({"kind": "percentage", "percent": "2.5"}),
        json!({"kind": "multiplier", "factor": "1.5"}),
    ] {
        let mut sent = full();
        sent["effect"] = effect;
        let shown = owner.post(&path, &sent).await.expect(201).json();
        sent["id"] = shown["id"].clone();
        assert_eq!(shown, sent);
        made.push(shown);
    }
    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"items": made}));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_place() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 1).await;
    let path = format!("{programme}/earning-rules");
    let cap = |of: &str, most: &str| json!([{"of": of, "most": most, "per": "day", "scope": "all_stores"}]);
    for (fields, pointer) in [
        (json!({"name": ""}), "/name"),
        (json!({"point_type": "stars"}), "/point_type"),
        (json!({"point_type": "No"}), "/point_type"),
        (json!({"id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55"}), "/id"),
        (json!({"base": "without_tax"}), "/base"),
        (json!({"trigger": "name_day"}), "/trigger"),
        (json!({"customers": "all"}), "/customers"),
        (json!({"customers": {"all": [{"tag": "Nema"}]}}), "/customers/all/0/tag"),
        (json!({"customers": {"segment": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa9"}}), "/customers/segment"),
        (json!({"customers": {"field": "shoe_size", "op": "eq", "value": 1}}), "/customers/field"),
        (json!({"lines": {"include": [{}]}}), "/lines/include/0"),
        (json!({"lines": {"exclude": [{"sku": ""}]}}), "/lines/exclude/0/sku"),
        (json!({"lines": {"include": [{"name": "x"}]}}), "/lines/include/0/name"),
        (json!({"effect": {"kind": "gift"}}), "/effect/kind"),
        (json!({"effect": {"kind": "fixed"}}), "/effect/points"),
        (json!({"effect": {"kind": "fixed", "points": 5}}), "/effect/points"),
        (json!({"effect": {"kind": "fixed", "points": "0"}}), "/effect/points"),
        (json!({"effect": {"kind": "fixed", "points": "1.25"}}), "/effect/points"),
        (json!({"effect": {"kind": "fixed", "points": "1000000001"}}), "/effect/points"),
        (json!({"effect": {"kind": "per_amount", "points": "1", "amount": 0}}), "/effect/amount"),
        (json!({"effect": {"kind": "per_quantity", "points": "1", "quantity": "0"}}), "/effect/quantity"),
        (json!({"effect": {"kind": "percentage", "percent": "1000.1"}}), "/effect/percent"),
        (json!({"effect": {"kind": "multiplier", "factor": "1"}}), "/effect/factor"),
        (json!({"caps": cap("points", "0")}), "/caps/0/most"),
        (json!({"caps": cap("points", "4.55")}), "/caps/0/most"),
        (json!({"caps": cap("times", "1.5")}), "/caps/0/most"),
        (json!({"caps": cap("quantity", "-1")}), "/caps/0/most"),
        (json!({"caps": [cap("times", "1")[0], {"of": "times", "most": "1", "per": "hour"}]}), "/caps/1/per"),
        (json!({"budget": {"points": "0"}}), "/budget/points"),
        (json!({"budget": {"points": "1.25"}}), "/budget/points"),
        (json!({"budget": {"points": "1", "per": "receipt"}}), "/budget/per"),
        (json!({"validity": {"from": "2026-02-30"}}), "/validity/from"),
        (json!({"validity": {"from": "2026-12-01", "to": "2026-11-30"}}), "/validity/to"),
        (json!({"validity": {"from": "0000-01-01"}}), "/validity/from"),
        (json!({"validity": {"from": "-0999-01-01"}}), "/validity/from"),
        (json!({"validity": {"to": "+10000-01-01"}}), "/validity/to"),
        (json!({"validity": {"weekdays": [1, 8]}}), "/validity/weekdays/1"),
        (json!({"validity": {"hours": [{"from": "7:00", "to": "10:00"}]}}), "/validity/hours/0/from"),
        (json!({"validity": {"hours": [{"from": "07:00", "to": "24:00"}]}}), "/validity/hours/0/to"),
        (json!({"stacking": {"mode": "best_of"}}), "/stacking/group"),
        (json!({"stacking": {"mode": "worst_of"}}), "/stacking/mode"),
    ] {
        owner.post(&path, &rule(fields)).await.expect_invalid(pointer);
    }
    let many = vec![cap("times", "1")[0].clone(); 21];
    owner.post(&path, &rule(json!({"caps": many}))).await.expect_invalid("/caps");
    let many = vec![json!({"sku": "1"}); 201];
    owner.post(&path, &rule(json!({"lines": {"include": many}}))).await.expect_invalid("/lines/include");
    assert_eq!(version(owner, &programme).await, 2, "nothing was changed");
    let without = format!("{}/earning-rules", draft(owner).await);
    owner.post(&without, &rule(json!({}))).await.expect_invalid("/point_type");
}

#[tokio::test]
async fn a_change_of_a_part_leaves_the_others() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 1).await;
    let made = owner.post(&format!("{programme}/earning-rules"), &full()).await.expect(201);
    let (path, mut expected) = (made.header("location").unwrap(), made.json());
    let second = owner.post(&format!("{programme}/earning-rules"), &rule(json!({}))).await.expect(201).json();
    let patch = json!({
        "validity": {"to": null, "weekdays": []}, "lines": {"exclude": []}, "stacking": {"mode": "first"},
        "effect": {"kind": "multiplier", "factor": "2"}, "caps": [], "when": null
    });
    let changed = owner.patch(path, &patch).await.expect(200).json();
    expected["validity"]["to"] = Value::Null;
    expected["validity"]["weekdays"] = json!([]);
    expected["lines"]["exclude"] = json!([]);
    expected["stacking"]["mode"] = json!("first");
    expected["effect"] = patch["effect"].clone();
    expected["caps"] = json!([]);
    expected["when"] = Value::Null;
    assert_eq!(changed, expected);
    let listed = owner.get(&format!("{programme}/earning-rules")).await.expect(200).json();
    assert_eq!(listed["items"], json!([changed, second]), "a changed rule keeps its place");
    let cleared = json!({"validity": null, "lines": null, "stacking": null});
    let changed = owner.patch(path, &cleared).await.expect(200).json();
    for part in ["validity", "lines", "stacking"] {
        assert_eq!(changed[part], second[part]);
    }
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"effect": null}), "/effect"),
        (json!({"caps": null}), "/caps"),
        (json!({"stacking": {"mode": "first"}}), "/stacking/group"),
        (json!({"validity": {"hours": null}}), "/validity/hours"),
        (json!({"validity": {"month": 5}}), "/validity/month"),
        (json!({"point_type": "stars"}), "/point_type"),
        (json!({"id": second["id"]}), "/id"),
    ] {
        owner.patch(path, &patch).await.expect_invalid(pointer);
    }
    // What a rule gives is told as a whole.
    let part = json!({"effect": {"points": "5"}});
    owner.patch(path, &part).await.expect_problem(422, "validation_failed");
    assert_eq!(owner.get(path).await.json(), changed);
}

#[tokio::test]
async fn whoever_has_read_an_older_rule_changes_nothing_and_one_that_is_gone_is_not_found() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let made = owner.post(&format!("{programme}/earning-rules"), &rule(json!({}))).await.expect(201);
    let path = made.header("location").unwrap();
    let tag = owner.get(path).await.expect(200).header("etag").unwrap().to_owned();
    let held = owner.with_header("If-Match", &tag);
    held.patch(path, &json!({"name": "Drugi"})).await.expect(200);
    held.patch(path, &json!({"name": "Treći"})).await.expect_problem(412, "precondition_failed");
    held.delete(path).await.expect_problem(412, "precondition_failed");
    owner.delete(path).await.expect(204);
    owner.delete(path).await.expect_problem(404, "not_found");
    owner.get(path).await.expect_problem(404, "not_found");
    owner.patch(path, &json!({"name": "Četvrti"})).await.expect_problem(404, "not_found");
    assert_eq!(version(owner, &programme).await, 5);
}

#[tokio::test]
async fn a_closed_programme_gets_no_rule_and_no_points_any_more() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let rules = format!("{programme}/earning-rules");
    let made = owner.post(&rules, &rule(json!({}))).await.expect(201);
    for state in ["active", "closed"] {
        owner.patch(&programme, &json!({"state": state})).await.expect(200);
    }
    let path = made.header("location").unwrap();
    let points = json!({"code": "stars", "name": "Zvezdice"});
    for refused in [
        owner.post(&rules, &rule(json!({}))).await,
        owner.patch(path, &json!({"name": "Drugi"})).await,
        owner.post(&format!("{programme}/point-types"), &points).await,
    ] {
        assert_eq!(refused.expect_problem(409, "conflict")["reason"], "closed");
    }
    // How the points that there are come back and expire can still be said.
    let points = format!("{programme}/point-types/points");
    owner.patch(&points, &json!({"grace_days": 30})).await.expect(200);
}
