//! A paused programme gives nothing, and makes nothing up for it.

use regulars_tests::Program;
use serde_json::json;

use super::{has, join, live_until_noon, member, on};
use crate::customers::add;
use crate::events::{event, tell};
use crate::loyalty::{draft, programme, set_state};

#[tokio::test]
async fn what_happens_while_a_programme_is_paused_is_not_given_later() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rules =
        [on("birthday", "100", json!({})), on("custom_event", "5", json!({"event": "app.review_written"}))];
    let club = programme(owner, json!({}), json!({}), &rules).await;
    let (ana, mila) = (
        member(owner, &club, json!({"birthday": "--12-03"})).await,
        member(owner, &club, json!({"birthday": "--12-05"})).await,
    );
    live_until_noon(&program, owner, "2026-12-01").await;
    set_state(owner, &club, "paused").await;
    let answer = tell(owner, &event("1", &ana, json!({"occurred_at": "2026-12-01T10:00:00Z"}))).await;
    assert_eq!(answer["awards"], json!([]));
    live_until_noon(&program, owner, "2026-12-04").await;
    set_state(owner, &club, "active").await;
    live_until_noon(&program, owner, "2026-12-05").await;
    assert_eq!((has(owner, &ana).await, has(owner, &mila).await), (0, 100));
    // Told once more it is the same event, which has had its turn; another one gives.
    tell(owner, &event("1", &ana, json!({"occurred_at": "2026-12-01T10:00:00Z"}))).await;
    assert_eq!(has(owner, &ana).await, 0);
    tell(owner, &event("2", &ana, json!({"occurred_at": "2026-12-05T10:00:00Z"}))).await;
    assert_eq!(has(owner, &ana).await, 5);
    live_until_noon(&program, owner, "2027-12-03").await;
    assert_eq!(has(owner, &ana).await, 105);
}

#[tokio::test]
async fn days_before_a_programme_is_active_are_none_of_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = draft(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    let ana = add(owner, json!({"birthday": "--11-24"})).await;
    let mila = add(owner, json!({"birthday": "--11-25"})).await;
    live_until_noon(&program, owner, "2026-11-25").await;
    set_state(owner, &club, "active").await;
    join(owner, &club, &ana).await;
    join(owner, &club, &mila).await;
    program.work().await;
    assert_eq!((has(owner, &ana).await, has(owner, &mila).await), (0, 100));
    let version = owner.get(&club).await.expect(200).json()["version"].clone();
    set_state(owner, &club, "paused").await;
    set_state(owner, &club, "active").await;
    let begun = owner.get(&club).await.expect(200).json()["version"].clone();
    assert_eq!(begun.as_i64().unwrap(), version.as_i64().unwrap(), "the clock has not moved");
}
