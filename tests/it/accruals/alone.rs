//! What one person gives and takes alone is added up, by hand and in bulk.

use chrono::Duration;
use regulars_tests::Program;
use serde_json::json;

use super::{again, ask, club, foresee, gift, given, member, path_of};
use crate::loyalty::{account, adjust, paying, stands, with};

#[tokio::test]
async fn what_is_given_in_bulk_again_and_again_is_added_up_over_a_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 100})).await;
    let ana = member(&program, owner, &club).await;
    assert_eq!(given(&program, &manager, &club, &gift(60, &json!({}))).await["state"], "done");
    program.clock.advance(Duration::seconds(1));
    assert_eq!(foresee(&manager, &club, &gift(41, &json!({}))).await["needs_approval"], true);
    assert_eq!(foresee(&manager, &club, &gift(40, &json!({}))).await["needs_approval"], false);
    assert_eq!(foresee(owner, &club, &gift(100, &json!({}))).await["needs_approval"], false, "each alone");
    let waiting = ask(&manager, &club, &gift(41, &json!({}))).await.expect(202).json();
    assert_eq!(waiting["state"], "awaiting_approval");

    // What is on its way counts, and so does one that began with another one.
    program.clock.advance(Duration::seconds(1));
    let first = ask(&manager, &club, &gift(40, &json!({}))).await.expect(202).json();
    program.clock.advance(Duration::seconds(1));
    let second = ask(&manager, &club, &gift(1, &json!({}))).await.expect(202).json();
    assert_eq!((&first["state"], &second["state"]), (&json!("scheduled"), &json!("awaiting_approval")));
    adjust(&manager, &account(owner, &ana).await, 1, &json!({})).await.expect(202);
    program.work().await;
    assert_eq!(
        (&again(owner, &first).await["state"], stands(owner, &ana).await),
        (&json!("done"), (100, 0, 0))
    );

    // What somebody approves is not given alone.
    owner.post(&format!("{}/approve", path_of(&waiting)), &json!({})).await.expect(200);
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (141, 0, 0));
    adjust(&manager, &account(owner, &ana).await, -100, &json!({})).await.expect(201);
    adjust(owner, &account(owner, &ana).await, 100, &json!({})).await.expect(201);
    owner.put("/v1/test-clock", &json!({"now": "2026-11-23T10:00:00Z"})).await.expect(200);
    assert_eq!(foresee(&manager, &club, &gift(100, &json!({}))).await["needs_approval"], false);
}

#[tokio::test]
async fn what_is_given_by_hand_and_in_bulk_is_added_up() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 100})).await;
    let ana = member(&program, owner, &club).await;
    given(&program, owner, &club, &gift(1, &json!({}))).await;
    let own = account(owner, &ana).await;
    adjust(&manager, &own, 60, &json!({})).await.expect(201);
    for (points, needs_approval) in [(40, false), (41, true)] {
        let look = foresee(&manager, &club, &gift(points, &json!({}))).await;
        assert_eq!(look["needs_approval"], needs_approval, "{points}");
    }
    assert_eq!(given(&program, &manager, &club, &gift(40, &json!({}))).await["state"], "done");
    adjust(&manager, &own, 1, &json!({})).await.expect(202);
    adjust(owner, &own, 99, &json!({})).await.expect(201);
}

#[tokio::test]
async fn what_comes_due_together_is_added_up_when_it_begins() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 100})).await;
    let ana = member(&program, owner, &club).await;
    let body = gift(60, &json!({"run_at": "2026-11-21T10:05:00Z"}));
    let mut asked = Vec::new();
    for _ in 0..3 {
        program.clock.advance(Duration::seconds(1));
        asked.push(ask(&manager, &club, &body).await.expect(202).json());
    }
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    let given = crate::loyalty::accounts(owner, &ana).await;
    let points: i64 = given.iter().map(|account| account["balance"]["available"].as_i64().unwrap()).sum();
    assert!(points <= 100, "{points}");
    for accrual in &asked {
        let state = again(owner, accrual).await["state"].clone();
        assert!(state == "done" || state == "awaiting_approval", "{state}");
    }
}

#[tokio::test]
async fn only_the_owner_takes_back_more_than_one_person_may_alone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, with(paying(), &json!({"adjustment_limit": 100}))).await;
    let ana = member(&program, owner, &club).await;
    let own = given(&program, &manager, &club, &gift(80, &json!({}))).await;
    let by_two = ask(owner, &club, &gift(150, &json!({}))).await.expect(202).json();
    manager.post(&format!("{}/approve", path_of(&by_two)), &json!({})).await.expect(200);
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (230, 0, 0));

    let owed = json!({"spent": "owed"});
    let refused = manager.post(&format!("{}/undo", path_of(&by_two)), &owed).await;
    assert_eq!(refused.expect_problem(403, "forbidden")["reason"], "above_limit");
    assert_eq!(again(owner, &by_two).await["state"], "done");
    // Of what others gave it is added up.
    for (points, status) in [(60, 202), (41, 403), (40, 202)] {
        program.clock.advance(Duration::seconds(1));
        let small = ask(owner, &club, &gift(points, &json!({}))).await.expect(202).json();
        if small["state"] == "awaiting_approval" {
            manager.post(&format!("{}/approve", path_of(&small)), &json!({})).await.expect(200);
        }
        program.work().await;
        let answer = manager.post(&format!("{}/undo", path_of(&small)), &json!({})).await;
        assert_eq!(answer.status, status, "{points}");
        program.work().await;
    }
    // What they gave alone they may take back, and the owner everything.
    manager.post(&format!("{}/undo", path_of(&own)), &json!({})).await.expect(202);
    owner.post(&format!("{}/undo", path_of(&by_two)), &owed).await.expect(202);
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (41, 0, 0));
}

#[tokio::test]
async fn the_limit_is_not_in_the_hands_of_those_whom_it_binds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 100})).await;
    let points = format!("{club}/point-types/points");
    for limit in [json!(101), json!(null)] {
        manager.patch(&points, &json!({"adjustment_limit": limit})).await.expect_problem(403, "forbidden");
    }
    manager.patch(&points, &json!({"name": "Bodovi"})).await.expect(200);
    let lower = manager.patch(&points, &json!({"adjustment_limit": 50})).await.expect(200).json();
    assert_eq!(lower["adjustment_limit"], 50);
    manager.patch(&points, &json!({"adjustment_limit": 51})).await.expect_problem(403, "forbidden");
    owner.patch(&points, &json!({"adjustment_limit": null})).await.expect(200);
}
