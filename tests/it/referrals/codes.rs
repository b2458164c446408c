//! The code of a member.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{club, code_of, friend, referrals};
use crate::customers::add;

#[tokio::test]
async fn a_member_has_one_code_for_ever() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = club(owner, &json!({})).await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let body = json!({"customer_id": ana["id"]});
    let member = owner.post(&format!("{club}/members"), &body).await.expect(201).json();
    let path = format!("{club}/members/{}/referral-code", member["id"].as_str().unwrap());
    owner.get(&path).await.expect_problem(404, "not_found");
    let made = owner.post(&path, &Value::Null).await.expect(200).json();
    let code = made["code"].as_str().unwrap();
    assert_eq!(
        made,
        json!({"code": code, "programme_id": club.rsplit('/').next().unwrap(), "customer_id": ana["id"],
               "created_at": "2026-11-21T10:00:00Z"})
    );
    assert!(code.len() == 9 && code.bytes().all(|letter| !b"01OIL".contains(&letter)), "{code}");
    for _ in 0..2 {
        assert_eq!(owner.post(&path, &Value::Null).await.expect(200).json(), made);
    }
    assert_eq!(owner.get(&path).await.expect(200).json(), made);
    // Who comes in again has it still.
    owner.delete(&format!("{club}/members/{}", member["id"].as_str().unwrap())).await.expect(204);
    assert_eq!(code_of(owner, &club, &ana).await, code);
    let nobody = "01920000-0000-7000-8000-0123456789ab";
    owner.post(&format!("{club}/members/{nobody}/referral-code"), &Value::Null).await.expect(404);
}

#[tokio::test]
async fn whom_somebody_has_invited_is_listed_page_by_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let code = code_of(owner, &club, &ana).await;
    let mut invited = Vec::new();
    for number in 1..=3 {
        let mila = friend(owner, &code, &format!("064 123456{number}")).await;
        invited.insert(0, mila["id"].clone());
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let told = referrals(owner, &ana).await;
    assert_eq!(told.iter().map(|referral| referral["customer_id"].clone()).collect::<Vec<_>>(), invited);
    let path = format!("{}/referrals", crate::customers::path_of(&ana));
    let first = owner.get(&format!("{path}?limit=2")).await.expect(200).json();
    let next = format!("{path}?limit=2&cursor={}", first["next"].as_str().unwrap());
    let second = owner.get(&next).await.expect(200).json();
    let both =
        [first["items"].as_array().unwrap().clone(), second["items"].as_array().unwrap().clone()].concat();
    assert_eq!((both, &second["next"]), (told, &Value::Null));
    let none = owner.get(&format!("{path}?role=referred")).await.expect(200).json();
    assert_eq!(none["items"], json!([]));
    for wrong in ["?role=friend", "?cursor=x", "?limit=0"] {
        owner.get(&format!("{path}{wrong}")).await.expect(422);
    }
    let nobody = "/v1/customers/01920000-0000-7000-8000-0123456789ab/referrals";
    owner.get(nobody).await.expect_problem(404, "not_found");
}
