//! Points that are held for something outside.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{
    account, adjust, buy, path_of_account, paying, per_hundred, programme, receipt, standing, stands, with,
};
use crate::customers::add;

#[tokio::test]
async fn what_is_held_pays_in_part_or_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let path = format!("{}/reservations", path_of_account(&own));
    let held = till.post(&path, &json!({"points": 60})).await.expect(201).json();
    assert_eq!(
        (&held["state"], &held["expires_at"], &held["order_id"]),
        (&json!("active"), &json!("2026-11-21T10:15:00Z"), &Value::Null)
    );
    let has = account(owner, &customer).await;
    assert_eq!((standing(&has), &has["balance"]["reserved"]), ((40, 0, 0), &json!(60)));
    let problem = till.post(&path, &json!({"points": 41})).await.expect_problem(422, "insufficient_points");
    assert_eq!(problem["available"], 40);
    adjust(owner, &own, -41, &json!({})).await.expect_problem(422, "insufficient_points");
    let of = |held: &Value| format!("{path}/{}", held["id"].as_str().unwrap());
    till.post(&format!("{}/capture", of(&held)), &json!({"points": 61})).await.expect_invalid("/points");
    let paid = till.post(&format!("{}/capture", of(&held)), &json!({"points": 45})).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["captured"]), (&json!("captured"), &json!(45)));
    assert_eq!(stands(owner, &customer).await, (55, 0, 0));
    let problem =
        till.post(&format!("{}/release", of(&held)), &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "captured");

    let held = till.post(&path, &json!({"points": 55, "seconds": 60})).await.expect(201).json();
    let released = till.post(&format!("{}/release", of(&held)), &Value::Null).await.expect(200).json();
    assert_eq!((&released["state"], stands(owner, &customer).await), (&json!("released"), (55, 0, 0)));

    let lapses = till.post(&path, &json!({"points": 55, "seconds": 60})).await.expect(201).json();
    program.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(stands(owner, &customer).await, (55, 0, 0));
    let listed = owner.get(&path).await.expect(200).json();
    let found = listed["items"].as_array().unwrap().iter().find(|held| held["id"] == lapses["id"]).unwrap();
    assert_eq!(found["state"], "expired");
    let problem =
        till.post(&format!("{}/capture", of(&lapses)), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "expired");
    // What was held too long can be spent.
    adjust(owner, &own, -55, &json!({})).await.expect(201);
    assert_eq!(stands(owner, &customer).await, (0, 0, 0));

    for (body, pointer) in [
        (json!({}), "/points"),
        (json!({"points": 0}), "/points"),
        (json!({"points": 1, "seconds": 0}), "/seconds"),
        (json!({"points": 1, "seconds": 2_592_001}), "/seconds"),
        (json!({"points": 1, "for": "x"}), "/for"),
    ] {
        till.post(&path, &body).await.expect_invalid(pointer);
    }
    merchant
        .staff("marketer")
        .await
        .post(&path, &json!({"points": 1}))
        .await
        .expect_problem(403, "forbidden");
}

#[tokio::test]
async fn what_is_held_no_longer_is_there_wherever_somebody_asks() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 10, "unit": "day", "to": "exact"}}));
    let club = programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let path = format!("{}/reservations", path_of_account(&account(owner, &customer).await));
    till.post(&path, &json!({"points": 60, "seconds": 60})).await.expect(201);
    let asked = async || {
        let mut found = Vec::new();
        for of in ["balance", "expiring"] {
            let filter = json!({"points": {"of": of, "op": "gte", "value": 100}});
            let body = json!({ "filter": filter });
            let page = owner.post("/v1/customers/search", &body).await.expect(200).json();
            found.push(page["items"].as_array().unwrap().len());
        }
        let told = owner.get(&format!("{club}/liability")).await.expect(200).json()["items"][0].clone();
        let months: i64 =
            told["months"].as_array().unwrap().iter().map(|month| month["available"].as_i64().unwrap()).sum();
        (found, told["available"].as_i64(), told["reserved"].as_i64(), months)
    };
    assert_eq!(asked().await, (vec![0, 0], Some(40), Some(60), 40));
    program.clock.advance(chrono::Duration::seconds(60));
    let free = (vec![1, 1], Some(100), Some(0), 100);
    assert_eq!(asked().await, free);
    // Written, it is told as it was before.
    adjust(owner, &account(owner, &customer).await, 1, &json!({})).await.expect(201);
    assert_eq!(asked().await, (vec![1, 1], Some(101), Some(0), 101));
    // What was held and has expired meanwhile is not there either.
    till.post(&path, &json!({"points": 100, "seconds": 60})).await.expect(201);
    owner.put("/v1/test-clock", &json!({"now": "2026-12-20T10:00:00Z"})).await.expect(200);
    assert_eq!(asked().await, (vec![0, 0], Some(1), Some(0), 1));
}

