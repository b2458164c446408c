//! Customers who are erased or become one between the beginning and their turn, and behind it.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::work::step;
use super::{again, all_is_exact, ask, club, gift, given, meet, member, outcomes, results, undone};
use crate::customers::path_of;
use crate::loyalty::{accounts, buy, give_back, paying, receipt, stands, tenders};
use crate::merges::merge;

/// A member who owes 50 points: they were spent, and the goods that had earned them came back.
pub async fn owing(program: &Program, owner: &Client, till: &Client, club: &str) -> Value {
    let customer = member(program, owner, club).await;
    let name = customer["id"].as_str().unwrap();
    let earned = buy(till, &receipt(&format!("a {name}"), &customer, 500_000, json!({}))).await;
    let paid = json!({"tenders": tenders(5_000, 50)});
    buy(till, &receipt(&format!("b {name}"), &customer, 5_000, paid)).await;
    give_back(till, &earned, &format!("c {name}"), &[(1, "1")]).await;
    customer
}

fn told(results: &[Value], customers: &[&Value]) -> Vec<(String, Option<String>)> {
    outcomes(results, customers)
}

fn told_as(outcome: &str, reason: Option<&str>) -> (String, Option<String>) {
    (outcome.to_owned(), reason.map(str::to_owned))
}

#[tokio::test]
async fn who_is_merged_before_their_turn_is_meant_as_the_survivor_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    // Two of the audience become one of them, two more become one who is not in it, and one is erased.
    let ana = member(&program, owner, &club).await;
    let other_ana = member(&program, owner, &club).await;
    let eva = member(&program, owner, &club).await;
    let other_eva = member(&program, owner, &club).await;
    let erased = member(&program, owner, &club).await;
    let outsider = crate::bulk_edits::meet(&program, owner, json!({"first_name": "Ida"})).await;
    super::join(owner, &club, &outsider).await;
    let accrual = ask(owner, &club, &gift(50, &json!({}))).await.expect(202).json();
    // It begins, and nobody has their turn yet.
    step(&program, &merchant, &accrual, 1, true).await;
    merge(owner, &ana, &[&other_ana]).await;
    merge(owner, &outsider, &[&eva, &other_eva]).await;
    owner.delete(&path_of(&erased)).await.expect(204);
    program.work().await;
    let done = again(owner, &accrual).await;
    assert_eq!((&done["state"], &done["customers"]), (&json!("done"), &json!(5)), "{done}");
    let counts = &done["counts"];
    assert_eq!(
        (&counts["credited"], &counts["merged"], &counts["gone"]),
        (&json!(2), &json!(2), &json!(1)),
        "{done}"
    );
    let results = results(owner, &done).await;
    assert_eq!(
        told(&results, &[&ana, &other_ana, &eva, &other_eva, &erased]),
        [
            told_as("credited", None),
            told_as("skipped", Some("merged")),
            told_as("credited", None),
            told_as("skipped", Some("merged")),
            told_as("skipped", Some("gone")),
        ]
    );
    for customer in [&ana, &outsider] {
        assert_eq!(stands(owner, customer).await, (50, 0, 0));
    }
    all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn what_was_given_is_taken_back_from_the_survivor_and_left_with_nobody() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let ana = member(&program, owner, &club).await;
    let other_ana = member(&program, owner, &club).await;
    let erased = member(&program, owner, &club).await;
    let done = given(&program, owner, &club, &gift(50, &json!({}))).await;
    merge(owner, &ana, &[&other_ana]).await;
    assert_eq!(stands(owner, &ana).await, (100, 0, 0), "each had got theirs");
    owner.delete(&path_of(&erased)).await.expect(204);
    let back = undone(&program, owner, &done, &json!({})).await;
    assert_eq!(
        (&back["state"], &back["counts"]["undone"], &back["counts"]["conflict"]),
        (&json!("undone"), &json!(2), &json!(1)),
        "{back}"
    );
    assert_eq!(stands(owner, &ana).await, (0, 0, 0));
    let results = results(owner, &back).await;
    assert_eq!(told(&results, &[&erased]), [told_as("conflict", Some("erased"))]);
    all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn who_is_part_of_somebody_when_they_are_named_is_meant_as_that_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, paying()).await;
    let ana = member(&program, owner, &club).await;
    let other_ana = meet(&program, owner).await;
    merge(owner, &ana, &[&other_ana]).await;
    let named = gift(5, &json!({"audience": {"customer_ids": [other_ana["id"], ana["id"]]}}));
    let done = given(&program, owner, &club, &named).await;
    assert_eq!((&done["customers"], stands(owner, &ana).await), (&json!(1), (5, 0, 0)));
    let nobody = gift(5, &json!({"audience": {"customer_ids": ["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff"]}}));
    let missing = ask(owner, &club, &nobody).await.expect_problem(404, "not_found");
    assert_eq!(missing["errors"][0]["pointer"], "/audience/customer_ids", "{missing}");
    assert_eq!(accounts(owner, &ana).await.len(), 1);
}

#[tokio::test]
async fn who_takes_in_somebody_who_was_credited_gets_nothing_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, json!({})).await;
    let people = [
        member(&program, owner, &club).await,
        member(&program, owner, &club).await,
        member(&program, owner, &club).await,
    ];
    let [first, second, third] = &people;
    // All of them have an account, so that those become one.
    given(&program, owner, &club, &gift(10, &json!({}))).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let accrual = ask(owner, &club, &gift(50, &json!({}))).await.expect(202).json();
    step(&program, &merchant, &accrual, 1, true).await;
    step(&program, &merchant, &accrual, 1, true).await;
    merge(owner, second, &[first]).await;
    merge(owner, third, &[second]).await;
    program.work().await;
    let done = again(owner, &accrual).await;
    let counts = &done["counts"];
    assert_eq!((&counts["credited"], &counts["merged"]), (&json!(1), &json!(2)), "{done}");
    assert_eq!(stands(owner, third).await, (80, 0, 0));
    all_is_exact(owner, &club).await;
    undone(&program, owner, &done, &json!({})).await;
    assert_eq!(stands(owner, third).await, (30, 0, 0));
}
