//! Campaigns are made, changed and deleted.

use regulars_tests::Program;
use serde_json::json;

use super::{campaign, draft};
use crate::customers::add;

#[tokio::test]
async fn a_campaign_is_made_changed_and_deleted_while_it_is_a_draft() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let fields = json!({
        "effect": {"kind": "buy_and_get", "buy": 2, "get": 1}, "minimum": 5_000,
        "lines": {"include": [{"category": "drinks"}]}, "validity": {"to": "2026-12-31"},
        "limits": {"per_code": 1, "per_period": {"most": 2, "per": "month"}}, "budget": 100_000,
        "stacking": {"group": "vikend", "priority": 3}, "on_refund": "free"
    });
    let path = draft(owner, fields).await;
    let made = owner.get(&path).await.expect(200).json();
    assert_eq!((&made["state"], &made["codes"], &made["used"]), (&json!("draft"), &json!(0), &json!(0)));
    assert_eq!(made["limits"]["per_period"], json!({"most": 2, "per": "month"}), "{made}");
    assert_eq!(made["stacking"], json!({"group": "vikend", "exclusive": false, "priority": 3}));
    program.clock.advance(chrono::Duration::seconds(1));
    let patch = json!({"limits": {"per_code": null, "in_all": 5}, "budget": null, "minimum": 0});
    let changed = owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!((&changed["limits"]["per_code"], &changed["limits"]["in_all"]), (&json!(null), &json!(5)));
    assert_eq!((&changed["budget"], &changed["effect"]), (&json!(null), &made["effect"]));
    let listed = owner.get("/v1/coupon-campaigns").await.expect(200).json();
    assert_eq!(listed["items"], json!([changed]));
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    let events = owner.get("/v1/audit-events?subject_kind=coupon_campaign").await.expect(200).json();
    let actions: Vec<_> = events["items"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
    assert_eq!(actions, ["deleted", "updated", "created"]);
}

#[tokio::test]
async fn states_follow_each_other_and_what_was_active_is_not_deleted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner, json!({})).await;
    for (state, status) in
        [("paused", 409), ("active", 200), ("draft", 409), ("paused", 200), ("closed", 200), ("active", 409)]
    {
        assert_eq!(owner.patch(&path, &json!({"state": state})).await.status, status, "{state}");
    }
    assert_eq!(owner.delete(&path).await.expect_problem(409, "conflict")["reason"], "closed");
    owner.post(&format!("{path}/codes"), &json!({"count": 1})).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn what_does_not_fit_is_pointed_at() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let stranger = add(&other.owner, json!({"first_name": "Mila"})).await;
    let segment = json!({"name": "Svi", "filter": {"all": []}});
    let foreign = other.owner.post("/v1/segments", &segment).await.expect(201).json();
    let body = |fields: serde_json::Value| {
        let effect = json!({"kind": "amount", "amount": 100});
        crate::loyalty::with(json!({"name": "A", "effect": effect}), &fields)
    };
    for (fields, pointer) in [
        (json!({"effect": {"kind": "percentage", "percent": "100.5"}}), "/effect/percent"),
        (json!({"effect": {}}), "/effect/kind"),
        (json!({"validity": {"from": "2026-12-01", "to": "2026-11-01"}}), "/validity/to"),
        (json!({"lines": {"include": [{}]}}), "/lines/include/0"),
        (json!({"customer_id": stranger["id"], "segment_id": foreign["id"]}), "/segment_id"),
        (json!({"limits": {"in_all": 0}}), "/limits/in_all"),
    ] {
        owner.post("/v1/coupon-campaigns", &body(fields)).await.expect_invalid(pointer);
    }
    for (fields, pointer) in [
        (json!({"customer_id": stranger["id"]}), "/customer_id"),
        (json!({"segment_id": foreign["id"]}), "/segment_id"),
        (json!({"store_ids": ["01920000-0000-7000-8000-0123456789ab"]}), "/store_ids"),
    ] {
        let problem = owner.post("/v1/coupon-campaigns", &body(fields)).await;
        assert_eq!(problem.expect_problem(404, "not_found")["errors"][0]["pointer"], pointer);
    }
}

#[tokio::test]
async fn a_segment_for_which_a_campaign_is_is_not_deleted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let segment = json!({"name": "Svi", "filter": {"all": []}});
    let segment = owner.post("/v1/segments", &segment).await.expect(201).json();
    let path = campaign(owner, json!({"segment_id": segment["id"]}), &[]).await;
    let of_segment = format!("/v1/segments/{}", segment["id"].as_str().unwrap());
    let problem = owner.delete(&of_segment).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["kind"], "coupon_campaign", "{problem}");
    owner.patch(&path, &json!({"segment_id": null})).await.expect(200);
    owner.delete(&of_segment).await.expect(204);
}
