use regulars_tests::Program;
use serde_json::json;

use super::{bill, paid, pay, standing};
use crate::customers::{add, path_of};

#[tokio::test]
async fn part_payments_close_an_invoice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 2, json!({"issued_on": "2026-11-10"})).await;
    let booked = pay(owner, &path, 10_000, json!({"paid_on": "2026-11-11", "method": "transfer"})).await;
    assert_eq!(
        (standing(&booked["invoice"]), &booked["method"]),
        (("partly_paid", 26_000), &json!("transfer"))
    );
    let booked = pay(owner, &path, 26_000, json!({})).await;
    assert_eq!((standing(&booked["invoice"]), &booked["paid_on"]), (("paid", 0), &json!("2026-11-21")));
    assert_eq!(booked["invoice"]["last_paid_on"], "2026-11-21");
    let listed = owner.get(&format!("{path}/payments?limit=1")).await.expect(200).json();
    assert_eq!(listed["items"][0]["amount"]["amount"], 10_000);
    let next = format!("{path}/payments?limit=1&cursor={}", listed["next"].as_str().unwrap());
    let listed = owner.get(&next).await.expect(200).json();
    assert_eq!((&listed["items"][0]["amount"]["amount"], &listed["next"]), (&json!(26_000), &json!(null)));
    let refused = owner.post(&format!("{path}/payments"), &paid(1, &json!({}))).await;
    refused.expect_problem(409, "conflict");
}

#[tokio::test]
async fn more_than_is_open_and_what_is_no_payment_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 1, json!({})).await;
    for (body, pointer) in [
        (paid(18_001, &json!({})), "/amount/amount"),
        (paid(0, &json!({})), "/amount/amount"),
        (paid(-5, &json!({})), "/amount/amount"),
        (json!({"amount": {"amount": 5, "currency": "EUR"}}), "/amount/currency"),
        (paid(5, &json!({"paid_on": "2026-11-22"})), "/paid_on"),
        (paid(5, &json!({"paid_on": "1969-12-31"})), "/paid_on"),
        (paid(5, &json!({"reference": " "})), "/reference"),
        (json!({}), "/amount"),
    ] {
        owner.post(&format!("{path}/payments"), &body).await.expect_invalid(pointer);
    }
    assert_eq!(owner.get(&format!("{path}/payments")).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_reference_books_once_and_never_otherwise() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 2, json!({})).await;
    let (second, _) = bill(owner, &customer, 2, json!({})).await;
    let first = pay(owner, &path, 36_000, json!({"reference": "97-1"})).await;
    let again = pay(owner, &path, 36_000, json!({"reference": "97-1"})).await;
    assert_eq!(
        (&first["replayed"], &again["replayed"], &again["id"]),
        (&json!(false), &json!(true), &first["id"])
    );
    let other = paid(35_000, &json!({"reference": "97-1"}));
    owner.post(&format!("{path}/payments"), &other).await.expect_problem(409, "conflict");
    // One transfer may pay two invoices.
    assert_eq!(pay(owner, &second, 36_000, json!({"reference": "97-1"})).await["replayed"], false);
}

#[tokio::test]
async fn payments_that_come_at_once_never_pay_more_than_is_open() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 1, json!({})).await;
    let asked: Vec<_> = (0..8)
        .map(|_| {
            let (client, path) = (owner.clone(), format!("{path}/payments"));
            tokio::spawn(async move { client.post(&path, &paid(5_000, &json!({}))).await })
        })
        .collect();
    let mut booked = 0;
    for answer in asked {
        if answer.await.unwrap().status == 201 {
            booked += 1;
        }
    }
    let invoice = owner.get(&path).await.expect(200).json();
    assert_eq!((booked, standing(&invoice)), (3, ("partly_paid", 3_000)));
    let listed = owner.get(&format!("{path}/payments")).await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_trail_tells_a_payment_sealed_and_erasure_takes_the_person_out_of_the_books() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let fields =
        json!({"buyer_reference": "Kanarinka", "buyer_tax_id": "Papagaj", "issued_on": "2026-10-01"});
    let (path, _) = bill(owner, &customer, 2, fields).await;
    let booked = pay(owner, &path, 10_000, json!({"reference": "Golubica"})).await;
    let of_customer = format!("/v1/audit-events?customer_id={}", customer["id"].as_str().unwrap());
    let told = owner.get(&format!("{of_customer}&subject_kind=invoice_payment")).await.expect(200).json();
    assert_eq!(told["items"][0]["subject"]["id"], booked["id"]);
    let reference = json!({"field": "reference", "before": null, "after": "Golubica"});
    assert!(told["items"][0]["changes"].as_array().unwrap().contains(&reference), "{told}");
    owner.delete(&path_of(&customer)).await;
    let left = owner.get(&path).await.expect(200).json();
    assert_eq!(
        (&left["customer_id"], &left["buyer_reference"], &left["buyer_tax_id"], standing(&left)),
        (&json!(null), &json!(null), &json!(null), ("overdue", 26_000))
    );
    let payments = owner.get(&format!("{path}/payments")).await.expect(200).json();
    assert_eq!(payments["items"][0]["reference"], json!(null));
    // What is owed is still owed, and what a bank writes about it is not kept any more.
    let again = pay(owner, &path, 10_000, json!({"reference": "Golubica"})).await;
    assert_eq!((&again["replayed"], &again["reference"]), (&json!(true), &json!(null)));
    let rest = pay(owner, &path, 26_000, json!({"reference": "Lastavica"})).await;
    assert_eq!((standing(&rest["invoice"]), &rest["reference"]), (("paid", 0), &json!(null)));
    owner.patch(&path, &json!({"buyer_tax_id": "RS1"})).await.expect_problem(409, "conflict");
    let contents = regulars_tests::Contents::of(&program.database).await;
    for word in ["Kanarinka", "Papagaj", "Golubica", "Lastavica"] {
        for statement in [
            "SELECT coalesce(buyer_reference, '') || coalesce(buyer_tax_id, '') FROM invoices",
            "SELECT coalesce(reference, '') FROM invoice_payments",
            "SELECT coalesce(CAST(changes AS TEXT), '') FROM audit_events",
        ] {
            let rows = contents.column(statement).await;
            assert!(!rows.iter().any(|row| row.contains(word)), "{word}: {rows:?}");
        }
    }
}
