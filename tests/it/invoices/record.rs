use std::collections::BTreeSet;

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{bill, invoice, standing};
use crate::customers::{add, path_of};

#[tokio::test]
async fn an_invoice_is_a_purchase_that_counts_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let (path, made) =
        bill(owner, &customer, 2, json!({"issued_on": "2026-11-10", "buyer_reference": "Order 7"})).await;
    assert_eq!(
        (
            &made["number"],
            &made["issued_on"],
            &made["due_on"],
            &made["customer_id"],
            &made["buyer_reference"]
        ),
        (
            &json!("2026-000001"),
            &json!("2026-11-10"),
            &json!("2026-11-25"),
            &customer["id"],
            &json!("Order 7")
        )
    );
    assert_eq!((standing(&made), &made["total"]["amount"]), (("open", 36_000), &json!(36_000)));
    assert_eq!(made["lines"][0]["name"], "Kafa");
    assert_eq!(owner.get(&path).await.expect(200).json(), made);
    let purchase = format!("/v1/purchases/{}", made["purchase_id"].as_str().unwrap());
    let purchase = owner.get(&purchase).await.expect(200).json();
    assert_eq!(
        (&purchase["receipt_number"], &purchase["business_date"], &purchase["counted_at"]),
        (&json!("2026-000001"), &json!("2026-11-10"), &json!("2026-11-10T11:00:00Z"))
    );
    let bought = owner.get(&path_of(&customer)).await.expect(200).json()["purchases"].clone();
    assert_eq!((&bought["count"], &bought["total"]["amount"]), (&json!(1), &json!(36_000)));
}

#[tokio::test]
async fn numbers_of_the_series_have_no_gaps_whoever_asks_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (one, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let mut asked = Vec::new();
    for place in 0..12 {
        let customer = if place % 2 == 0 { &one } else { &other };
        // Every third one is given up after its number was drawn: the store that it names is not there.
        let fields = if place % 3 == 0 {
            json!({"store_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff"})
        } else {
            json!({})
        };
        let (client, body) = (owner.clone(), invoice(customer, 1, &fields));
        asked.push(tokio::spawn(async move { client.post("/v1/invoices", &body).await }));
    }
    let mut numbers = BTreeSet::new();
    for answer in asked {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            numbers.insert(answer.json()["number"].as_str().unwrap().to_owned());
        } else {
            answer.expect_problem(404, "not_found");
        }
    }
    let expected: BTreeSet<String> = (1..=8).map(|count| format!("2026-{count:06}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_number_of_ones_own_is_taken_once_and_passed_over_by_the_series() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (_, made) = bill(owner, &customer, 1, json!({"number": "2026-000002"})).await;
    assert_eq!(made["number"], "2026-000002");
    for number in ["2026-000002", " 2026 - 000002"] {
        let again = invoice(&customer, 3, &json!({"number": number}));
        let refused = owner.post("/v1/invoices", &again).await.expect_problem(409, "conflict");
        assert_eq!(refused["errors"][0]["pointer"], "/number");
    }
    let numbers =
        [bill(owner, &customer, 1, json!({})).await.1, bill(owner, &customer, 1, json!({})).await.1];
    assert_eq!(numbers.map(|made| made["number"].clone()), [json!("2026-000001"), json!("2026-000003")]);
    let theirs = add(&other.owner, json!({})).await;
    bill(&other.owner, &theirs, 1, json!({"number": "2026-000002"})).await;
}

#[tokio::test]
async fn a_number_that_two_give_at_once_is_one_invoice_and_one_purchase() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (one, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let asked = [&one, &other, &one, &other].map(|customer| {
        let (client, body) = (owner.clone(), invoice(customer, 1, &json!({"number": "F-1"})));
        tokio::spawn(async move { client.post("/v1/invoices", &body).await })
    });
    let mut made = 0;
    for answer in asked {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            made += 1;
        } else {
            answer.expect_problem(409, "conflict");
        }
    }
    let purchases = owner.get("/v1/purchases").await.expect(200).json();
    assert_eq!((made, purchases["items"].as_array().unwrap().len()), (1, 1));
}