#[tokio::test]
async fn what_is_held_of_somebody_who_is_erased_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let path = path_of_account(&account(owner, &customer).await);
    let held = till.post(&format!("{path}/reservations"), &json!({"points": 60})).await.expect(201).json();
    let campaign = crate::coupons::campaign(owner, json!({}), &["JEDAN1"]).await;
    let asked =
        json!({"receipt": crate::coupons::plain("proba", 30_000, json!({})), "customer_id": customer["id"]});
    till.post("/v1/coupons/JEDAN1/reserve", &asked).await.expect(201);
    assert_eq!(crate::coupons::counts(owner, &campaign).await, (1, 1, 3_000));
    owner.delete(&crate::customers::path_of(&customer)).await.expect(204);
    assert_eq!(crate::coupons::counts(owner, &campaign).await, (0, 0, 0));
    let left = owner.get(&path).await.expect(200).json();
    assert_eq!((standing(&left), &left["balance"]["reserved"]), ((100, 0, 0), &json!(0)));
    let operations = owner.get(&format!("{path}/operations")).await.expect(200).json();
    assert_eq!(operations["items"][0]["kind"], "release", "{operations}");
    let capture = format!("{path}/reservations/{}/capture", held["id"].as_str().unwrap());
    let problem = till.post(&capture, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "released");
}

#[tokio::test]
async fn nothing_is_held_of_who_could_not_spend_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"transferable": true}));
    let club = programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let path = format!("{}/reservations", path_of_account(&account(owner, &customer).await));
    let held = till.post(&path, &json!({"points": 10})).await.expect(201).json();
    let refused = async || till.post(&path, &json!({"points": 10})).await.expect_problem(409, "conflict");
    super::set_state(owner, &club, "paused").await;
    assert_eq!(refused().await["reason"], "not_active");
    super::set_state(owner, &club, "active").await;
    let members = owner.get(&format!("{club}/members")).await.expect(200).json();
    let member = members["items"][0]["id"].as_str().unwrap();
    owner.delete(&format!("{club}/members/{member}")).await.expect(204);
    assert_eq!(refused().await["reason"], "not_member");
    let reward = crate::rewards::cup(club.rsplit('/').next().unwrap(), json!({"stock": "unlimited"}));
    let reward = crate::rewards::offer(owner, &reward).await;
    let ordered = crate::rewards::order(owner, &reward, &customer, json!({})).await;
    assert_eq!(ordered.expect_problem(409, "conflict")["reason"], "not_member");
    let other = add(owner, json!({"first_name": "Boris"})).await;
    buy(&till, &receipt("2", &other, 10_000, json!({}))).await;
    let transfer = json!({"to_account_id": account(owner, &other).await["id"], "points": 1});
    let transfers = format!("{}/transfers", path_of_account(&account(owner, &customer).await));
    assert_eq!(
        owner.post(&transfers, &transfer).await.expect_problem(409, "conflict")["reason"],
        "not_member"
    );
    // What was held before still pays.
    let capture = format!("{path}/{}/capture", held["id"].as_str().unwrap());
    till.post(&capture, &json!({})).await.expect(200);
}

#[tokio::test]
async fn a_period_does_not_end_before_it_begins() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 10_000, json!({}))).await;
    let path = format!("{}/operations", path_of_account(&account(owner, &customer).await));
    let (early, late) = ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
    owner.get(&format!("{path}?from={late}&until={early}")).await.expect_invalid("?until");
    owner.get(&format!("{path}?from={early}&until={early}")).await.expect(200);
    let file = json!({"from": late, "until": early, "format": "csv"});
    owner.post(&format!("{path}/exports"), &file).await.expect_invalid("/until");
    owner.post("/v1/purchases/exports", &file).await.expect_invalid("/until");
    owner.get(&format!("/v1/purchases?from={late}&until={early}")).await.expect_invalid("?until");
    let bought = format!("{}/operations?from={late}&to={early}", crate::customers::path_of(&customer));
    owner.get(&bought).await.expect_invalid("?to");
}
