//! Who is looked at, and who is told.

use regulars_tests::Program;
use serde_json::json;

use super::{both, differences, found, per, rules};
use crate::customers::{add, path_of};
use crate::loyalty::{buy, per_hundred, programme, receipt, with};

#[tokio::test]
async fn all_who_win_are_counted_and_the_first_ten_are_told() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let mut customers = Vec::new();
    for number in 1..=12_i64 {
        let customer = add(owner, json!({"first_name": format!("Ana {number}")})).await;
        buy(&till, &receipt(&number.to_string(), &customer, number * 10_000, json!({}))).await;
        customers.push((customer["id"].clone(), number));
    }
    let told = found(&program, owner, &path, &rules(&[per(5_000)])).await;
    assert_eq!(both(&told["points"][0]), (78, 156), "{told}");
    assert_eq!((&told["winners"]["count"], &told["losers"]["count"]), (&json!(12), &json!(0)));
    let first: Vec<_> = customers.iter().rev().take(10).map(|(id, points)| (id, *points)).collect();
    assert_eq!(differences(&told["winners"]), first);
    assert_eq!(told["losers"]["customers"], json!([]));
}

#[tokio::test]
async fn whoever_is_not_in_the_programme_is_not_looked_at() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({"joining": "on_request"}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;
    owner.post(&format!("{path}/members"), &json!({"customer_id": ana["id"]})).await.expect(201);
    for (number, customer) in [("1", &ana), ("2", &eva)] {
        buy(&till, &receipt(number, customer, 100_000, json!({}))).await;
    }
    let told = found(&program, owner, &path, &rules(&[per(5_000)])).await;
    assert_eq!((&told["customers"], both(&told["points"][0])), (&json!(1), (10, 20)), "{told}");
    assert_eq!(differences(&told["winners"]), [(&ana["id"], 10)]);
}

#[tokio::test]
async fn whoever_has_left_a_programme_for_everybody_is_not_looked_at() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;
    for (number, customer) in [("1", &ana), ("2", &eva)] {
        buy(&till, &receipt(number, customer, 100_000, json!({}))).await;
    }
    let members = owner.get(&format!("{path}/members")).await.expect(200).json();
    let of_eva = members["items"].as_array().unwrap().iter().find(|one| one["customer_id"] == eva["id"]);
    let of_eva = of_eva.unwrap()["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{path}/members/{of_eva}")).await.expect(204);
    let told = found(&program, owner, &path, &rules(&[per(5_000)])).await;
    assert_eq!((&told["customers"], both(&told["points"][0])), (&json!(1), (10, 20)), "{told}");
}

#[tokio::test]
async fn whoever_has_not_agreed_to_what_a_programme_takes_is_not_looked_at() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let terms = json!({"joining_terms": {"consent_purpose": "profiling", "terms_version": null}});
    let path = programme(owner, terms, json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;
    let agrees = json!({"purpose": "profiling", "state": "granted", "source": "form in the shop"});
    owner.post(&format!("{}/consents", path_of(&ana)), &agrees).await.expect(201);
    for (number, customer) in [("1", &ana), ("2", &eva)] {
        buy(&till, &receipt(number, customer, 100_000, json!({}))).await;
    }
    let told = found(&program, owner, &path, &rules(&[per(5_000)])).await;
    assert_eq!((&told["customers"], both(&told["points"][0])), (&json!(1), (10, 20)), "{told}");
    // Whoever agrees would come in by a receipt.
    owner.post(&format!("{}/consents", path_of(&eva)), &agrees).await.expect(201);
    let told = found(&program, owner, &path, &rules(&[per(5_000)])).await;
    assert_eq!((&told["customers"], both(&told["points"][0])), (&json!(2), (20, 40)), "{told}");
}

#[tokio::test]
async fn a_rule_of_the_draft_gives_to_those_whom_it_is_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
    let eva = add(owner, json!({"first_name": "Eva", "address": {"city": "Bor"}})).await;
    for (number, customer) in [("1", &ana), ("2", &eva)] {
        buy(&till, &receipt(number, customer, 100_000, json!({}))).await;
    }
    let of_nis = json!({"customers": {"field": "city", "op": "eq", "value": "Niš"}});
    let bonus = with(json!({"name": "Za Niš", "effect": {"kind": "fixed", "points": "7"}}), &of_nis);
    let told = found(&program, owner, &path, &rules(&[per_hundred(), bonus])).await;
    assert_eq!((&told["customers"], both(&told["points"][0])), (&json!(2), (20, 27)), "{told}");
    assert_eq!(differences(&told["winners"]), [(&ana["id"], 7)]);
}
