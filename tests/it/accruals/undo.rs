use regulars_tests::Program;
use serde_json::json;

use super::{all_is_exact, club, gift, given, member, outcomes, path_of, results, undone};
use crate::bulk_edits::every;
use crate::loyalty::{account, adjust, buy, operations, path_of_account, paying, receipt, stands, tenders};

#[tokio::test]
async fn what_was_spent_meanwhile_is_a_conflict_and_all_else_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, paying()).await;
    let till = merchant.terminal().await;
    let untouched = member(&program, owner, &club).await;
    let spender = member(&program, owner, &club).await;
    let holder = member(&program, owner, &club).await;
    let owing = super::people::owing(&program, owner, &till, &club).await;
    let done = given(&program, owner, &club, &gift(80, &json!({}))).await;
    let paid = json!({"tenders": tenders(3_000, 30)});
    buy(&till, &receipt("spent", &spender, 3_000, paid)).await;
    let path = format!("{}/reservations", path_of_account(&account(owner, &holder).await));
    owner.post(&path, &json!({"points": 10, "seconds": 600})).await.expect(201);
    // What comes in afterwards stays, and pays what is owed again.
    adjust(owner, &account(owner, &untouched).await, 7, &json!({})).await.expect(201);
    adjust(owner, &account(owner, &owing).await, 20, &json!({})).await.expect(201);

    let back = undone(&program, owner, &done, &json!({})).await;
    assert_eq!(
        (&back["state"], &back["counts"]["undone"], &back["counts"]["conflict"], &back["counts"]["credited"]),
        (&json!("undone"), &json!(2), &json!(2), &json!(0)),
        "{back}"
    );
    assert_eq!(stands(owner, &untouched).await, (7, 0, 0));
    assert_eq!(stands(owner, &owing).await, (0, 0, -30), "as if there had been none: 50 owed, 20 came in");
    assert_eq!(stands(owner, &spender).await, (50, 0, 0), "left whole");
    assert_eq!(stands(owner, &holder).await, (70, 0, 0), "left whole");
    let conflicts = every(owner, &format!("{}/results?outcome=conflict", path_of(&back))).await;
    let missing: Vec<_> =
        conflicts.iter().map(|one| (&one["customer_id"], &one["reason"], &one["missing"])).collect();
    let spent = json!("spent");
    assert_eq!(missing, [(&spender["id"], &spent, &json!(30)), (&holder["id"], &spent, &json!(10))]);
    let taken = operations(owner, &account(owner, &untouched).await).await[0].clone();
    assert_eq!((&taken["points"], &taken["accrual_id"]), (&json!(-80), &done["id"]));
    all_is_exact(owner, &club).await;
    // Asked once more, it stays as it is.
    let once_more = undone(&program, owner, &done, &json!({})).await;
    assert_eq!(once_more, back);
}

#[tokio::test]
async fn what_was_spent_is_owed_where_that_is_asked_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, paying()).await;
    let till = merchant.terminal().await;
    let spender = member(&program, owner, &club).await;
    let done = given(&program, owner, &club, &gift(80, &json!({}))).await;
    buy(&till, &receipt("spent", &spender, 3_000, json!({"tenders": tenders(3_000, 30)}))).await;
    adjust(owner, &account(owner, &spender).await, 5, &json!({})).await.expect(201);
    let back = undone(&program, owner, &done, &json!({"spent": "owed"})).await;
    assert_eq!((&back["counts"]["undone"], &back["spent"]), (&json!(1), &json!("owed")), "{back}");
    assert_eq!(stands(owner, &spender).await, (0, 0, -25), "of 30 that are missing, 5 were there");
    assert_eq!(results(owner, &back).await[0]["missing"], 30);
    all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn what_has_expired_is_left() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let body = gift(80, &json!({"expires_at": "2026-11-21T10:05:00Z"}));
    let done = given(&program, owner, &club, &body).await;
    program.clock.advance(chrono::Duration::minutes(6));
    let back = undone(&program, owner, &done, &json!({"spent": "owed"})).await;
    assert_eq!((&back["state"], &back["counts"]["conflict"]), (&json!("undone"), &json!(1)));
    let told = outcomes(&results(owner, &back).await, &[&ana]);
    assert_eq!(told, [("conflict".to_owned(), Some("expired".to_owned()))]);
    assert_eq!(stands(owner, &ana).await, (0, 0, 0));
}
