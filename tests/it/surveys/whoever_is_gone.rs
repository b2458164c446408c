//! What becomes of answers when customers are merged and erased.

use regulars_tests::Program;
use serde_json::json;

use super::{answers, invite, open, send};
use crate::customers::{add, path_of};
use crate::merges::{merge, undo_of};

#[tokio::test]
async fn the_score_of_somebody_who_was_erased_stays_as_a_number_and_the_link_leads_nowhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let survey = open(owner, "nps", json!({})).await;
    let page = invite(&program, owner, &survey, &ana).await;
    send(&program, &page, "9", "Zovem+se+Ana").await.expect(200);
    let unanswered = invite(&program, owner, &survey, &ana).await;
    owner.delete(&path_of(&ana)).await;
    owner.get(&path_of(&ana)).await.expect_problem(404, "not_found");
    let told = answers(owner, &survey).await;
    assert_eq!(
        (&told[0]["score"], &told[0]["comment"], &told[0]["customer_id"]),
        (&json!(9), &json!(null), &json!(null))
    );
    let results = owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!((&results["invited"], &results["answered"]), (&json!(2), &json!(1)));
    for page in [&page, &unanswered] {
        program.client.get(page).await.expect(404);
        send(&program, page, "1", "").await.expect(404);
    }
    assert_eq!(answers(owner, &survey).await, told);
}

#[tokio::test]
async fn what_somebody_answered_who_was_merged_is_the_survivor_s_until_it_is_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, other) = (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({})).await);
    let survey = open(owner, "nps", json!({})).await;
    let page = invite(&program, owner, &survey, &other).await;
    send(&program, &page, "2", "").await.expect(200);
    let merged = merge(owner, &ana, &[&other]).await;
    assert_eq!(merged["merge"]["moved"]["surveys"], 1);
    assert_eq!(answers(owner, &survey).await[0]["customer_id"], ana["id"]);
    // The link of then still holds.
    send(&program, &page, "7", "").await.expect(200);
    let told = answers(owner, &survey).await;
    assert_eq!((told.len(), &told[0]["score"], &told[0]["customer_id"]), (1, &json!(7), &ana["id"]));
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(answers(owner, &survey).await[0]["customer_id"], other["id"]);
}
