use regulars_tests::{Client, Program};
use serde_json::json;

use super::{add, path_of};

/// First names of the customers that the query finds, in alphabetical order.
async fn found(client: &Client, terms: &[&str]) -> Vec<String> {
    let query: Vec<String> = terms.iter().map(|term| format!("q={}", encoded(term))).collect();
    let list = client.get(&format!("/v1/customers?{}", query.join("&"))).await.expect(200).json();
    let items = list["items"].as_array().unwrap();
    let mut names: Vec<_> =
        items.iter().map(|item| item["first_name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn encoded(term: &str) -> String {
    term.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn any_part_of_any_value_finds_a_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = json!({
        "external_id": "K-17", "first_name": "Ana", "last_name": "Živković", "company": "Delta 100% d.o.o.",
        "email": "Ana.Z@Example.com", "phone": "064/123-4567",
        "address": {"street": "Bulevar oslobođenja 1", "postcode": "21000", "city": "Novi Sad"}
    });
    add(&merchant.owner, ana).await;
    add(
        &merchant.owner,
        json!({"first_name": "Шабан", "last_name": "Ђорђевић", "address": {"city": "Шабац"}}),
    )
    .await;
    for term in [
        "ana ž",
        "ANA",
        "vkov",
        "živ",
        "ŽIVKOVIĆ",
        "zivkovic",
        "Živković",
        "ana živ",
        "živković ana",
        "delta",
        "100%",
        "z@example",
        "064/123",
        "0641234567",
        "+381 64 123",
        "381641234567",
        "k-17",
        "oslobođ",
        "2100",
        "novi s",
        " ana ",
    ] {
        assert_eq!(found(&merchant.owner, &[term]).await, ["Ana"], "{term}");
    }
    for term in ["шаба", "ЂОРЂ", "sab", "ђорђевић шабан", "Đorđević", "djordjev", "saban"]
    {
        assert_eq!(found(&merchant.owner, &[term]).await, ["Шабан"], "{term}");
    }
    for term in ["zivkovicc", "10_%", "%", "_", "\\", "ana novi", "x' OR '1'='1"] {
        let expected: &[&str] = if term == "%" { &["Ana"] } else { &[] };
        assert_eq!(found(&merchant.owner, &[term]).await, expected, "{term}");
    }
}

#[tokio::test]
async fn every_one_of_several_terms_must_match_somewhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Ana", "last_name": "Ilić", "address": {"city": "Niš"}})).await;
    add(&merchant.owner, json!({"first_name": "Eva", "last_name": "Ilić", "address": {"city": "Novi Sad"}}))
        .await;
    assert_eq!(found(&merchant.owner, &["ilić"]).await, ["Ana", "Eva"]);
    assert_eq!(found(&merchant.owner, &["ilić", "niš"]).await, ["Ana"]);
    assert_eq!(found(&merchant.owner, &["SAD", "eva", "il"]).await, ["Eva"]);
    assert!(found(&merchant.owner, &["ana", "novi"]).await.is_empty());
}

#[tokio::test]
async fn what_was_changed_is_found_under_its_new_value_only() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    merchant.owner.patch(&path_of(&customer), &json!({"email": "nova@example.com"})).await.expect(200);
    assert!(found(&merchant.owner, &["ana@"]).await.is_empty());
    assert_eq!(found(&merchant.owner, &["nova@"]).await, ["Ana"]);
}

#[tokio::test]
async fn a_card_finds_its_holder_whichever_merchant_issued_it() {
    let program = Program::start().await;
    let (here, elsewhere) = (program.merchant().await, program.merchant().await);
    let member = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    here.owner.post("/v1/members", &member).await.expect(201);
    let assign = json!({"card": "AB123456"});
    elsewhere.owner.post("/v1/cards/CD777/assign", &assign).await.expect(200);
    for client in [&here.owner, &elsewhere.owner] {
        assert_eq!(found(client, &["ab12-3456"]).await, ["Ana"]);
        assert_eq!(found(client, &["cd777"]).await, ["Ana"]);
    }
    here.owner.post("/v1/cards/AB123456/block", &json!({})).await.expect(200);
    assert!(found(&here.owner, &["ab123456"]).await.is_empty());
}

#[tokio::test]
async fn another_merchant_s_customers_are_not_found() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    add(&merchant.owner, json!({"first_name": "Ana"})).await;
    assert!(found(&other.owner, &["ana"]).await.is_empty());
}
