//! The cap, and workers at once.

use regulars_tests::Program;
use serde_json::json;

use super::{BEHIND, club, code_of, friend, go_to, referrals, shop, state};
use crate::customers::add;
use crate::loyalty::stands;

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_at_once_pay_each_once_and_no_more_than_the_cap() {
    const FRIENDS: usize = 24;
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({"cap": {"most": 10, "per": "month"}})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    for number in 0..FRIENDS {
        let mila = friend(&till, &code, &format!("064 12345{number:02}")).await;
        shop(&till, &number.to_string(), &mila, 50_000).await;
    }
    owner.put("/v1/test-clock", &json!({"now": BEHIND})).await.expect(200);
    tokio::join!(program.work(), program.work());
    program.work().await;
    let told = referrals(owner, &ana).await;
    let count =
        |expected: (&str, Option<&str>)| told.iter().filter(|referral| state(referral) == expected).count();
    assert_eq!(count(("rewarded", None)), 10, "{told:?}");
    assert_eq!(count(("refused", Some("cap_reached"))), FRIENDS - 10, "{told:?}");
    assert_eq!(stands(owner, &ana).await, (2_000, 0, 0));
    let mut operations: Vec<_> =
        told.iter().filter_map(|referral| referral["referred_operation_id"].as_str()).collect();
    operations.sort_unstable();
    operations.dedup();
    assert_eq!(operations.len(), 10);
    crate::accruals::all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn a_cap_counts_the_period_in_which_somebody_is_paid() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({"cap": {"most": 1, "per": "month"}, "return_days": 0})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mut expected = Vec::new();
    for (number, day) in [("1", "11-28"), ("2", "11-29"), ("3", "12-29")] {
        let now = format!("2026-{day}T12:00:00Z");
        owner.put("/v1/test-clock", &json!({"now": now})).await.expect(200);
        let mila = friend(&till, &code, &format!("064 123456{number}")).await;
        let bought = crate::loyalty::receipt(number, &mila, 50_000, json!({"occurred_at": now}));
        crate::loyalty::buy(&till, &bought).await;
        go_to(&program, owner, &now).await;
        expected.insert(0, if number == "2" { ("refused", Some("cap_reached")) } else { ("rewarded", None) });
    }
    let told = referrals(owner, &ana).await;
    assert_eq!(told.iter().map(state).collect::<Vec<_>>(), expected);
    assert_eq!(stands(owner, &ana).await, (400, 0, 0));
}
