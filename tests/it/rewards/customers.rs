//! Orders of customers who become one, and of those who are erased.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{address, came_in, club, cup, held, member, offer, order, step, stock};
use crate::merges::{merge, undo_of};

#[tokio::test]
async fn orders_go_with_their_customer_there_and_back() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 1).await;
    let (ana, other) = (crate::customers::add(owner, json!({})).await, member(owner, 25).await);
    let made = order(owner, &reward, &other, json!({})).await.expect(201).json();
    let path = format!("/v1/reward-orders/{}", made["id"].as_str().unwrap());
    let merged = merge(owner, &ana, &[&other]).await;
    assert_eq!(merged["merge"]["moved"]["reward_orders"], 1, "{merged}");
    assert_eq!(owner.get(&path).await.expect(200).json()["customer_id"], ana["id"]);
    assert_eq!(held(owner, &ana).await, (5, 20, 0));
    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(owner.get(&path).await.expect(200).json()["customer_id"], other["id"]);
}

#[tokio::test]
async fn what_is_held_of_an_account_that_goes_into_another_one_still_pays() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 3).await;
    let (ana, other) = (member(owner, 50).await, member(owner, 30).await);
    let mut made = Vec::new();
    for customer in [&other, &ana] {
        made.push(order(owner, &reward, customer, json!({})).await.expect(201).json());
    }
    merge(owner, &ana, &[&other]).await;
    assert_eq!(held(owner, &ana).await, (40, 40, 0));
    let own = crate::loyalty::account(owner, &ana).await;
    for one in &made {
        let path = format!("/v1/reward-orders/{}", one["id"].as_str().unwrap());
        assert_eq!(owner.get(&path).await.expect(200).json()["account_id"], own["id"]);
    }
    for one in &made {
        step(owner, one, "confirm").await.expect(200);
    }
    step(owner, &made[0], "issue").await.expect(200);
    assert_eq!(held(owner, &ana).await, (40, 20, 0));
    step(owner, &made[0], "return").await.expect(200);
    step(owner, &made[1], "cancel").await.expect(200);
    assert_eq!((held(owner, &ana).await, stock(owner, &reward).await), ((80, 0, 0), (3, 0, 3)));
}

#[tokio::test]
async fn orders_of_somebody_who_is_erased_are_called_off_and_go_no_further() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 3).await;
    let customer = member(owner, 65).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(order(owner, &reward, &customer, address()).await.expect(201).json());
    }
    assert_eq!(made[0]["address"]["recipient"], "Ana Anić");
    for (which, steps) in [(1, vec!["confirm"]), (2, vec!["confirm", "pick", "ship"])] {
        for name in steps {
            step(owner, &made[which], name).await.expect(200);
        }
    }
    let path_of_points = crate::loyalty::path_of_account(&crate::loyalty::account(owner, &customer).await);
    owner.delete(&crate::customers::path_of(&customer)).await.expect(204);
    for (which, state) in [(0, "cancelled"), (1, "cancelled"), (2, "shipped")] {
        let path = format!("/v1/reward-orders/{}", made[which]["id"].as_str().unwrap());
        let left = owner.get(&path).await.expect(200).json();
        assert_eq!((&left["address"], &left["state"]), (&Value::Null, &json!(state)));
        for name in ["confirm", "issue", "return", "cancel"] {
            let refused = step(owner, &made[which], name).await.expect_problem(409, "conflict");
            assert_eq!(refused["reason"], "erased", "{name}");
        }
    }
    assert_eq!(stock(owner, &reward).await, (2, 0, 2));
    let balance = owner.get(&path_of_points).await.expect(200).json()["balance"].clone();
    assert_eq!((&balance["available"], &balance["reserved"]), (&json!(45), &json!(0)), "{balance}");
}
