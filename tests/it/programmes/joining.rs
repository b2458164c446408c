//! What somebody agrees to before they come into a programme, and how they come in as they are registered.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::customers::{add, path_of};
use crate::loyalty::{buy, per_hundred, programme, receipt};
use crate::web_forms::send_led;

/// Records what a customer says about a purpose.
async fn say(owner: &Client, customer: &Value, purpose: &str, state: &str) {
    let body = json!({"purpose": purpose, "state": state, "source": "form in the shop"});
    owner.post(&format!("{}/consents", path_of(customer)), &body).await.expect(201);
}

/// The customers who are in a programme.
async fn members(owner: &Client, club: &str) -> Vec<Value> {
    let page = owner.get(&format!("{club}/members")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|member| member["customer_id"].clone()).collect()
}

fn terms(purpose: Value, version: Value) -> Value {
    json!({"consent_purpose": purpose, "terms_version": version})
}

#[tokio::test]
async fn whoever_has_not_agreed_to_it_does_not_come_in() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let asked = json!({"joining": "on_request", "joining_terms": terms(json!("profiling"), json!("2026-1"))});
    let club = programme(owner, asked, json!({}), &[]).await;
    let path = format!("{club}/members");
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let body = |version: &str| json!({"customer_id": ana["id"], "terms_version": version});
    let missing = owner.post(&path, &body("2026-1")).await.expect_problem(409, "conflict");
    assert_eq!(missing["reason"], "consent_missing");
    assert!(missing["detail"].as_str().unwrap().contains("profiling"), "{missing}");
    say(owner, &ana, "profiling", "granted").await;
    for body in [body("2025-1"), json!({"customer_id": ana["id"]})] {
        let unread = owner.post(&path, &body).await.expect_problem(409, "conflict");
        assert_eq!(
            (&unread["reason"], &unread["errors"][0]["pointer"]),
            (&json!("terms_not_accepted"), &json!("/terms_version"))
        );
        assert!(unread["detail"].as_str().unwrap().contains("2026-1"), "{unread}");
    }
    assert_eq!(members(owner, &club).await, Vec::<Value>::new());
    let member = owner.post(&path, &body("2026-1")).await.expect(201).json();
    assert_eq!(member["terms_version"], "2026-1");
    // Other terms: whoever is in stays in, and may accept them.
    owner.patch(&club, &json!({"joining_terms": terms(Value::Null, json!("2027-1"))})).await.expect(200);
    assert_eq!(owner.post(&path, &json!({"customer_id": ana["id"]})).await.expect(200).json(), member);
    let old = owner.post(&path, &body("2025-1")).await.expect_problem(409, "conflict");
    assert_eq!(old["reason"], "terms_not_accepted");
    let accepted = owner.post(&path, &body("2027-1")).await.expect(200).json();
    assert_eq!((&accepted["id"], &accepted["terms_version"]), (&member["id"], &json!("2027-1")));
    let cleared = owner.patch(&club, &json!({"joining_terms": null})).await.expect(200).json();
    assert_eq!(cleared["joining_terms"], terms(Value::Null, Value::Null));
    let vera = add(owner, json!({"first_name": "Vera"})).await;
    owner.post(&path, &json!({"customer_id": vera["id"]})).await.expect(201);
}

#[tokio::test]
async fn what_joining_cannot_take_is_refused() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = super::draft(owner).await;
    for (fields, pointer) in [
        (terms(json!("advertising"), Value::Null), "/joining_terms/consent_purpose"),
        (terms(json!("everything"), Value::Null), "/joining_terms/consent_purpose"),
        (terms(Value::Null, json!("")), "/joining_terms/terms_version"),
        (json!({"version": "1"}), "/joining_terms/version"),
    ] {
        let body = json!({"name": "Klub", "joining_terms": fields});
        owner.post("/v1/programmes", &body).await.expect_invalid(pointer);
        owner.patch(&club, &json!({"joining_terms": fields})).await.expect_invalid(pointer);
    }
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let body = json!({"customer_id": ana["id"], "terms_version": "a\nb"});
    owner.post(&format!("{club}/members"), &body).await.expect_invalid("/terms_version");
}

#[tokio::test]
async fn a_receipt_brings_in_only_who_has_agreed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let asked = |purpose, version| json!({"joining_terms": terms(purpose, version)});
    let by_consent =
        programme(owner, asked(json!("profiling"), Value::Null), json!({}), &[per_hundred()]).await;
    let by_terms = programme(owner, asked(Value::Null, json!("1")), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let answer = buy(&till, &receipt("1", &ana, 50_000, json!({}))).await;
    assert_eq!(answer["points"], json!([]));
    say(owner, &ana, "profiling", "granted").await;
    let answer = buy(&till, &receipt("2", &ana, 50_000, json!({}))).await;
    assert_eq!(answer["points"].as_array().unwrap().len(), 1, "{answer}");
    assert_eq!(members(owner, &by_consent).await, [ana["id"].clone()]);
    assert_eq!(members(owner, &by_terms).await, Vec::<Value>::new());
}

