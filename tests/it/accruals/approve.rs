//! What is more than one person may credit alone, somebody else approves.

use chrono::Duration;
use regulars_tests::Program;
use serde_json::json;

use super::{again, ask, club, foresee, gift, given, member, path_of};
use crate::bulk_edits::every;
use crate::loyalty::{accounts, set_state, stands};

#[tokio::test]
async fn somebody_else_approves_what_all_members_together_get_above_the_limit() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 100})).await;
    let ana = member(&program, owner, &club).await;
    member(&program, owner, &club).await;
    let done = given(&program, owner, &club, &gift(50, &json!({}))).await;
    assert_eq!(
        (&done["state"], &done["decided_by"]),
        (&json!("done"), &json!(null)),
        "100 is within the limit"
    );
    assert_eq!(foresee(owner, &club, &gift(51, &json!({}))).await["needs_approval"], true);
    program.clock.advance(Duration::seconds(1));
    let asked = ask(owner, &club, &gift(51, &json!({}))).await.expect(202);
    let accrual = asked.json();
    let path = path_of(&accrual);
    assert_eq!((&accrual["state"], &accrual["job_id"]), (&json!("awaiting_approval"), &json!(null)));
    assert_eq!(asked.header("location"), Some(path.as_str()));
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (50, 0, 0));
    let waiting = every(owner, &format!("{club}/accruals?state=awaiting_approval")).await;
    assert_eq!(waiting, std::slice::from_ref(&accrual));

    let problem = owner.post(&format!("{path}/approve"), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "same_person", "{problem}");
    let approved = manager.post(&format!("{path}/approve"), &json!({})).await.expect(200).json();
    assert_eq!(approved["state"], "scheduled");
    assert_ne!(approved["asked_by"], approved["decided_by"]);
    for decision in ["approve", "reject"] {
        let again = manager.post(&format!("{path}/{decision}"), &json!({})).await;
        assert_eq!(again.expect_problem(409, "conflict")["reason"], "scheduled");
    }
    program.work().await;
    assert_eq!(
        (&again(owner, &accrual).await["state"], stands(owner, &ana).await),
        (&json!("done"), (101, 0, 0))
    );
}

#[tokio::test]
async fn what_is_rejected_gives_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 0})).await;
    let ana = member(&program, owner, &club).await;
    for by in [owner, &manager] {
        program.clock.advance(Duration::seconds(1));
        let accrual = ask(owner, &club, &gift(1, &json!({}))).await.expect(202).json();
        let rejected = by.post(&format!("{}/reject", path_of(&accrual)), &json!({})).await.expect(200).json();
        assert_eq!(rejected["state"], "rejected");
        for step in ["approve", "cancel", "undo"] {
            let refused = manager.post(&format!("{}/{step}", path_of(&accrual)), &json!({})).await;
            assert_eq!(refused.expect_problem(409, "conflict")["reason"], "rejected");
        }
    }
    program.work().await;
    assert_eq!(accounts(owner, &ana).await.len(), 0);
}

#[tokio::test]
async fn what_has_become_too_much_by_its_time_waits_for_approval() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 50})).await;
    let ana = member(&program, owner, &club).await;
    let body = gift(50, &json!({"run_at": "2026-11-21T10:05:00Z"}));
    let accrual = ask(owner, &club, &body).await.expect(202).json();
    assert_eq!(accrual["state"], "scheduled");
    let eva = member(&program, owner, &club).await;
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    let waiting = again(owner, &accrual).await;
    assert_eq!((&waiting["state"], &waiting["foreseen_members"]), (&json!("awaiting_approval"), &json!(2)));
    assert_eq!(accounts(owner, &ana).await.len(), 0);
    manager.post(&format!("{}/approve", path_of(&accrual)), &json!({})).await.expect(200);
    // It is approved whoever is meant when it begins.
    let ida = member(&program, owner, &club).await;
    program.work().await;
    assert_eq!(again(owner, &accrual).await["state"], "done");
    for customer in [&ana, &eva, &ida] {
        assert_eq!(stands(owner, customer).await, (50, 0, 0));
    }
}

#[tokio::test]
async fn what_could_not_begin_is_not_approved() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    let club = club(owner, json!({"adjustment_limit": 0})).await;
    member(&program, owner, &club).await;
    let soon = json!({"expires_at": "2026-11-21T10:05:00Z"});
    let expiring = ask(owner, &club, &gift(1, &soon)).await.expect(202).json();
    program.clock.advance(Duration::seconds(1));
    let lasting = ask(owner, &club, &gift(1, &json!({}))).await.expect(202).json();
    program.clock.advance(Duration::minutes(6));
    let late = manager.post(&format!("{}/approve", path_of(&expiring)), &json!({})).await;
    assert_eq!(late.expect_problem(409, "conflict")["reason"], "expired");
    set_state(owner, &club, "paused").await;
    let approve = format!("{}/approve", path_of(&lasting));
    let paused = manager.post(&approve, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(paused["reason"], "programme_not_active", "{paused}");
    assert_eq!(again(owner, &lasting).await["state"], "awaiting_approval");
    set_state(owner, &club, "active").await;
    manager.post(&approve, &json!({})).await.expect(200);
    manager.post(&format!("{}/reject", path_of(&expiring)), &json!({})).await.expect(200);
}
