use regulars_tests::Program;
use serde_json::{Value, json};

use super::{bill, pay, standing};
use crate::customers::{add, path_of};

fn note(quantity: &str, fields: &Value) -> Value {
    let mut body = json!({"lines": [{"line": 1, "quantity": quantity}]});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

#[tokio::test]
async fn a_credit_note_is_a_refund_of_the_purchase() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, made) = bill(owner, &customer, 4, json!({"issued_on": "2026-11-10"})).await;
    let notes = format!("{path}/credit-notes");
    let issued = owner.post(&notes, &note("1", &json!({}))).await.expect(201).json();
    assert_eq!((&issued["number"], &issued["issued_on"]), (&json!("CN-2026-000001"), &json!("2026-11-21")));
    assert_eq!(
        (standing(&issued["invoice"]), &issued["total"]["amount"]),
        (("open", 54_000), &json!(18_000))
    );
    let bought = owner.get(&path_of(&customer)).await.expect(200).json()["purchases"].clone();
    assert_eq!((&bought["count"], &bought["total"]["amount"]), (&json!(1), &json!(54_000)));
    // Paid, and then credited: the difference goes back.
    program.clock.advance(chrono::Duration::seconds(1));
    pay(owner, &path, 54_000, json!({})).await;
    let issued = owner.post(&notes, &note("1", &json!({}))).await.expect(201).json();
    assert_eq!(
        (standing(&issued["invoice"]), &issued["invoice"]["to_return"]["amount"]),
        (("paid", 0), &json!(18_000))
    );
    program.clock.advance(chrono::Duration::seconds(1));
    let issued = owner.post(&notes, &note("2", &json!({}))).await.expect(201).json();
    assert_eq!(
        (standing(&issued["invoice"]), &issued["number"]),
        (("credited", 0), &json!("CN-2026-000003"))
    );
    owner.post(&notes, &note("1", &json!({}))).await.expect_invalid("/lines/0/quantity");
    let listed = owner.get(&notes).await.expect(200).json();
    let numbers: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|note| note["number"].clone()).collect();
    assert_eq!(numbers, ["CN-2026-000001", "CN-2026-000002", "CN-2026-000003"]);
    let bought = owner.get(&path_of(&customer)).await.expect(200).json()["purchases"].clone();
    assert_eq!((&bought["count"], &bought["total"]["amount"]), (&json!(0), &json!(0)));
    assert_eq!(made["credited"]["amount"], 0);
}

#[tokio::test]
async fn a_credit_note_of_ones_own_number_is_issued_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 4, json!({"issued_on": "2026-11-01"})).await;
    let notes = format!("{path}/credit-notes");
    let fields = json!({"number": "K-1", "issued_on": "2026-11-05"});
    let first = owner.post(&notes, &note("1", &fields)).await.expect(201).json();
    program.clock.advance(chrono::Duration::minutes(1));
    let again = owner.post(&notes, &note("1", &fields)).await.expect(201).json();
    assert_eq!(
        (&first["replayed"], &again["replayed"], &again["id"]),
        (&json!(false), &json!(true), &first["id"])
    );
    assert_eq!(again["invoice"]["credited"]["amount"], 18_000);
    owner.post(&notes, &note("2", &fields)).await.expect_problem(409, "receipt_conflict");
    for day in ["2026-10-31", "2026-11-22"] {
        owner.post(&notes, &note("1", &json!({"issued_on": day}))).await.expect_invalid("/issued_on");
    }
}

#[tokio::test]
async fn what_a_till_gives_back_of_the_purchase_is_credited_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, made) = bill(owner, &customer, 2, json!({})).await;
    let purchase = format!("/v1/purchases/{}/refunds", made["purchase_id"].as_str().unwrap());
    let refund = json!({"refund_number": "R1", "occurred_at": "2026-11-21T11:00:00Z",
                        "lines": [{"line": 1, "quantity": "2"}]});
    owner.post(&purchase, &refund).await.expect(201);
    assert_eq!(standing(&owner.get(&path).await.expect(200).json()), ("credited", 0));
}

#[tokio::test]
async fn a_number_is_given_to_one_credit_note() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 9, json!({"issued_on": "2026-11-01"})).await;
    let (other, _) = bill(owner, &customer, 9, json!({"issued_on": "2026-11-01"})).await;
    let (notes, others) = (format!("{path}/credit-notes"), format!("{other}/credit-notes"));
    let own = |number: &str, day: &str| note("1", &json!({"number": number, "issued_on": day}));
    let first = own("CN-2026-000001", "2026-11-02");
    let made = owner.post(&notes, &first).await.expect(201).json();
    assert_eq!(owner.post(&notes, &first).await.expect(201).json()["id"], made["id"], "the same again");
    // A number is kept as it is, or not at all.
    for number in ["cn-7", "CN 7", "CN-ß"] {
        owner.post(&others, &own(number, "2026-11-02")).await.expect_invalid("/number");
    }
    // What the merchant has given itself is passed over, whatever day it is of.
    let next = owner.post(&others, &note("1", &json!({}))).await.expect(201).json();
    assert_eq!(next["number"], "CN-2026-000002");
    for number in ["CN-2026-000001", "CN-2026-000002"] {
        owner.post(&others, &own(number, "2026-11-03")).await.expect_problem(409, "conflict");
        let refused = owner.post(&others, &own(number, "2026-11-02")).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
    }
}
