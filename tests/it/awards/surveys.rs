//! Answers to surveys: once for each survey and customer.

use regulars_tests::Program;
use serde_json::json;

use super::{has, member, on};
use crate::customers::add;
use crate::loyalty::programme;
use crate::surveys::{invite, open, send};

#[tokio::test]
async fn an_answer_gives_once_however_often_it_is_given() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("survey_answered", "30", json!({}))]).await;
    let ana = member(owner, &club, json!({"email": "ana@example.com"})).await;
    let outside = add(owner, json!({"email": "eva@example.com"})).await;
    let (first, second) =
        (open(owner, "nps", json!({})).await, open(owner, "csat", json!({"name": "Druga"})).await);
    let page = invite(&program, owner, &first, &ana).await;
    // Whoever looks at the page has not answered, and a wrong answer is none.
    program.client.get(&page).await.expect(200);
    send(&program, &page, "99", "").await.expect(422);
    assert_eq!(has(owner, &ana).await, 0);
    for (score, points) in [("9", 30), ("3", 30), ("3", 30)] {
        send(&program, &page, score, "").await.expect(200);
        assert_eq!(has(owner, &ana).await, points, "{score}");
    }
    let again = invite(&program, owner, &first, &ana).await;
    send(&program, &again, "7", "").await.expect(200);
    assert_eq!(has(owner, &ana).await, 30, "another invitation to the same survey");
    let other = invite(&program, owner, &second, &ana).await;
    send(&program, &other, "5", "").await.expect(200);
    assert_eq!(has(owner, &ana).await, 60);
    let page = invite(&program, owner, &first, &outside).await;
    send(&program, &page, "9", "").await.expect(200);
    assert_eq!(has(owner, &outside).await, 0, "whoever is in no programme gets nothing");
}
