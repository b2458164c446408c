//! Rewards out of a pool of codes.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{address, club, cup, held, member, offer, order, step, stock};

#[tokio::test]
async fn each_code_is_handed_out_once_when_the_order_is_issued() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let card = json!({"kind": "gift_card", "stock": "codes"});
    let club = club(owner).await;
    let reward = offer(owner, &cup(&club, card.clone())).await;
    let other = offer(owner, &cup(&club, card)).await;
    let codes = |codes: &[&str]| json!({"codes": codes});
    let added =
        owner.post(&format!("{reward}/codes"), &codes(&["AAAA-1", "AAAA-2"])).await.expect(200).json();
    assert_eq!(added, json!({"added": 2, "conflicts": []}));
    let again = codes(&["AAAA-3", "AAAA-1", "no code", "AAAA-3"]);
    let added = owner.post(&format!("{other}/codes"), &again).await.expect(200).json();
    let conflict = |place: i64, reason: &str| json!({"index": place, "reason": reason});
    let conflicts = [conflict(1, "taken"), conflict(2, "invalid"), conflict(3, "twice")];
    assert_eq!(added, json!({"added": 1, "conflicts": conflicts}));
    assert_eq!((stock(owner, &reward).await, stock(owner, &other).await), ((2, 0, 2), (1, 0, 1)));
    let customer = member(owner, 100).await;
    let problem = order(owner, &reward, &customer, address()).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/address");
    let mut given: Vec<Value> = Vec::new();
    for _ in 0..2 {
        let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
        assert_eq!(made["codes"], json!([]));
        step(owner, &made, "confirm").await.expect(200);
        step(owner, &made, "pick").await.expect_problem(409, "conflict");
        let issued = step(owner, &made, "issue").await.expect(200).json();
        given.extend(issued["codes"].as_array().unwrap().clone());
        step(owner, &made, "return").await.expect_problem(409, "conflict");
    }
    assert_eq!(given, ["AAAA-1", "AAAA-2"]);
    order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!((held(owner, &customer).await, stock(owner, &reward).await), ((60, 0, 0), (0, 0, 0)));
    owner.post(&format!("{reward}/codes"), &codes(&[])).await.expect_invalid("/codes");
    // Too short is told as too long is.
    let (short, long) = ("abc", "A".repeat(65));
    let longer = "A".repeat(500);
    let odd = codes(&[short, &long, &longer, "CCCC-1"]);
    let added = owner.post(&format!("{reward}/codes"), &odd).await.expect(200).json();
    let conflicts = [conflict(0, "invalid"), conflict(1, "invalid"), conflict(2, "invalid")];
    assert_eq!(added, json!({"added": 1, "conflicts": conflicts}));
    let goods = offer(owner, &cup(&club, json!({}))).await;
    owner.post(&format!("{goods}/codes"), &codes(&["BBBB-1"])).await.expect_problem(409, "conflict");
}
