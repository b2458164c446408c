//! A till goes on: its receipts of somebody who was erased are taken, and are nobody's.

use regulars_tests::Program;
use serde_json::json;

use super::search::rows_with;
use crate::purchases::coffee;

#[tokio::test]
async fn receipts_of_somebody_who_was_erased_are_nobody_s_and_repeat_as_before() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    let path = super::customer(&merchant, "vera@example.com").await;
    let id = path.rsplit('/').next().unwrap();
    let mut by_phone = coffee("1");
    by_phone["identify"] = json!({"phone": "064 7654321"});
    let mut by_id = coffee("2");
    by_id["identify"] = json!({"customer_id": id});
    let first = till.post("/v1/purchases", &by_phone).await.expect(201).json();
    owner.delete(&path).await.expect(204);

    let again = till.post("/v1/purchases", &by_phone).await.expect(201).json();
    assert_eq!((&again["replayed"], &again["id"]), (&json!(true), &first["id"]));
    assert!(again["customer_id"].is_null());
    let mut other = by_phone.clone();
    other["lines"][0]["sku"] = json!("1002");
    till.post("/v1/purchases", &other).await.expect_problem(409, "receipt_conflict");

    // One that comes late, by the id, and one of a stranger's id, which never was anybody's.
    let late = till.post("/v1/purchases", &by_id).await.expect(201).json();
    assert!(late["customer_id"].is_null());
    let again = till.post("/v1/purchases", &by_id).await.expect(201).json();
    assert_eq!((&again["replayed"], &again["id"]), (&json!(true), &late["id"]));
    let mut unknown = coffee("3");
    unknown["identify"] = json!({"customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0aaa"});
    till.post("/v1/purchases", &unknown).await.expect_problem(404, "not_found");
    let refund = json!({"refund_number": "P-1", "occurred_at": "2026-11-20T17:00:00Z",
        "lines": [{"line": 1, "quantity": "1"}]});
    let refund_path = format!("/v1/purchases/{}/refunds", first["id"].as_str().unwrap());
    till.post(&refund_path, &refund).await.expect(201);
}

#[tokio::test]
async fn a_card_of_the_network_stays_good_and_late_receipts_of_it_are_nobody_s() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    let member = json!({"first_name": "Zvezdanka", "last_name": "Trn", "email": "zvezda@example.com",
        "card_number": "AB12-34567"});
    let registered = till.post("/v1/members", &member).await.expect(201).json();
    let path = format!("/v1/customers/{}", registered["customer"]["id"].as_str().unwrap());
    let mut receipt = coffee("1");
    receipt["identify"] = json!({"card": "AB12 34567"});
    till.post("/v1/purchases", &receipt).await.expect(201);
    owner.delete(&path).await.expect(204);
    let network = &["members", "cards"];
    let left = rows_with(
        &program.database,
        &["Zvezdanka", "zvezda@example.com", "AB1234567", "AB12 34567"],
        network,
    )
    .await;
    assert!(left.is_empty(), "{left:?}");

    let mut late = coffee("2");
    late["identify"] = json!({"card": "AB12-34567"});
    let late = till.post("/v1/purchases", &late).await.expect(201).json();
    assert!(late["customer_id"].is_null(), "{late}");
    assert_eq!(owner.get("/v1/customers").await.json()["items"], json!([]));
    // A sale behind the erasure is one of a member of whom nothing is known.
    program.clock.advance(chrono::Duration::hours(1));
    let owner = program.sign_in(&merchant.owner_email).await;
    let mut new = coffee("3");
    new["identify"] = json!({"card": "AB12-34567"});
    new["occurred_at"] = json!("2026-11-21T10:59:30Z");
    let new = till.post("/v1/purchases", &new).await.expect(201).json();
    assert_eq!(new["customer"]["type"], "member");
    let customers = owner.get("/v1/customers").await.json();
    assert!(customers["items"][0]["first_name"].is_null() && customers["items"][0]["email"].is_null());
    let found = till.get("/v1/lookup?card=AB12-34567").await.expect(200).json();
    assert_eq!(found["found"], true);
}

#[tokio::test]
async fn receipts_and_the_erasure_of_their_buyer_at_the_same_time() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let path = super::customer(&merchant, "vera@example.com").await;
    let mut sent = Vec::new();
    for number in 0..20 {
        let till = till.clone();
        let mut receipt = coffee(&number.to_string());
        receipt["identify"] = json!({"phone": "064 7654321"});
        sent.push(tokio::spawn(async move {
            for _ in 0..20 {
                let answer = till.post("/v1/purchases", &receipt).await;
                match answer.status.as_u16() {
                    201 => return,
                    // Somebody else is at work: a till tries again.
                    409 => assert_eq!(answer.json()["code"], "contended"),
                    other => panic!("{other}: {}", answer.text),
                }
            }
            panic!("the receipt was never taken");
        }));
    }
    for _ in 0..20 {
        let answer = merchant.owner.delete(&path).await;
        if answer.status.as_u16() == 204 {
            break;
        }
        assert_eq!(answer.json()["code"], "contended", "{}", answer.text);
    }
    for one in sent {
        one.await.unwrap();
    }
    merchant.owner.get(&path).await.expect(404);
    let receipts = merchant.owner.get("/v1/purchases?limit=50").await.expect(200).json();
    assert_eq!(receipts["items"].as_array().unwrap().len(), 20);
    assert!(receipts["items"].as_array().unwrap().iter().all(|one| one["customer_id"].is_null()));
}
