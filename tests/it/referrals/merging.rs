//! Two who were one all along.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{BEHIND, club, code_of, friend, go_to, referral_of, referrals, shop, state};
use crate::customers::add;
use crate::loyalty::{accounts, stands};
use crate::merges::{merge, undo_of};

#[tokio::test]
async fn what_somebody_has_invited_others_for_is_the_survivor_s() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let again = add(owner, json!({"first_name": "Anna"})).await;
    let (code, own) = (code_of(owner, &club, &ana).await, code_of(owner, &club, &again).await);
    let mila = friend(&till, &code, "064 1234567").await;
    shop(&till, "1", &mila, 50_000).await;
    let merged = merge(owner, &again, &[&ana]).await;
    assert_eq!(referral_of(owner, &mila).await["referrer_id"], again["id"]);
    assert_eq!(referrals(owner, &again).await.len(), 1);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(referral_of(owner, &mila).await["referrer_id"], ana["id"]);
    merge(owner, &again, &[&ana]).await;
    // Either code leads to whoever is there.
    for (code, phone) in [(&code, "064 7654321"), (&own, "064 7654322")] {
        assert_eq!(referral_of(owner, &friend(&till, code, phone).await).await["referrer_id"], again["id"]);
    }
    go_to(&program, owner, BEHIND).await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("rewarded", None));
    assert_eq!(stands(owner, &again).await, (200, 0, 0));
    crate::accruals::all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn who_turns_out_to_have_been_there_brings_nobody_anything() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let vera = add(owner, json!({"first_name": "Vera"})).await;
    let mara = add(owner, json!({"first_name": "Mara"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mut friends = Vec::new();
    for number in ["1", "2", "3", "4", "5"] {
        program.clock.advance(chrono::Duration::seconds(1));
        let mila = friend(&till, &code, &format!("064 123456{number}")).await;
        shop(&till, number, &mila, 50_000).await;
        friends.push(mila);
    }
    merge(owner, &ana, &[&friends[0]]).await;
    merge(owner, &vera, &[&friends[1]]).await;
    merge(owner, &friends[2], &[&friends[3]]).await;
    // Whichever record survives, the person is not new.
    merge(owner, &friends[4], &[&mara]).await;
    go_to(&program, owner, BEHIND).await;
    let mut told: Vec<Value> = referrals(owner, &ana).await;
    told.reverse();
    let told: Vec<_> = told.iter().map(state).collect();
    assert_eq!(
        told,
        [
            ("refused", Some("self_referral")),
            ("refused", Some("already_registered")),
            ("rewarded", None),
            ("refused", Some("already_registered")),
            ("refused", Some("already_registered")),
        ]
    );
    assert_eq!(stands(owner, &ana).await.0, 200 + 5);
    assert_eq!(accounts(owner, &vera).await.len(), 1, "what the receipt has earned");
}

#[tokio::test]
async fn nobody_is_referred_in_a_circle() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let mila = friend(&till, &code, "064 1234561").await;
    program.clock.advance(chrono::Duration::seconds(1));
    let of_mila = code_of(owner, &club, &mila).await;
    let again = friend(&till, &of_mila, "064 1234562").await;
    shop(&till, "1", &mila, 50_000).await;
    shop(&till, "2", &again, 50_000).await;
    // Ana was there before all of them, and is the one whom Mila has invited.
    merge(owner, &again, &[&ana]).await;
    go_to(&program, owner, "2026-12-05T10:30:05Z").await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("rewarded", None));
    assert_eq!(state(&referral_of(owner, &again).await), ("refused", Some("cycle")));
}
