//! Who is not referred, and for whom nobody is paid.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{BEHIND, club, code_of, friend, go_to, referral_of, referrals, register, shop, state};
use crate::customers::{add, path_of};
use crate::loyalty::{accounts, buy, receipt, stands};

#[tokio::test]
async fn nobody_refers_themselves_or_somebody_who_is_there() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = json!({"first_name": "Ana", "last_name": "Petrović", "email": "Ana@example.com", "phone": "064 1234567",
        "card_number": "AB123456"});
    let ana = till.post("/v1/members", &ana).await.expect(201).json()["customer"].clone();
    let code = code_of(owner, &club, &ana).await;
    add(owner, json!({"first_name": "Vera", "email": "vera@example.com", "phone": "064 1111111"})).await;
    for (fields, reason) in [
        (json!({"email": "ana@Example.com"}), "self_referral"),
        (json!({"phone": "+381 64 123 45 67"}), "self_referral"),
        (json!({"card_number": "ab12-3456"}), "self_referral"),
        (json!({"email": "VERA@example.com"}), "already_registered"),
        (json!({"phone": "064/1111111", "email": "mila@example.com"}), "already_registered"),
    ] {
        let refused = register(&till, &code, &fields).await.expect_problem(409, "conflict");
        assert_eq!(
            (&refused["reason"], &refused["errors"][0]["pointer"]),
            (&json!(reason), &json!("/referral_code")),
            "{fields}: {refused}"
        );
    }
    let person = crate::customers::person(&json!({"first_name": "A", "email": "ana@example.com",
        "referral_code": code}));
    let refused = owner.post("/v1/customers", &person).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "self_referral");
    assert_eq!(owner.get("/v1/customers?q=mila").await.expect(200).json()["items"], json!([]));
    assert_eq!(referrals(owner, &ana).await, Vec::<Value>::new());
    // Without the code it is a family with one telephone.
    let family = json!({"first_name": "Mila", "last_name": "Petrović", "phone": "064 1234567"});
    till.post("/v1/members", &family).await.expect(201);
}

