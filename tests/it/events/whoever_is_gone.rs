//! Events and awards of customers who are merged or erased.

use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{event, listed, send, tell};
use crate::awards::{has, member, on};
use crate::customers::{add, path_of};
use crate::loyalty::programme;
use crate::merges::{merge, undo_of};

#[tokio::test]
async fn a_merge_moves_events_and_undoing_it_gives_them_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, anna) = (add(owner, json!({})).await, add(owner, json!({})).await);
    tell(owner, &event("1", &anna, json!({}))).await;
    let merged = merge(owner, &ana, &[&anna]).await;
    let of = |id: &str| format!("?customer_id={id}");
    let (ana_id, anna_id) = (ana["id"].as_str().unwrap(), anna["id"].as_str().unwrap());
    assert_eq!(listed(owner, &of(ana_id)).await, ["1"]);
    // Whoever was merged is the survivor, and what was told of her is told again of the survivor.
    assert_eq!(send(owner, &event("1", &anna, json!({}))).await.expect(200).json()["customer_id"], ana["id"]);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(
        (listed(owner, &of(ana_id)).await, listed(owner, &of(anna_id)).await),
        (vec![], vec!["1".to_owned()])
    );
}

#[tokio::test]
async fn who_was_welcomed_is_not_welcomed_as_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("welcome", "150", json!({}))]).await;
    let (ana, anna) = (add(owner, json!({})).await, member(owner, &club, json!({})).await);
    merge(owner, &ana, &[&anna]).await;
    assert_eq!(has(owner, &ana).await, 150);
    let page = owner.get(&format!("{club}/members")).await.expect(200).json();
    let id = page["items"][0]["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{club}/members/{id}")).await.expect(204);
    crate::awards::join(owner, &club, &ana).await;
    assert_eq!(has(owner, &ana).await, 150);
}

#[tokio::test]
async fn an_erasure_leaves_nothing_of_an_event() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rule = on("custom_event", "50", json!({"event": "app.review_written"}));
    let club = programme(owner, json!({}), json!({}), &[rule]).await;
    let ana = member(owner, &club, json!({"email": "ana@example.com"})).await;
    let body = event("Papagaj-1", &ana, json!({"properties": {"text": "Papagaj"}}));
    tell(owner, &body).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    let contents = Contents::of(&program.database).await;
    assert_eq!(contents.column("SELECT event_id FROM custom_events").await, Vec::<String>::new());
    send(owner, &body).await.expect_problem(404, "not_found");
    // A worker passes by whoever is gone.
    crate::awards::live_until_noon(&program, owner, "2027-01-01").await;
}
