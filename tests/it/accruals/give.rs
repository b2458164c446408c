use chrono::Duration;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::{
    again, all_is_exact, ask, club, foresee, gift, given, join, meet, member, outcomes, path_of, results,
};
use crate::bulk_edits::every;
use crate::loyalty::{account, accounts, operations, paying, stands, with};

#[tokio::test]
async fn what_is_foreseen_is_what_is_given() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 1, "unit": "month", "to": "end_of_month"}}));
    let club = club(owner, points).await;
    let ana = member(&program, owner, &club).await;
    let eva = member(&program, owner, &club).await;
    let stranger = meet(&program, owner).await;
    let gone = meet(&program, owner).await;
    let membership = join(owner, &club, &gone).await;
    owner.delete(&format!("{club}/members/{}", membership["id"].as_str().unwrap())).await.expect(204);
    crate::bulk_edits::meet(&program, owner, json!({"address": {"city": "Pirot"}})).await;

    let foreseen = foresee(owner, &club, &gift(50, &json!({}))).await;
    let expected = json!({
        "customers": 4, "members": 2, "skipped": {"not_member": 1, "left": 1}, "points": 100, "pays_owed": 0,
        "liability": {"amount": 10_000, "currency": "RSD"}, "expires_at": "2026-12-31T23:00:00Z",
        "needs_approval": false
    });
    assert_eq!(foreseen, expected);
    assert_eq!(accounts(owner, &ana).await, Vec::<Value>::new(), "nothing was given");
    assert_eq!(every(owner, &format!("{club}/accruals")).await, Vec::<Value>::new());

    let asked = ask(owner, &club, &gift(50, &json!({}))).await.expect(202);
    let waiting = asked.json();
    assert_eq!(
        asked.header("location").unwrap(),
        format!("/v1/jobs/{}", waiting["job_id"].as_str().unwrap())
    );
    assert_eq!((&waiting["state"], &waiting["foreseen_members"]), (&json!("scheduled"), &json!(2)));
    program.work().await;
    let done = again(owner, &waiting).await;
    assert_eq!(
        (&done["state"], &done["customers"], &done["progress"]),
        (&json!("done"), &foreseen["customers"], &json!({"done": 4, "total": 4})),
        "{done}"
    );
    let counts = json!({
        "credited": 2, "not_member": 1, "left": 1, "gone": 0, "merged": 0, "undone": 0, "conflict": 0
    });
    assert_eq!(done["counts"], counts);
    let results = results(owner, &done).await;
    let told = outcomes(&results, &[&ana, &eva, &stranger, &gone]);
    let told: Vec<_> = told.iter().map(|(outcome, reason)| (outcome.as_str(), reason.as_deref())).collect();
    let skipped = |reason| ("skipped", Some(reason));
    assert_eq!(told, [("credited", None), ("credited", None), skipped("not_member"), skipped("left")]);
    for customer in [&ana, &eva] {
        assert_eq!(stands(owner, customer).await, (50, 0, 0));
        let own = account(owner, customer).await;
        assert_eq!(own["expiring"], json!([{"expires_at": "2026-12-31T23:00:00Z", "points": 50}]), "{own}");
        let credited = operations(owner, &own).await[0].clone();
        let result = results.iter().find(|result| result["customer_id"] == customer["id"]).unwrap();
        assert_eq!(
            (&credited["kind"], &credited["reason"], &credited["accrual_id"], &credited["id"]),
            (&json!("adjust"), &json!("goodwill"), &done["id"], &result["operation_id"])
        );
    }
    for customer in [&stranger, &gone] {
        assert_eq!(accounts(owner, customer).await, Vec::<Value>::new());
    }
    let liability = owner.get(&format!("{club}/liability")).await.expect(200).json();
    assert_eq!(liability["items"][0]["value"], foreseen["liability"], "{liability}");
    all_is_exact(owner, &club).await;
    let trail = every(owner, "/v1/audit-events?subject_kind=point_accrual").await;
    assert_eq!(trail.len(), 3, "asked for, begun and done: {trail:?}");
    program.work().await;
    assert_eq!(stands(owner, &ana).await, (50, 0, 0), "once");
    let credited = every(owner, &format!("{}/results?outcome=credited", path_of(&done))).await;
    assert_eq!(credited.len(), 2);
}

#[tokio::test]
async fn who_is_meant_is_settled_when_it_begins() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let early = member(&program, owner, &club).await;
    let segment = json!({"name": "Niš", "filter": super::of_nis()["filter"]});
    let segment = owner.post("/v1/segments", &segment).await.expect(201).json();
    let run_at = "2026-11-21T10:05:00Z";
    let later = gift(5, &json!({"audience": {"segment_id": segment["id"]}, "run_at": run_at}));
    let accrual = ask(owner, &club, &later).await.expect(202).json();
    assert_eq!((&accrual["run_at"], &accrual["audience"]["segment_id"]), (&json!(run_at), &segment["id"]));
    program.work().await;
    assert_eq!(again(owner, &accrual).await["state"], "scheduled", "its time has not come");
    let path = format!("/v1/segments/{}", segment["id"].as_str().unwrap());
    let problem = owner.delete(&path).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["id"], accrual["id"], "{problem}");
    // Whoever is in it by then is meant; whoever comes behind that is not.
    let meanwhile = member(&program, owner, &club).await;
    program.clock.advance(Duration::minutes(5));
    crate::accruals::work::step(&program, &merchant, &accrual, 1, true).await;
    let late = member(&program, owner, &club).await;
    program.work().await;
    let done = again(owner, &accrual).await;
    assert_eq!(
        (&done["state"], &done["customers"], &done["counts"]["credited"]),
        (&json!("done"), &json!(2), &json!(2))
    );
    for (customer, count) in [(&early, 1), (&meanwhile, 1), (&late, 0)] {
        assert_eq!(accounts(owner, customer).await.len(), count);
    }
    owner.delete(&path).await.expect(204);
}

#[tokio::test]
async fn what_is_owed_is_paid_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, paying()).await;
    let till = merchant.terminal().await;
    let ana = super::people::owing(&program, owner, &till, &club).await;
    assert_eq!(stands(owner, &ana).await, (0, 0, -50));
    let foreseen = foresee(owner, &club, &gift(80, &json!({}))).await;
    assert_eq!((&foreseen["pays_owed"], &foreseen["liability"]["amount"]), (&json!(50), &json!(3_000)));
    let done = given(&program, owner, &club, &gift(80, &json!({}))).await;
    assert_eq!((&done["state"], stands(owner, &ana).await), (&json!("done"), (30, 0, 0)));
    all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn named_customers_and_a_given_expiry() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let eva = member(&program, owner, &club).await;
    let body = gift(
        7,
        &json!({
            "audience": {"customer_ids": [ana["id"], ana["id"]]}, "expires_at": "2027-01-01T00:00:00Z"
        }),
    );
    let done = given(&program, owner, &club, &body).await;
    assert_eq!(
        (&done["state"], &done["customers"], &done["audience"]),
        (&json!("done"), &json!(1), &Value::Null)
    );
    let own = account(owner, &ana).await;
    assert_eq!(own["expiring"], json!([{"expires_at": "2027-01-01T00:00:00Z", "points": 7}]));
    assert_eq!(accounts(owner, &eva).await, Vec::<Value>::new());
    // Another one gives them once more: each gives once.
    given(&program, owner, &club, &body).await;
    assert_eq!(stands(owner, &ana).await, (14, 0, 0));
}