#[tokio::test]
async fn who_is_registered_at_the_till_is_in_the_programmes_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let by_itself =
        json!({"joining": "at_registration", "joining_terms": terms(json!("data_processing"), Value::Null)});
    let by_itself = programme(owner, by_itself, json!({}), &[per_hundred()]).await;
    let asked = json!({"joining": "on_request", "joining_terms": terms(Value::Null, json!("1"))});
    let asked = programme(owner, asked, json!({}), &[]).await;
    let till = merchant.terminal().await;
    let id = asked.rsplit('/').next().unwrap();
    let agrees = json!({"purpose": "data_processing", "state": "granted", "source": "terminal"});
    let register = async |phone: &str, fields: Value| {
        let body = json!({"first_name": "Mila", "last_name": phone, "phone": phone});
        till.post("/v1/members", &crate::loyalty::with(body, &fields)).await
    };
    let none = register("064 1234561", json!({})).await.expect(201).json();
    let one = register("064 1234562", json!({"consents": [agrees]})).await.expect(201).json();
    assert_eq!(members(owner, &by_itself).await, [one["customer"]["id"].clone()]);
    for (programmes, reason, pointer) in [
        (json!([{"programme_id": id}]), "terms_not_accepted", "/programmes/0/terms_version"),
        (
            json!([{"programme_id": id, "terms_version": "2"}]),
            "terms_not_accepted",
            "/programmes/0/terms_version",
        ),
    ] {
        let refused = register("064 1234563", json!({"programmes": programmes})).await;
        let refused = refused.expect_problem(409, "conflict");
        assert_eq!((&refused["reason"], &refused["errors"][0]["pointer"]), (&json!(reason), &json!(pointer)));
    }
    let nobody = json!([{"programme_id": "01920000-0000-7000-8000-0123456789ab"}]);
    let unknown =
        register("064 1234563", json!({"programmes": nobody})).await.expect_problem(404, "not_found");
    assert_eq!(unknown["errors"][0]["pointer"], "/programmes/0/programme_id");
    let both = json!({"consents": [agrees], "programmes": [{"programme_id": id, "terms_version": "1"}]});
    let both = register("064 1234563", both).await.expect(201).json();
    assert_eq!(members(owner, &asked).await, [both["customer"]["id"].clone()]);
    assert!(members(owner, &by_itself).await.contains(&both["customer"]["id"]));
    // Whoever was not asked comes in with a receipt, once they agree.
    say(owner, &none["customer"], "data_processing", "granted").await;
    buy(&till, &receipt("1", &none["customer"], 50_000, json!({}))).await;
    assert_eq!(members(owner, &by_itself).await.len(), 3);
    // A customer who becomes a member is registered then.
    let guest = add(owner, json!({"first_name": "Vera"})).await;
    owner.post(&format!("{}/enroll", path_of(&guest)), &json!({})).await.expect(201);
    assert!(members(owner, &by_itself).await.contains(&guest["id"]));
}

#[tokio::test]
async fn the_page_asks_for_the_terms_of_programmes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let fields = json!({"joining": "at_registration", "joining_terms": terms(Value::Null, json!("2026-1"))});
    let club = programme(owner, fields, json!({}), &[]).await;
    let page = owner.put("/v1/merchant/registration-page", &json!({"open": true})).await.expect(200).json();
    let path = format!("/r/{}", page["url"].as_str().unwrap().rsplit('/').next().unwrap());
    let english = program.client.with_header("Accept-Language", "en");
    let shown = english.get(&path).await.expect(200).text;
    assert!(shown.contains("I accept the terms of the loyalty programme"), "{shown}");
    assert!(shown.contains("Klub: 2026-1"), "{shown}");
    let person = |name: &'static str, phone: &'static str| {
        vec![("first_name", name), ("last_name", "Ilić"), ("phone", phone), ("processing", "yes")]
    };
    send_led(&program.client, &path, "", &person("Petar", "063 555 1234")).await.expect(200);
    assert_eq!(members(owner, &club).await, Vec::<Value>::new());
    let mut ticked = person("Nemanja", "063 555 1235");
    ticked.push(("terms", "yes"));
    send_led(&program.client, &path, "", &ticked).await.expect(200);
    let found = owner.get("/v1/customers?q=nemanja").await.expect(200).json()["items"][0].clone();
    assert_eq!(members(owner, &club).await, [found["id"].clone()]);
    let member = owner.get(&format!("{club}/members")).await.expect(200).json()["items"][0].clone();
    assert_eq!(member["terms_version"], "2026-1");
}
