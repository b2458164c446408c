//! Many at once: no more is earned than a cap lets, and no more spent than there is.

use regulars_tests::Program;
use serde_json::json;

use super::{
    account, adjust, buy, operations, paying, per_hundred, programme, receipt, stands, sum, tenders, with,
};
use crate::customers::add;

#[tokio::test]
async fn sixty_four_receipts_at_once_earn_exactly_what_the_cap_of_the_day_lets() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let caps = json!({"caps": [{"of": "points", "most": "95", "per": "day", "scope": "all_stores"}]});
    programme(owner, json!({}), json!({}), &[with(per_hundred(), &caps)]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let sent: Vec<_> = (0..64)
        .map(|number| {
            let (till, body) = (till.clone(), receipt(&number.to_string(), &customer, 100_000, json!({})));
            tokio::spawn(async move { buy(&till, &body).await })
        })
        .collect();
    let mut earned = Vec::new();
    for answer in sent {
        earned.push(sum(&answer.await.unwrap(), "earned"));
    }
    earned.sort_unstable();
    let expected = [vec![0; 54], vec![5], vec![10; 9]].concat();
    assert_eq!(earned, expected);
    assert_eq!(stands(owner, &customer).await, (95, 0, 0));
}

#[tokio::test]
async fn two_hundred_who_pay_with_one_balance_at_once_never_spend_more_than_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("first", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    adjust(owner, &own, 955, &json!({})).await.expect(201);
    let sent: Vec<_> = (0..200)
        .map(|number| {
            let fields = json!({"tenders": tenders(1_000, 10)});
            let (till, body) = (till.clone(), receipt(&number.to_string(), &customer, 1_000, fields));
            tokio::spawn(async move { till.post("/v1/purchases", &body).await })
        })
        .collect();
    let mut paid = 0;
    for answer in sent {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            paid += sum(&answer.json(), "spent");
        } else {
            assert_eq!(answer.expect_problem(422, "insufficient_points")["available"], 5);
        }
    }
    assert_eq!((paid, stands(owner, &customer).await), (1_000, (5, 0, 0)));
    assert_eq!(owner.get("/v1/purchases?limit=200").await.json()["items"].as_array().unwrap().len(), 101);
    // Each operation has a number of its own, without gaps.
    let newest = operations(owner, &own).await[0]["number"].clone();
    assert_eq!(newest, 102);
}

#[tokio::test]
async fn receipts_wait_for_points_that_many_are_given_and_none_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let mut people = Vec::new();
    for number in 0..6 {
        let customer = add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
        buy(&till, &receipt(&format!("first {number}"), &customer, 10_000, json!({}))).await;
        people.push(customer);
    }
    for round in 0..4 {
        let gift = json!({
            "name": "Poklon", "point_type": "points", "points": 5, "reason": "goodwill",
            "audience": {"filter": {"field": "city", "op": "eq", "value": "Niš"}}
        });
        owner.post(&format!("{club}/accruals"), &gift).await.expect(202);
        let sent: Vec<_> = (0..24_usize)
            .map(|number| {
                let customer = &people[number % people.len()];
                let body = receipt(&format!("{round} {number}"), customer, 10_000, json!({}));
                let till = till.clone();
                tokio::spawn(async move { till.post("/v1/purchases", &body).await })
            })
            .collect();
        program.work().await;
        for answer in sent {
            answer.await.unwrap().expect(201);
        }
    }
    program.work().await;
    for customer in &people {
        assert_eq!(stands(owner, customer).await, (1 + 4 * (4 + 5), 0, 0));
    }
}

#[tokio::test]
async fn receipts_and_refunds_that_count_to_one_budget_never_wait_for_each_other_in_a_circle() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let limited = with(per_hundred(), &json!({"budget": {"points": "100000"}}));
    programme(owner, json!({}), json!({}), &[limited]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let mut bought = Vec::new();
    for number in 0..24 {
        bought.push(buy(&till, &receipt(&format!("a{number}"), &customer, 10_000, json!({}))).await);
    }
    let refunds = bought.iter().enumerate().map(|(number, purchase)| {
        let body = json!({
            "refund_number": format!("r{number}"), "occurred_at": "2026-11-21T09:00:00Z",
            "lines": [{"line": 1, "quantity": "1"}]
        });
        (format!("/v1/purchases/{}/refunds", purchase["id"].as_str().unwrap()), body)
    });
    let receipts = (0..24).map(|number| {
        ("/v1/purchases".to_owned(), receipt(&format!("b{number}"), &customer, 10_000, json!({})))
    });
    let sent: Vec<_> = refunds
        .zip(receipts)
        .flat_map(|(refund, receipt)| [refund, receipt])
        .map(|(path, body)| {
            let till = till.clone();
            tokio::spawn(async move { till.post(&path, &body).await })
        })
        .collect();
    for answer in sent {
        answer.await.unwrap().expect(201);
    }
    assert_eq!(stands(owner, &customer).await, (24, 0, 0));
}
