//! Customers are asked by a link that a till prints.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{answers, open, page_of, send};
use crate::customers::{add, path_of};
use crate::purchases::coffee;

async fn bought(client: &regulars_tests::Client, customer: &Value, number: &str) -> Value {
    let mut receipt = coffee(number);
    receipt["identify"] = json!({"customer_id": customer["id"]});
    client.post("/v1/purchases", &receipt).await.expect(201).json()
}

#[tokio::test]
async fn about_one_purchase_a_customer_is_asked_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({})).await);
    let survey = open(owner, "csat", json!({})).await;
    let receipt = bought(owner, &ana, "1").await;
    let invitations = format!("{survey}/invitations");
    let body = json!({"customer_id": ana["id"], "purchase_id": receipt["id"]});
    let first = owner.post(&invitations, &body).await.expect(201).json();
    let again = owner.post(&invitations, &body).await.expect(201).json();
    assert_eq!(first, again);
    let at_all = json!({"customer_id": ana["id"]});
    let other = owner.post(&invitations, &at_all).await.expect(201).json();
    assert_ne!(other["url"], first["url"]);
    let foreign = json!({"customer_id": eva["id"], "purchase_id": receipt["id"]});
    owner.post(&invitations, &foreign).await.expect_invalid("/purchase_id");
    let nothing = json!({"customer_id": ana["id"], "purchase_id": eva["id"]});
    owner.post(&invitations, &nothing).await.expect_problem(404, "not_found");
    send(&program, &page_of(&program, &first), "4", "Dobra+kafa").await.expect(200);
    let told = answers(owner, &survey).await;
    assert_eq!(
        (&told[0]["purchase_id"], &told[0]["score"], &told[0]["comment"], &told[0]["customer_id"]),
        (&receipt["id"], &json!(4), &json!("Dobra kafa"), &ana["id"])
    );
}

#[tokio::test]
async fn two_tills_that_ask_about_one_purchase_at_once_get_one_invitation() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let survey = open(owner, "csat", json!({})).await;
    let receipt = bought(owner, &ana, "1").await;
    let body = json!({"customer_id": ana["id"], "purchase_id": receipt["id"]});
    let mut asked = Vec::new();
    for _ in 0..6 {
        let (owner, path, body) = (owner.clone(), format!("{survey}/invitations"), body.clone());
        asked.push(tokio::spawn(async move { owner.post(&path, &body).await.expect(201).json() }));
    }
    let mut urls = std::collections::BTreeSet::new();
    for one in asked {
        urls.insert(one.await.unwrap()["url"].as_str().unwrap().to_owned());
    }
    assert_eq!(urls.len(), 1);
    let results = owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!(results["invited"], 1);
}

#[tokio::test]
async fn only_an_open_survey_is_asked_and_nobody_whose_data_are_restricted() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let draft = owner.post("/v1/surveys", &json!({"name": "a", "kind": "nps"})).await.expect(201);
    let invitations = format!("{}/invitations", draft.header("location").unwrap());
    let body = json!({"customer_id": ana["id"]});
    owner.post(&invitations, &body).await.expect_problem(409, "conflict");
    let survey = open(owner, "nps", json!({})).await;
    let invitations = format!("{survey}/invitations");
    other.owner.post(&invitations, &body).await.expect_problem(404, "not_found");
    let foreign = add(&other.owner, json!({})).await;
    let problem = owner.post(&invitations, &json!({"customer_id": foreign["id"]})).await;
    problem.expect_problem(404, "not_found");
    owner.post(&format!("{}/restrictions", path_of(&ana)), &json!({})).await;
    owner.post(&invitations, &body).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_till_asks_and_reads_no_answers() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (till, manager) = (merchant.terminal().await, merchant.staff("manager").await);
    let customer = add(&manager, json!({})).await;
    let survey = open(&manager, "csat", json!({})).await;
    let body = json!({"customer_id": customer["id"]});
    till.post(&format!("{survey}/invitations"), &body).await.expect(201);
    till.get(&format!("{survey}/responses")).await.expect_problem(403, "forbidden");
    till.post("/v1/surveys", &json!({"name": "a", "kind": "nps"})).await.expect_problem(403, "forbidden");
    let analyst = merchant.staff("analyst").await;
    analyst.get(&format!("{survey}/results")).await.expect(200);
    analyst.get(&format!("{survey}/responses")).await.expect_problem(403, "forbidden");
}
