//! From the code to the points of both.

use regulars_tests::Program;
use serde_json::json;

use super::{BEHIND, club, code_of, friend, go_to, referral_of, referrals, register, shop, state};
use crate::customers::add;
use crate::loyalty::{account, accounts, operations, stands};

#[tokio::test]
async fn both_are_paid_behind_the_time_in_which_goods_may_come_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let code = code_of(&till, &club, &ana).await;
    let told = format!("{}-{}", &code[..4].to_lowercase(), &code[4..]);
    let registered = register(&till, &told, &json!({"phone": "064 1234567"})).await.expect(201).json();
    let mila = registered["customer"].clone();
    assert_eq!(mila["source"]["referral_id"], json!(code));
    let waiting = referral_of(owner, &mila).await;
    assert_eq!(
        waiting,
        json!({
            "id": waiting["id"], "programme_id": club.rsplit('/').next().unwrap(), "code": code,
            "referrer_id": ana["id"], "customer_id": mila["id"], "state": "waiting", "reason": null,
            "point_type": "points", "referrer_points": 200, "referred_points": 100, "minimum": 50_000,
            "programme_version": waiting["programme_version"], "created_at": mila["created_at"],
            "until": "2026-12-21T10:00:00Z", "purchase_id": null, "qualified_at": null, "due_at": null,
            "settled_at": null, "referrer_operation_id": null, "referred_operation_id": null
        })
    );
    assert_eq!(referrals(&till, &ana).await, [waiting]);

    shop(&till, "1", &mila, 10_000).await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("waiting", None));
    let bought = shop(&till, "2", &mila, 60_000).await;
    let qualified = referral_of(owner, &mila).await;
    assert_eq!(state(&qualified), ("qualified", None));
    assert_eq!(
        (&qualified["purchase_id"], &qualified["qualified_at"], &qualified["due_at"]),
        (&bought["id"], &json!("2026-11-21T10:30:00Z"), &json!(BEHIND))
    );
    // A later one changes nothing of it.
    shop(&till, "3", &mila, 90_000).await;
    assert_eq!(referral_of(owner, &mila).await, qualified);

    go_to(&program, owner, "2026-12-05T10:29:59Z").await;
    assert_eq!(referral_of(owner, &mila).await, qualified);
    assert_eq!((stands(owner, &mila).await, accounts(owner, &ana).await.len()), ((16, 0, 0), 0));
    go_to(&program, owner, BEHIND).await;
    let rewarded = referral_of(owner, &mila).await;
    assert_eq!((state(&rewarded), &rewarded["due_at"]), (("rewarded", None), &json!(null)));
    assert!(rewarded["settled_at"].as_str().unwrap() >= BEHIND, "{rewarded}");
    for (customer, points, side) in [(&ana, 200, "referrer"), (&mila, 100, "referred")] {
        let told = operations(owner, &account(owner, customer).await).await;
        let paid = &told[0];
        assert_eq!((&paid["kind"], &paid["points"]), (&json!("referral"), &json!(points)), "{told:?}");
        assert_eq!((&paid["actor"]["kind"], &paid["purchase_id"]), (&json!("system"), &json!(null)));
        assert_eq!(paid["id"], rewarded[format!("{side}_operation_id")]);
    }
    assert_eq!((stands(owner, &ana).await, stands(owner, &mila).await), ((200, 0, 0), (116, 0, 0)));
    for (customer, role, other) in [(&ana, "referrer", &mila), (&mila, "referred", &ana)] {
        let path = format!("{}/timeline?kinds=referral", crate::customers::path_of(customer));
        let told = owner.get(&path).await.expect(200).json()["items"][0].clone();
        assert_eq!(
            (&told["at"], &told["referral"]),
            (
                &mila["created_at"],
                &json!({"id": rewarded["id"], "role": role, "other_customer_id": other["id"], "state": "rewarded",
                        "reason": null})
            )
        );
    }
    // However often it is looked for, it was done once.
    go_to(&program, owner, "2027-01-05T10:30:00Z").await;
    assert_eq!((stands(owner, &ana).await, stands(owner, &mila).await), ((200, 0, 0), (116, 0, 0)));
    let events = owner.get("/v1/audit-events?subject_kind=referral").await.expect(200).json();
    let actions: Vec<_> = events["items"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
    assert_eq!(actions, ["updated", "created"]);
    crate::accruals::all_is_exact(owner, &club).await;
}

#[tokio::test]
async fn a_scheme_may_pay_one_of_the_two_and_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let fields = json!({"referrer_points": 0, "minimum": 0, "return_days": 0});
    let club = club(owner, &fields).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let person = json!({"first_name": "Mila", "referral_code": code});
    let mila = add(owner, person).await;
    assert_eq!(mila["source"]["referral_id"], json!(code));
    shop(&till, "1", &mila, 1_000).await;
    go_to(&program, owner, "2026-11-21T10:30:00Z").await;
    let rewarded = referral_of(owner, &mila).await;
    assert_eq!((state(&rewarded), &rewarded["referrer_operation_id"]), (("rewarded", None), &json!(null)));
    assert_eq!((stands(owner, &mila).await, accounts(owner, &ana).await.len()), ((100, 0, 0), 0));
}

#[tokio::test]
async fn what_was_promised_when_the_code_was_used_holds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mila = friend(&till, &code, "064 1234567").await;
    owner.put(&format!("{club}/referral-scheme"), &json!({"scheme": null})).await.expect(200);
    let closed = register(&till, &code, &json!({"phone": "064 7654321"})).await;
    assert_eq!(closed.expect_problem(409, "conflict")["reason"], "referral_closed");
    shop(&till, "1", &mila, 50_000).await;
    crate::loyalty::set_state(owner, &club, "paused").await;
    go_to(&program, owner, BEHIND).await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("qualified", None));
    crate::loyalty::set_state(owner, &club, "active").await;
    go_to(&program, owner, "2026-12-07T10:30:00Z").await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("rewarded", None));
    assert_eq!((stands(owner, &ana).await, stands(owner, &mila).await), ((200, 0, 0), (105, 0, 0)));
}
