use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::registered;
use crate::customers::{add, path_of};

async fn found(client: &Client, filter: Value) -> Vec<Value> {
    let body = json!({"filter": filter});
    let found = client.post("/v1/customers/search", &body).await.expect(200).json();
    found["items"].as_array().unwrap().iter().map(|customer| customer["id"].clone()).collect()
}

async fn issued(client: &Client, path: &str, body: Value) -> Value {
    client.post(path, &body).await.expect(201).json()["card"]["form"].clone()
}

#[tokio::test]
async fn how_a_card_was_issued_is_kept_and_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = registered(&merchant.owner, "AB123456").await;
    let stranger = add(&merchant.owner, json!({})).await;
    let cards = format!("{}/cards", path_of(&customer));
    let by_form = |form: &str| json!({"field": "card_form", "op": "eq", "value": form});
    assert_eq!(found(&merchant.owner, by_form("plastic")).await, [customer["id"].clone()]);
    assert_eq!(found(&merchant.owner, by_form("virtual")).await, [Value::Null; 0]);
    assert_eq!(issued(&merchant.owner, &cards, json!({})).await, "virtual");
    assert_eq!(issued(&merchant.owner, &cards, json!({"number": "CD12"})).await, "plastic");
    assert_eq!(issued(&merchant.owner, &cards, json!({"form": "phone"})).await, "phone");
    for form in ["plastic", "virtual", "phone"] {
        assert_eq!(found(&merchant.owner, by_form(form)).await, [customer["id"].clone()], "{form}");
    }
    let has_none = json!({"field": "card_form", "op": "not_exists"});
    assert_eq!(found(&merchant.owner, has_none).await, [stranger["id"].clone()]);
    let refused = merchant.owner.post(&cards, &json!({"form": "paper"})).await;
    refused.expect_invalid("/form");
}

#[tokio::test]
async fn a_card_in_the_place_of_another_is_issued_as_that_one_was() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body =
        json!({"first_name": "Ana", "last_name": "Ilić", "phone": "063 555 1234", "card_form": "phone"});
    let registered = merchant.owner.post("/v1/members", &body).await.expect(201).json();
    let replace = |number: &Value| format!("/v1/cards/{}/replace", number.as_str().unwrap());
    let first = &registered["member"]["cards"][0];
    let second = merchant.owner.post(&replace(first), &json!({})).await.expect(201).json()["card"].clone();
    assert_eq!(second["form"], "phone");
    assert_eq!(
        issued(&merchant.owner, &replace(&second["number"]), json!({"number": "EF12"})).await,
        "plastic"
    );
    let other = json!({"form": "virtual"});
    assert_eq!(issued(&merchant.owner, "/v1/cards/EF12/replace", other).await, "virtual");
}
