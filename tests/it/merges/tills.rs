use regulars_tests::{Client, Program, is_postgres};
use serde_json::{Value, json};

use super::{id, merge};
use crate::cards::{registered, shown};
use crate::customers::{add, path_of};
use crate::purchases::coffee;

fn receipt(number: &str, identify: Value) -> Value {
    let mut body = coffee(number);
    body["identify"] = identify;
    body
}

/// What a customer has bought: how often and for how much.
async fn bought(client: &Client, customer: &Value) -> (i64, i64) {
    let shown = client.get(&path_of(customer)).await.expect(200).json();
    let totals = &shown["purchases"];
    (totals["count"].as_i64().unwrap(), totals["total"]["amount"].as_i64().unwrap())
}

#[tokio::test]
async fn cards_receipts_refunds_and_old_ids_work_on_at_the_till() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    let member = registered(owner, "AB123456").await;
    let plain = add(owner, json!({"first_name": "Ana", "phone": "+381641234567"})).await;
    till.post("/v1/purchases", &receipt("1", json!({"card": "AB123456"}))).await.expect(201);
    let second = receipt("2", json!({"customer_id": id(&member)}));
    let second_at =
        till.post("/v1/purchases", &second).await.expect(201).header("location").unwrap().to_owned();
    till.post("/v1/purchases", &receipt("3", json!({"phone": "+381641234567"}))).await.expect(201);
    let waiting = json!({"items": [{"kind": "refund", "refund_number": "R9", "occurred_at": "2026-11-20T17:30:00Z",
        "receipt": {"receipt_number": "9"}, "lines": [{"line": 1, "quantity": "1"}]}]});
    let uploaded = till.post("/v1/purchases/batch", &waiting).await;
    assert_eq!(uploaded.json()["results"][0]["status"], "waiting", "{}", uploaded.text);
    let merged = merge(owner, &plain, &[&member]).await;
    assert_eq!(
        (&merged["merge"]["moved"]["purchases"], &merged["merge"]["moved"]["cards"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(merged["customer"]["type"], "regular");
    assert_eq!(merged["customer"]["regular_since"], member["regular_since"]);
    assert_eq!(bought(owner, &plain).await, (3, 54_000), "nothing is summed twice");
    let looked_up = shown(&till, "AB123456").await;
    assert_eq!(looked_up["customer"]["id"], plain["id"], "the old card means the survivor");
    // The same receipt again, a late one under the old id, one by the card, and a refund of one that came before.
    let again = till.post("/v1/purchases", &second).await.expect(201).json();
    assert_eq!((&again["replayed"], &again["customer_id"]), (&json!(true), &plain["id"]));
    let late =
        till.post("/v1/purchases", &receipt("4", json!({"customer_id": id(&member)}))).await.expect(201);
    assert_eq!(late.json()["customer_id"], plain["id"]);
    let by_card = till.post("/v1/purchases", &receipt("5", json!({"card": "AB123456"}))).await.expect(201);
    assert_eq!(by_card.json()["customer_id"], plain["id"]);
    assert_eq!(bought(owner, &plain).await, (5, 90_000));
    let refund = json!({"refund_number": "R1", "occurred_at": "2026-11-21T09:00:00Z",
        "lines": [{"line": 1, "quantity": "1"}]});
    till.post(&format!("{second_at}/refunds"), &refund).await.expect(201);
    assert_eq!(bought(owner, &plain).await, (5, 81_000), "the refund finds the survivor");
    till.post("/v1/purchases", &receipt("9", json!({"customer_id": id(&member)}))).await.expect(201);
    assert_eq!(bought(owner, &plain).await, (6, 90_000), "so does one that waited for its receipt");
    let listed = owner.get(&format!("{}/purchases", path_of(&plain))).await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn two_cards_of_one_person_mean_one_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let till = merchant.terminal().await;
    let one = registered(owner, "AB123456").await;
    let body =
        json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123457", "allow_duplicate": true});
    let other = owner.post("/v1/members", &body).await.expect(201).json()["customer"].clone();
    let plain = add(owner, json!({"first_name": "Ana"})).await;
    let first = merge(owner, &one, &[&other]).await;
    assert_eq!(first["merge"]["moved"]["cards"], 1);
    assert_eq!(first["customer"]["cards"], json!(["AB123456", "AB123457"]));
    let mean = async |customer: &Value| {
        for (number, card) in ["AB123456", "AB123457"].into_iter().enumerate() {
            assert_eq!(shown(&till, card).await["customer"]["id"], customer["id"]);
            let receipt = receipt(&format!("{}-{number}", id(customer)), json!({"card": card}));
            let sold = till.post("/v1/purchases", &receipt).await.expect(201).json();
            assert_eq!((&sold["customer_id"], &sold["warnings"]), (&customer["id"], &json!([])));
            let by_card = json!({"filter": {"field": "card_number", "op": "eq", "value": card}});
            let found = owner.post("/v1/segments/preview", &by_card).await.expect(200).json();
            assert_eq!(found["sample"][0]["id"], customer["id"]);
            let searched = owner.get(&format!("/v1/customers?q={card}")).await.expect(200).json();
            assert_eq!(searched["items"][0]["id"], customer["id"]);
        }
    };
    mean(&one).await;
    // Both members go on into somebody who is none.
    let second = merge(owner, &plain, &[&one]).await;
    assert_eq!(second["customer"]["cards"], json!(["AB123456", "AB123457"]));
    mean(&plain).await;
    let again = owner.post("/v1/members", &body).await;
    assert!(!again.status.is_success(), "a card is given out once");
    let timeline = owner.get(&format!("{}/timeline?kinds=card", path_of(&plain))).await.expect(200).json();
    assert_eq!(timeline["items"].as_array().unwrap().len(), 2);
    // Somebody who has bought since is not torn apart.
    owner.post(&super::undo_of(&second), &json!({})).await.expect_problem(409, "conflict");
}

/// A till may look the buyer up before the merge and write the receipt behind it.
#[tokio::test]
async fn no_receipt_is_lost_while_customers_merge() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    let rounds = if is_postgres() { 6 } else { 2 };
    for round in 0..rounds {
        let a = add(owner, json!({"first_name": "Ana"})).await;
        let b = add(owner, json!({"first_name": "Ana"})).await;
        let receipts: Vec<Value> = (0..8)
            .map(|number| receipt(&format!("{round}-{number}"), json!({"customer_id": id(&b)})))
            .collect();
        let sales = async {
            let mut recorded = 0;
            for body in &receipts {
                let mut answer = till.post("/v1/purchases", body).await;
                if answer.status.as_u16() == 409 {
                    answer = till.post("/v1/purchases", body).await;
                }
                answer.expect(201);
                recorded += 1;
            }
            recorded
        };
        let merged = [&b];
        let (recorded, _) = tokio::join!(sales, merge(owner, &a, &merged));
        assert_eq!(recorded, 8);
        assert_eq!(bought(owner, &a).await, (8, 8 * 18_000));
    }
}

#[tokio::test]
async fn cards_of_one_person_are_merged_from_the_card() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let one = registered(owner, "AB123456").await;
    let body = json!({"first_name": "Ana", "last_name": "Jović", "card_number": "AB123457", "allow_duplicate": true});
    let other = owner.post("/v1/members", &body).await.expect(201).json()["customer"].clone();
    let path = "/v1/cards/AB123456/merges";
    for (cards, pointer) in
        [(json!(["AB123457", "ZZ999999"]), "/merged_cards/1"), (json!(["ZZ999999"]), "/merged_cards/0")]
    {
        let refused =
            owner.post(path, &json!({"merged_cards": cards})).await.expect_problem(404, "not_found");
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    owner.post(path, &json!({"merged_cards": ["AB123456"]})).await.expect_problem(409, "conflict");
    owner.post(path, &json!({"merged_cards": ["!"]})).await.expect_invalid("/merged_cards/0");
    let asked = json!({"merged_cards": ["AB123457"], "fields": {"last_name": "AB123457"}});
    let preview = owner.post(&format!("{path}?dry_run=true"), &asked).await.expect(200).json();
    assert_eq!(shown(owner, "AB123457").await["customer"]["id"], other["id"], "a dry run keeps nothing");
    let merged = owner.post(path, &asked).await.expect(200).json();
    assert_eq!(merged["customer"], preview["customer"]);
    assert_eq!((&merged["customer"]["id"], &merged["customer"]["last_name"]), (&one["id"], &json!("Jović")));
    for card in ["AB123456", "AB123457"] {
        assert_eq!(shown(owner, card).await["customer"]["id"], one["id"]);
    }
    owner.post(path, &asked).await.expect_problem(409, "conflict");
    owner.post(&super::undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(shown(owner, "AB123457").await["customer"]["id"], other["id"]);
    let theirs = program.merchant().await;
    theirs.owner.post(path, &json!({"merged_cards": ["AB123457"]})).await.expect_problem(404, "not_found");
}