#[tokio::test]
async fn the_same_key_records_one_invoice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = merchant.owner.with_header("Idempotency-Key", "invoice-1");
    let customer = add(&merchant.owner, json!({})).await;
    let body = invoice(&customer, 1, &json!({}));
    let first = owner.post("/v1/invoices", &body).await.expect(201).json();
    let again = owner.post("/v1/invoices", &body).await.expect(201);
    assert_eq!((again.header("idempotent-replayed"), again.json()), (Some("true"), first));
    assert_eq!(merchant.owner.get("/v1/invoices").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let foreign = add(&other.owner, json!({})).await;
    let zero = json!([{"sku": "1", "quantity": "1", "unit_price": 0, "total": 0}]);
    let line =
        |tax: Value| json!([{"sku": "1", "quantity": "1", "unit_price": 100, "total": 100, "tax": tax}]);
    let mixed = json!([
        {"sku": "1", "quantity": "1", "unit_price": 100, "total": 100, "tax": {"category": "outside_scope"}},
        {"sku": "2", "quantity": "1", "unit_price": 100, "total": 100}
    ]);
    let rounding = json!([
        {"sku": "1", "quantity": "1", "unit_price": 100, "total": 100},
        {"kind": "rounding", "total": 5, "tax": {"category": "standard", "percent": "20"}}
    ]);
    for (fields, pointer) in [
        (json!({"issued_on": "2026-11-22"}), "/issued_on"),
        (json!({"issued_on": "1969-12-31", "due_on": "1970-01-01"}), "/issued_on"),
        (json!({"due_on": "2026-11-20"}), "/due_on"),
        (json!({"due_on": "2037-01-01"}), "/due_on"),
        (json!({"number": " "}), "/number"),
        (json!({"number": "x".repeat(41)}), "/number"),
        (json!({"total": 17_999}), "/total"),
        (json!({"lines": zero, "total": 0}), "/total"),
        (json!({"currency": "EUR"}), "/currency"),
        (json!({"lines": line(json!({"category": "standard"})), "total": 100}), "/lines/0/tax/percent"),
        (
            json!({"lines": line(json!({"category": "exempt", "percent": "20"})), "total": 100}),
            "/lines/0/tax/percent",
        ),
        (
            json!({"lines": line(json!({"category": "standard", "percent": "20.555"})), "total": 100}),
            "/lines/0/tax/percent",
        ),
        (json!({"lines": line(json!({"category": "exempt"})), "total": 100}), "/exemption_reason"),
        (json!({"lines": mixed, "total": 200}), "/lines"),
        (json!({"lines": rounding, "total": 105}), "/lines/1/tax"),
        (json!({"state": "paid"}), "/state"),
    ] {
        owner.post("/v1/invoices", &invoice(&customer, 1, &fields)).await.expect_invalid(pointer);
    }
    let refused = owner.post("/v1/invoices", &invoice(&foreign, 1, &json!({}))).await;
    assert_eq!(refused.expect_problem(404, "not_found")["errors"][0]["pointer"], "/customer_id");
    assert_eq!(owner.get("/v1/invoices").await.expect(200).json()["items"], json!([]));
    assert_eq!(owner.get("/v1/purchases").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn the_day_by_which_it_is_due_changes_and_is_noted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 1, json!({"issued_on": "2026-10-01"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let read = owner.get(&path).await.expect(200);
    assert_eq!(standing(&read.json()), ("overdue", 18_000));
    let tag = read.header("etag").unwrap().to_owned();
    let changed =
        owner.patch(&path, &json!({"due_on": "2026-11-21", "buyer_tax_id": "RS1"})).await.expect(200).json();
    assert_eq!((standing(&changed), &changed["buyer_tax_id"]), (("open", 18_000), &json!("RS1")));
    let stale = owner.with_header("If-Match", &tag);
    stale.patch(&path, &json!({"due_on": "2026-11-30"})).await.expect_problem(412, "precondition_failed");
    owner.patch(&path, &json!({"due_on": "2026-09-30"})).await.expect_invalid("/due_on");
    owner.patch(&path, &json!({"due_on": null})).await.expect_invalid("/due_on");
    let of_customer = format!("/v1/audit-events?customer_id={}", customer["id"].as_str().unwrap());
    let told = owner.get(&format!("{of_customer}&subject_kind=invoice")).await.expect(200).json();
    assert_eq!(
        told["items"][0]["changes"],
        json!([{"field": "buyer_tax_id", "before": null, "after": "RS1"},
               {"field": "due_on", "before": "2026-10-16", "after": "2026-11-21"}])
    );
}
