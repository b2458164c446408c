use chrono::Duration;
use regulars_tests::Program;
use serde_json::json;

use super::{again, ask, club, gift, given, member, path_of};
use crate::bulk_edits::every;
use crate::loyalty::{accounts, set_state, stands};

#[tokio::test]
async fn bad_requests_name_what_is_wrong() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    for (fields, pointer) in [
        (json!({"points": 0}), "/points"),
        (json!({"points": -5}), "/points"),
        (json!({"name": " "}), "/name"),
        (json!({"point_type": "stamps"}), "/point_type"),
        (json!({"reason": "because"}), "/reason"),
        (json!({"audience": {}}), "/audience"),
        (json!({"audience": {"segment_key": "winners"}}), "/audience/segment_key"),
        (
            json!({"audience": {"filter": {"field": "mood", "op": "eq", "value": 1}}}),
            "/audience/filter/field",
        ),
        (json!({"audience": {"filter": {"tag": "nobody"}}}), "/audience/filter/tag"),
        (json!({"run_at": "2026-11-20T10:00:00Z"}), "/run_at"),
        (json!({"expires_at": "2026-11-20T10:00:00Z"}), "/expires_at"),
        (json!({"run_at": "2026-12-01T10:00:00Z", "expires_at": "2026-12-01T10:00:00Z"}), "/expires_at"),
    ] {
        ask(owner, &club, &gift(5, &fields)).await.expect_invalid(pointer);
    }
    let unknown = json!({"audience": {"segment_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff"}});
    let missing = ask(owner, &club, &gift(5, &unknown)).await.expect_problem(404, "not_found");
    assert_eq!(missing["errors"][0]["pointer"], "/audience/segment_id", "{missing}");
    owner.get(&format!("{club}/accruals?state=lost")).await.expect_invalid("?state");
    set_state(owner, &club, "paused").await;
    let refused = ask(owner, &club, &gift(5, &json!({}))).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "not_active", "{refused}");
    assert_eq!(every(owner, &format!("{club}/accruals")).await.len(), 0);
    let marketer = merchant.staff("marketer").await;
    ask(&marketer, &club, &gift(5, &json!({}))).await.expect_problem(403, "forbidden");
    assert_eq!(accounts(owner, &ana).await.len(), 0);
}

#[tokio::test]
async fn the_same_key_gives_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let keyed = owner.with_header("Idempotency-Key", "november");
    let first = ask(&keyed, &club, &gift(5, &json!({}))).await.expect(202);
    let second = ask(&keyed, &club, &gift(5, &json!({}))).await.expect(202);
    assert_eq!((first.json(), first.header("location")), (second.json(), second.header("location")));
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (5, 0, 0));
}

#[tokio::test]
async fn an_accrual_is_found_in_its_programme_only() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (here, elsewhere) = (club(owner, json!({})).await, club(owner, json!({})).await);
    member(&program, owner, &here).await;
    let accrual = given(&program, owner, &here, &gift(5, &json!({}))).await;
    let path = format!("{elsewhere}/accruals/{}", accrual["id"].as_str().unwrap());
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.get(&format!("{path}/results")).await.expect_problem(404, "not_found");
    for step in ["approve", "reject", "cancel", "undo"] {
        owner.post(&format!("{path}/{step}"), &json!({})).await.expect_problem(404, "not_found");
    }
    let other = program.merchant().await;
    other.owner.get(&path_of(&accrual)).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn one_that_cannot_begin_ends_and_says_why() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let later = gift(5, &json!({"run_at": "2026-11-21T10:05:00Z"}));
    let accrual = ask(owner, &club, &later).await.expect(202).json();
    set_state(owner, &club, "paused").await;
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    let ended = again(owner, &accrual).await;
    assert_eq!((&ended["state"], &ended["halted"]), (&json!("cancelled"), &json!("programme_not_active")));
    assert_eq!(accounts(owner, &ana).await.len(), 0);
    let refused = owner.post(&format!("{}/undo", path_of(&accrual)), &json!({})).await;
    assert_eq!(refused.expect_problem(409, "conflict")["reason"], "nothing_given");
}

#[tokio::test]
async fn one_that_is_called_off_before_its_time_gives_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let later = gift(5, &json!({"run_at": "2026-11-21T10:05:00Z"}));
    for by_job in [false, true] {
        let accrual = ask(owner, &club, &later).await.expect(202).json();
        let job = format!("/v1/jobs/{}", accrual["job_id"].as_str().unwrap());
        let shown = owner.get(&job).await.expect(200).json();
        assert_eq!((&shown["kind"], &shown["accrual_id"]), (&json!("point_accrual"), &accrual["id"]));
        let path = if by_job { job.clone() } else { path_of(&accrual) };
        owner.post(&format!("{path}/cancel"), &json!({})).await.expect(200);
        assert_eq!(owner.get(&job).await.expect(200).json()["status"], "cancelled");
        assert_eq!(again(owner, &accrual).await["state"], "cancelled");
        owner.post(&format!("{path}/cancel"), &json!({})).await.expect_problem(409, "conflict");
    }
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    assert_eq!(accounts(owner, &ana).await.len(), 0);
}

#[tokio::test]
async fn a_dry_run_knows_the_tags_that_there_are() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let path = format!("{club}/accruals?dry_run=true");
    let unknown = gift(5, &json!({"audience": {"filter": {"tag": "nobody"}}}));
    let refused = owner.post(&path, &unknown).await.expect_invalid("/audience/filter/tag");
    assert_eq!(refused["errors"][0]["code"], "unknown_tag", "{refused}");
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let known = gift(5, &json!({"audience": {"filter": {"tag": "vip"}}}));
    owner.post(&path, &known).await.expect(200);
}

#[tokio::test]
async fn a_point_type_that_an_accrual_is_to_give_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    owner.post(&format!("{club}/point-types"), &json!({"code": "stars", "name": "Zvezde"})).await.expect(201);
    let ana = member(&program, owner, &club).await;
    let fields = json!({
        "point_type": "stars", "audience": {"customer_ids": [ana["id"]]}, "run_at": "2026-11-22T10:00:00Z"
    });
    let accrual = ask(owner, &club, &gift(5, &fields)).await.expect(202).json();
    let stars = format!("{club}/point-types/stars");
    let problem = owner.delete(&stars).await.expect_problem(409, "in_use");
    assert_eq!(
        problem["users"],
        json!([{"kind": "point_accrual", "id": accrual["id"], "name": accrual["name"]}])
    );
    owner.post(&format!("{}/cancel", path_of(&accrual)), &json!({})).await.expect(200);
    owner.delete(&stars).await.expect(204);
}
