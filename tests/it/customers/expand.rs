use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::{add, path_of};
use crate::interactions::log;
use crate::timeline::{kinds, sell, take_back};

const EVERY: &str = "consents,purchases,operations,messages,interactions,rfm,cards,cases,surveys,carts,segments,companies,timeline";

/// A customer who has a bit of everything.
async fn known(merchant: &Merchant) -> Value {
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    for number in 0..12 {
        sell(owner, &customer, &number.to_string(), &format!("2026-11-{:02}T10:00:00Z", number + 1)).await;
        log(owner, &path_of(&customer), json!({"text": format!("call {number}")})).await;
    }
    let last = sell(owner, &customer, "last", "2026-11-20T10:00:00Z").await;
    take_back(owner, &last, "R1", "2026-11-21T09:00:00Z").await;
    customer
}

#[tokio::test]
async fn everything_comes_in_one_answer_and_the_latest_of_each() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = known(&merchant).await;
    program.work().await;
    let path = path_of(&customer);
    let plain = owner.get(&path).await.expect(200).json();
    assert!(plain.get("expanded").is_none());
    let mut whole = owner.get(&format!("{path}?expand={EVERY}")).await.expect(200).json();
    let expanded = whole.as_object_mut().unwrap().remove("expanded").unwrap();
    assert_eq!(whole, plain);
    let names: Vec<_> = EVERY.split(',').collect();
    let mut told: Vec<_> = expanded.as_object().unwrap().keys().map(String::as_str).collect();
    told.sort_unstable();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(told, sorted);
    for name in ["purchases", "operations", "interactions", "timeline"] {
        assert_eq!(expanded[name].as_array().unwrap().len(), 10, "{name}");
    }
    // Each part is the beginning of its own list.
    for name in ["purchases", "operations", "messages", "interactions", "timeline"] {
        let list = owner.get(&format!("{path}/{name}?limit=10")).await.expect(200).json();
        assert_eq!(expanded[name], list["items"], "{name}");
    }
    let consents = owner.get(&format!("{path}/consents")).await.expect(200).json();
    assert_eq!(expanded["consents"], consents["items"]);
    let rfm = owner.get(&format!("{path}/rfm")).await.expect(200).json();
    assert_eq!(expanded["rfm"]["standing"], rfm["standing"]);
    assert_eq!(expanded["rfm"]["moves"][0]["to"], rfm["moves"][0]["to"]);
    assert_eq!(
        (kinds(expanded["operations"].as_array().unwrap())[0], &expanded["cards"]),
        ("refund", &json!([]))
    );
}

#[tokio::test]
async fn segments_carts_and_surveys_are_on_the_card() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer =
        add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}, "birthday": "--11-25"})).await;
    for (name, filter) in [
        ("Niš", json!({"field": "city", "op": "eq", "value": "niš"})),
        ("Beograd", json!({"field": "city", "op": "eq", "value": "Beograd"})),
        ("Bez korpe", json!({"not": {"segment": "lost"}})),
    ] {
        owner.post("/v1/segments", &json!({"name": name, "filter": filter})).await.expect(201);
    }
    let path = format!("{}?expand=segments,carts,surveys,cases", path_of(&customer));
    let expanded = owner.get(&path).await.expect(200).json()["expanded"].clone();
    let names: Vec<_> = expanded["segments"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names.len(), 3, "{expanded}");
    assert_eq!(expanded["segments"][0]["key"], "birthday_next_four_weeks");
    assert_eq!(names[1..], ["Bez korpe", "Niš"]);
    assert_eq!((&expanded["carts"], &expanded["surveys"]), (&json!([]), &json!([])));
    // The same as each segment says.
    for one in expanded["segments"].as_array().unwrap() {
        let list = format!("/v1/segments/{}/customers", one["id"].as_str().unwrap());
        assert_eq!(owner.get(&list).await.expect(200).json()["items"][0]["id"], customer["id"]);
    }
}

#[tokio::test]
async fn only_what_is_named_comes_and_what_is_unknown_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let told = merchant.owner.get(&format!("{path}?expand=rfm&expand=interactions")).await.expect(200).json();
    assert_eq!(told["expanded"], json!({"interactions": [], "rfm": {"standing": null, "moves": []}}));
    for query in ["?expand=wishes", "?expand=rfm,", "?expand=", "?expand=rfm,Timeline"] {
        merchant.owner.get(&format!("{path}{query}")).await.expect_invalid("?expand");
    }
    merchant.owner.get(&format!("{path}?expands=rfm")).await.expect_invalid("?expands");
    other.owner.get(&format!("{path}?expand={EVERY}")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_part_that_its_own_list_would_refuse_is_refused_by_name() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = known(&merchant).await;
    let path = path_of(&customer);
    let cashier = merchant.staff("cashier").await;
    for part in ["messages", "interactions", "rfm"] {
        let refused = cashier.get(&format!("{path}?expand=purchases,{part}")).await;
        let problem = refused.expect_problem(403, "forbidden");
        assert!(problem["detail"].as_str().unwrap().contains(part), "{problem}");
    }
    let told = cashier.get(&format!("{path}?expand=consents,purchases,timeline")).await.expect(200).json();
    let timeline = kinds(told["expanded"]["timeline"].as_array().unwrap()).join(" ");
    assert!(timeline.contains("purchase") && !timeline.contains("interaction"), "{timeline}");
    let integrator = merchant.integrator(&["customers:read"]).await;
    integrator.get(&format!("{path}?expand=consents")).await.expect_problem(403, "forbidden");
    integrator.get(&format!("{path}?expand=cards,timeline")).await.expect(200);
}
