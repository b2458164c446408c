//! Many at once: the last one is sold once, and no balance is held twice.

use regulars_tests::Program;
use serde_json::json;

use super::{came_in, club, cup, held, member, offer, order_of, stock};
use crate::loyalty::{account, path_of_account};

#[tokio::test]
async fn of_five_hundred_who_order_the_last_one_at_once_one_gets_it() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({}))).await;
    came_in(owner, &reward, 1).await;
    let mut customers = Vec::new();
    for _ in 0..5 {
        customers.push(member(owner, 10_000).await);
    }
    let sent: Vec<_> = (0..500)
        .map(|number| {
            let body = order_of(&reward, &customers[number % 5], json!({}));
            let owner = owner.clone();
            tokio::spawn(async move { owner.post("/v1/reward-orders", &body).await })
        })
        .collect();
    let mut placed = 0;
    for answer in sent {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            placed += 1;
        } else {
            assert_eq!(answer.expect_problem(409, "conflict")["reason"], "out_of_stock");
        }
    }
    assert_eq!((placed, stock(owner, &reward).await), (1, (1, 1, 0)));
    let mut reserved = 0;
    for customer in &customers {
        let (available, held, owed) = held(owner, customer).await;
        assert_eq!((available + held, owed), (10_000, 0));
        reserved += held;
    }
    assert_eq!(reserved, 20);
}

#[tokio::test]
async fn two_hundred_who_hold_one_balance_at_once_never_hold_more_than_it() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    club(owner).await;
    let customer = member(owner, 1_005).await;
    let path = format!("{}/reservations", path_of_account(&account(owner, &customer).await));
    let sent: Vec<_> = (0..200)
        .map(|_| {
            let (owner, path) = (owner.clone(), path.clone());
            tokio::spawn(async move { owner.post(&path, &json!({"points": 10})).await })
        })
        .collect();
    let mut reserved = 0;
    for answer in sent {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            reserved += 10;
        } else {
            assert_eq!(answer.expect_problem(422, "insufficient_points")["available"], 5);
        }
    }
    assert_eq!((reserved, held(owner, &customer).await), (1_000, (5, 1_000, 0)));
}
