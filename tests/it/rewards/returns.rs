//! Returns that members ask for.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{address, came_in, club, cup, held, member, offer, order, step, stock};

#[tokio::test]
async fn a_return_is_asked_for_and_taken_or_rejected() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let reward = offer(owner, &cup(&club(owner).await, json!({"limit_per_member": 1}))).await;
    came_in(owner, &reward, 2).await;
    let customer = member(owner, 50).await;
    let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    for next in ["confirm", "issue"] {
        step(owner, &made, "request-return").await.expect_problem(409, "conflict");
        step(owner, &made, "reject-return").await.expect_problem(409, "conflict");
        step(owner, &made, next).await.expect(200);
    }
    let asked = step(owner, &made, "request-return").await.expect(200).json();
    assert_eq!(asked["state"], "return_requested");
    // The customer still has it: nothing has come back, and it counts.
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((30, 0, 0), (1, 0, 1)));
    let over = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(over["reason"], "over_limit");
    let listed = owner.get("/v1/reward-orders?state=return_requested").await.expect(200).json();
    assert_eq!(listed["items"][0]["id"], made["id"]);
    for impossible in ["request-return", "issue", "cancel", "confirm", "pick", "ship", "ready"] {
        let problem = step(owner, &made, impossible).await.expect_problem(409, "conflict");
        assert_eq!(problem["reason"], "return_requested", "{impossible}");
    }
    assert_eq!(step(owner, &made, "reject-return").await.expect(200).json()["state"], "issued");
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((30, 0, 0), (1, 0, 1)));
    step(owner, &made, "request-return").await.expect(200);
    let back = step(owner, &made, "return").await.expect(200).json();
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((50, 0, 0), (2, 0, 2)));
    let states: Vec<&Value> =
        back["history"].as_array().unwrap().iter().map(|event| &event["state"]).collect();
    assert_eq!(
        states,
        ["reserved", "confirmed", "issued", "return_requested", "issued", "return_requested", "returned"]
    );
    for impossible in ["request-return", "reject-return", "return"] {
        step(owner, &made, impossible).await.expect_problem(409, "conflict");
    }
}

#[tokio::test]
async fn only_goods_that_have_arrived_can_be_asked_to_go_back() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = club(owner).await;
    let reward = offer(owner, &cup(&programme, json!({}))).await;
    came_in(owner, &reward, 1).await;
    let customer = member(owner, 50).await;
    let sent = order(owner, &reward, &customer, address()).await.expect(201).json();
    for next in ["confirm", "pick", "ship"] {
        step(owner, &sent, next).await.expect(200);
    }
    let problem = step(owner, &sent, "request-return").await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "shipped");
    let donation = cup(&programme, json!({"kind": "donation", "stock": "unlimited"}));
    let donation = offer(owner, &donation).await;
    let given = order(owner, &donation, &customer, json!({})).await.expect(201).json();
    for next in ["confirm", "issue"] {
        step(owner, &given, next).await.expect(200);
    }
    step(owner, &given, "request-return").await.expect_problem(409, "conflict");
}