#[tokio::test]
async fn a_code_that_does_not_hold_registers_nobody() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let wrong = format!("{}{}", if code.starts_with('A') { 'B' } else { 'A' }, &code[1..]);
    for code in ["", "ABC", &wrong, "0OI1L0OI1"] {
        register(owner, code, &json!({})).await.expect_invalid("/referral_code");
    }
    register(&other.owner, &code, &json!({})).await.expect_invalid("/referral_code");
    let both = crate::customers::person(&json!({"referral_code": code, "source": {"referral_id": "friend"}}));
    owner.post("/v1/customers", &both).await.expect_invalid("/source/referral_id");
    let members = owner.get(&format!("{club}/members")).await.expect(200).json();
    let membership = members["items"][0]["id"].as_str().unwrap();
    owner.delete(&format!("{club}/members/{membership}")).await.expect(204);
    let left = register(owner, &code, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(left["reason"], "referral_closed");
    let path = format!("{club}/members/{membership}/referral-code");
    assert_eq!(owner.post(&path, &Value::Null).await.expect_problem(409, "conflict")["reason"], "left");
    owner.delete(&path_of(&ana)).await.expect(204);
    register(owner, &code, &json!({})).await.expect_invalid("/referral_code");
    assert_eq!(owner.get("/v1/customers").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn what_comes_back_pays_nobody_where_too_little_is_left() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mut friends = Vec::new();
    for (number, back) in [("1", "6"), ("2", "2"), ("3", "1"), ("4", "")] {
        let mila = friend(&till, &code, &format!("064 123456{number}")).await;
        let fields = json!({"occurred_at": "2026-11-21T10:30:00Z",
            "lines": [{"sku": "1001", "quantity": "6", "unit_price": 10_000, "total": 60_000}]});
        let bought = buy(&till, &receipt(number, &mila, 60_000, fields)).await;
        if !back.is_empty() {
            let refund = json!({"refund_number": format!("P{number}"), "occurred_at": "2026-11-21T10:45:00Z",
                "lines": [{"line": 1, "quantity": back}]});
            let path = format!("/v1/purchases/{}/refunds", bought["id"].as_str().unwrap());
            till.post(&path, &refund).await.expect(201);
        }
        assert_eq!(state(&referral_of(owner, &mila).await), ("qualified", None));
        friends.push(mila);
    }
    go_to(&program, owner, BEHIND).await;
    let expected = [
        ("refused", Some("refunded")),
        ("refused", Some("refunded")),
        ("rewarded", None),
        ("rewarded", None),
    ];
    for (mila, expected) in friends.iter().zip(expected) {
        let referral = referral_of(owner, mila).await;
        assert_eq!(state(&referral), expected);
        let is_paid = expected.0 == "rewarded";
        assert_eq!(referral["referred_operation_id"].is_string(), is_paid, "{referral}");
    }
    assert_eq!(stands(owner, &ana).await, (400, 0, 0));
}

#[tokio::test]
async fn whoever_buys_too_late_was_not_referred() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({"within_days": 7})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mila = friend(&till, &code, "064 1234567").await;
    go_to(&program, owner, "2026-11-28T10:00:01Z").await;
    let late = referral_of(owner, &mila).await;
    assert_eq!((state(&late), &late["settled_at"]), (("refused", Some("too_late")), &late["until"]));
    let fields = |at: &str| json!({"occurred_at": at});
    buy(&till, &receipt("1", &mila, 90_000, fields("2026-11-28T10:00:01Z"))).await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("refused", Some("too_late")));
    // A till that was off line tells it afterwards.
    buy(&till, &receipt("2", &mila, 90_000, fields("2026-11-28T10:00:00Z"))).await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("qualified", None));
    go_to(&program, owner, "2026-12-12T10:00:00Z").await;
    assert_eq!(state(&referral_of(owner, &mila).await), ("rewarded", None));
}

#[tokio::test]
async fn who_is_in_no_programme_any_more_is_not_paid_and_neither_is_the_other() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let vera = add(owner, json!({"first_name": "Vera"})).await;
    let (of_ana, of_vera) = (code_of(owner, &club, &ana).await, code_of(owner, &club, &vera).await);
    let mut friends = Vec::new();
    for (number, code) in [("1", &of_ana), ("2", &of_vera), ("3", &of_vera), ("4", &of_vera)] {
        let mila = friend(&till, code, &format!("064 123456{number}")).await;
        shop(&till, number, &mila, 50_000).await;
        friends.push(mila);
    }
    let members = owner.get(&format!("{club}/members")).await.expect(200).json();
    for gone in [&ana, &friends[1]] {
        let of_gone = |member: &&Value| member["customer_id"] == gone["id"];
        let membership = members["items"].as_array().unwrap().iter().find(of_gone).unwrap();
        owner.delete(&format!("{club}/members/{}", membership["id"].as_str().unwrap())).await.expect(204);
    }
    let email = json!({"email": "vera@example.com"});
    owner.patch(&path_of(&vera), &email).await.expect(200);
    owner.patch(&path_of(&friends[2]), &email).await.expect(200);
    let erased = referral_of(owner, &friends[3]).await;
    owner.delete(&path_of(&friends[3])).await.expect(204);
    go_to(&program, owner, BEHIND).await;
    for (mila, expected) in friends.iter().zip(["referrer_left", "not_member", "self_referral"]) {
        assert_eq!(state(&referral_of(owner, mila).await), ("refused", Some(expected)));
    }
    let told = referrals(owner, &vera).await;
    let of_erased = told.iter().find(|referral| referral["id"] == erased["id"]).unwrap();
    assert_eq!(state(of_erased), ("refused", Some("erased")));
    assert_eq!(accounts(owner, &vera).await, Vec::<Value>::new());
}
