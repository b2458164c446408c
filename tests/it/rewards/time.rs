//! What is not confirmed in time, though no job has run.

use regulars_tests::Program;
use serde_json::json;

use super::{came_in, club, cup, go_to, held, member, offer, order, step, stock};

#[tokio::test]
async fn an_order_that_is_not_confirmed_in_time_holds_nothing_any_more() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward =
        offer(owner, &cup(&club(owner).await, json!({"hold_minutes": 30, "limit_per_member": 1}))).await;
    came_in(owner, &reward, 1).await;
    let (first, second) = (member(owner, 20).await, member(owner, 20).await);
    let lapses = order(owner, &reward, &first, json!({})).await.expect(201).json();
    order(owner, &reward, &second, json!({})).await.expect_problem(409, "conflict");
    go_to(owner, "2026-11-21T10:30:00Z").await;
    let path = format!("/v1/reward-orders/{}", lapses["id"].as_str().unwrap());
    assert_eq!(owner.get(&path).await.expect(200).json()["state"], "expired");
    assert_eq!((held(owner, &first).await, stock(owner, &reward).await), ((20, 0, 0), (1, 0, 1)));
    let problem = step(owner, &lapses, "confirm").await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "expired");
    let listed = |state: &str| format!("/v1/reward-orders?state={state}");
    assert_eq!(owner.get(&listed("reserved")).await.expect(200).json()["items"], json!([]));
    // Whoever needs the stock ends it.
    let taken = order(owner, &reward, &second, json!({})).await.expect(201).json();
    let expired = owner.get(&listed("expired")).await.expect(200).json();
    assert_eq!(expired["items"][0]["id"], lapses["id"]);
    assert_eq!(expired["items"][0]["history"][1]["actor"]["kind"], "system");
    step(owner, &taken, "confirm").await.expect(200);
    go_to(owner, "2027-01-05T10:00:00Z").await;
    assert_eq!((held(owner, &second).await, stock(owner, &reward).await), ((0, 20, 0), (1, 1, 0)));
    step(owner, &taken, "issue").await.expect(200);
    assert_eq!((held(owner, &second).await, stock(owner, &reward).await), ((0, 0, 0), (0, 0, 0)));
}

#[tokio::test]
async fn a_reward_is_on_offer_from_when_to_when_it_says() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let times = json!({"available_from": "2026-11-21T11:00:00Z", "available_until": "2026-11-21T12:00:00Z",
        "stock": "unlimited"});
    let reward = offer(owner, &cup(&club(owner).await, times)).await;
    let customer = member(owner, 100).await;
    let mut statuses = Vec::new();
    for then in ["2026-11-21T10:59:59Z", "2026-11-21T11:00:00Z", "2026-11-21T12:00:00Z"] {
        go_to(owner, then).await;
        statuses.push(order(owner, &reward, &customer, json!({})).await.status.as_u16());
    }
    assert_eq!(statuses, [409, 201, 409]);
}
