//! What points buy.

use regulars_tests::Program;
use serde_json::json;

use super::{came_in, club, cup, member, offer, order};

#[tokio::test]
async fn a_reward_is_made_shown_changed_listed_and_deleted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = club(owner).await;
    let fields = json!({"texts": [{"language": "sr", "name": "Šolja", "description": "Od porcelana"},
        {"language": "en", "name": "Cup"}], "limit_per_member": 2});
    let made = owner.post("/v1/rewards", &cup(&club, fields)).await.expect(201);
    let (path, reward) = (made.header("location").unwrap(), made.json());
    assert_eq!((&reward["state"], &reward["hold_minutes"]), (&json!("draft"), &json!(1_440)));
    assert_eq!(owner.get(path).await.expect(200).json(), reward);
    let change = json!({"state": "active", "limit_per_member": null, "prices": [{"point_type": "points", "points": 30}]});
    let changed = owner.patch(path, &change).await.expect(200).json();
    assert_eq!((&changed["limit_per_member"], &changed["prices"][0]["points"]), (&json!(null), &json!(30)));
    assert_eq!(changed["texts"], reward["texts"]);
    let stale = owner.with_header("If-Match", "\"0\"");
    stale.patch(path, &json!({"back_order": true})).await.expect_problem(412, "precondition_failed");
    owner.patch(path, &json!({"state": "draft"})).await.expect_problem(409, "conflict");
    program.clock.advance(chrono::Duration::seconds(1));
    let other = offer(owner, &cup(&club, json!({}))).await;
    let listed = owner.get(&format!("/v1/rewards?programme_id={club}&limit=1")).await.expect(200).json();
    assert_eq!((&listed["items"], listed["next"].is_string()), (&json!([changed]), true));
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(&other).await.expect(204);
    owner.get(&other).await.expect_problem(404, "not_found");
    let events = owner.get("/v1/audit-events?subject_kind=reward").await.expect(200).json();
    let mut actions: Vec<_> =
        events["items"].as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions.first(), Some(&"deleted"), "the newest first");
    actions.sort_unstable();
    assert_eq!(actions, ["created", "created", "deleted", "updated", "updated"]);
}

#[tokio::test]
async fn what_was_ordered_is_archived_and_not_deleted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 5).await;
    let customer = member(owner, 100).await;
    order(owner, &reward, &customer, json!({})).await.expect(201);
    owner.delete(&reward).await.expect_problem(409, "conflict");
    owner.patch(&reward, &json!({"state": "archived"})).await.expect(200);
    let problem = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_on_offer");
}

#[tokio::test]
async fn what_does_not_fit_a_reward_is_told_at_its_place() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let programme = club(owner).await;
    for (fields, pointer) in [
        (json!({"stock": "codes"}), "/stock"),
        (json!({"kind": "gift_card"}), "/stock"),
        (json!({"kind": "donation"}), "/stock"),
        (json!({"stock": "unlimited", "back_order": true}), "/back_order"),
        (json!({"texts": []}), "/texts"),
        (json!({"texts": [{"language": "sr", "name": ""}]}), "/texts/0/name"),
        (
            json!({"texts": [{"language": "sr", "name": "A"}, {"language": "sr", "name": "B"}]}),
            "/texts/1/language",
        ),
        (json!({"prices": []}), "/prices"),
        (json!({"prices": [{"point_type": "stamps", "points": 1}]}), "/prices/0/point_type"),
        (json!({"prices": [{"point_type": "points", "points": 0}]}), "/prices/0/points"),
        (
            json!({"prices": [{"point_type": "points", "points": 1}, {"point_type": "points", "points": 2}]}),
            "/prices",
        ),
        (json!({"limit_per_member": 0}), "/limit_per_member"),
        (json!({"hold_minutes": 0}), "/hold_minutes"),
        (json!({"hold_minutes": 43_201}), "/hold_minutes"),
        (
            json!({"available_from": "2026-12-01T00:00:00Z", "available_until": "2026-12-01T00:00:00Z"}),
            "/available_until",
        ),
        (json!({"colour": "red"}), "/colour"),
    ] {
        owner.post("/v1/rewards", &cup(&programme, fields)).await.expect_invalid(pointer);
    }
    let foreign = club(&other.owner).await;
    let problem = owner.post("/v1/rewards", &cup(&foreign, json!({}))).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/programme_id");
    assert_eq!(owner.get("/v1/rewards").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_programme_and_a_type_of_points_that_rewards_cost_stay() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = crate::programmes::with_points(owner, 0).await;
    let reward =
        owner.post("/v1/rewards", &cup(crate::programmes::id_of(&programme), json!({}))).await.expect(201);
    for path in [programme.clone(), format!("{programme}/point-types/points")] {
        let problem = owner.delete(&path).await.expect_problem(409, "in_use");
        assert_eq!(problem["users"], json!([{"kind": "reward", "id": reward.json()["id"], "name": "Šolja"}]));
    }
    owner.delete(reward.header("location").unwrap()).await.expect(204);
    owner.delete(&format!("{programme}/point-types/points")).await.expect(204);
    owner.delete(&programme).await.expect(204);
}

#[tokio::test]
async fn null_clears_what_may_be_absent_and_nothing_else() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let limited = json!({"limit_per_member": 2, "available_until": "2026-12-01T00:00:00Z"});
    let path = owner.post("/v1/rewards", &cup(&club(owner).await, limited)).await.expect(201);
    let path = path.header("location").unwrap();
    let before = owner.get(path).await.expect(200).json();
    for name in ["texts", "prices", "back_order", "hold_minutes", "state"] {
        owner.patch(path, &json!({ name: null })).await.expect_invalid(&format!("/{name}"));
    }
    assert_eq!(owner.get(path).await.expect(200).json(), before);
    let cleared =
        json!({"media_id": null, "limit_per_member": null, "available_from": null, "available_until": null});
    let after = owner.patch(path, &cleared).await.expect(200).json();
    assert_eq!((&after["limit_per_member"], &after["available_until"]), (&json!(null), &json!(null)));
}
