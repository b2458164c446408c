//! A wholesaler: invoices earn points as they are paid, of what they come to without tax, and a few as they are issued. Credit notes
//! take back what their lines earned.

use regulars_tests::{Client, Program};
use reqwest::Method;
use serde_json::{Value, json};

use crate::customers::add;
use crate::invoices::{bill, invoice, pay, standing};
use crate::loyalty::{buy, passed_over, programme, receipt, stands, sum};

fn rules() -> [Value; 2] {
    [
        json!({"name": "Plaćeno", "trigger": "invoice_paid", "base": "net",
               "effect": {"kind": "per_amount", "points": "1", "amount": 100_000, "whole": false},
               "lines": {"exclude": [{"category": "tobacco"}]}}),
        json!({"name": "Porudžbina", "trigger": "invoice", "effect": {"kind": "fixed", "points": "5"},
               "when": {"field": "receipt.total", "op": "gte", "value": 1_000_000}}),
    ]
}

fn line(category: &str, pieces: i64, price: i64, tax: &str) -> Value {
    json!({"sku": category, "name": category, "category": category, "quantity": pieces.to_string(),
           "unit_price": price, "total": pieces * price, "tax": {"category": "standard", "percent": tax}})
}

/// Ten pieces for 12,000 dinars, of which 10,000 are without tax.
fn flour() -> Value {
    line("flour", 10, 120_000, "20")
}

fn of(lines: &[Value]) -> Value {
    let total: i64 = lines.iter().map(|line| line["total"].as_i64().unwrap()).sum();
    json!({"lines": lines, "total": total})
}

async fn credit(owner: &Client, path: &str, pieces: &str) -> Value {
    let body = json!({"lines": [{"line": 1, "quantity": pieces}]});
    owner.post(&format!("{path}/credit-notes"), &body).await.expect(201).json()
}

/// What a buyer has, after a second in which the next thing can happen.
async fn has(program: &Program, owner: &Client, buyer: &Value) -> i64 {
    program.clock.advance(chrono::Duration::seconds(1));
    let (available, pending, owed) = stands(owner, buyer).await;
    assert_eq!((pending, owed), (0, 0));
    available
}

#[tokio::test]
async fn invoices_earn_as_they_are_issued_and_paid_and_credit_notes_take_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &rules()).await;
    let buyer = &add(owner, json!({"first_name": "Pekara"})).await;

    // Part of a payment earns nothing, and the last part all of it: 10 for 10,000 dinars without tax.
    let (first, _) = bill(owner, buyer, 0, of(&[flour()])).await;
    assert_eq!(has(&program, owner, buyer).await, 5);
    pay(owner, &first, 600_000, json!({})).await;
    assert_eq!(has(&program, owner, buyer).await, 5);
    pay(owner, &first, 600_000, json!({})).await;
    assert_eq!(has(&program, owner, buyer).await, 15);

    // Tobacco earns nothing by the one rule, and one of the five points by the other.
    let (second, _) = bill(owner, buyer, 0, of(&[flour(), line("tobacco", 1, 500_000, "20")])).await;
    assert_eq!(has(&program, owner, buyer).await, 20);
    // 4 of 10 pieces are credited: 1.6 of the 4 points of flour, rounded down.
    credit(owner, &second, "4").await;
    assert_eq!(has(&program, owner, buyer).await, 19);
    // What is left is paid: 10 less the 4 of what was credited.
    let paid = pay(owner, &second, 1_220_000, json!({})).await;
    assert_eq!(standing(&paid["invoice"]), ("paid", 0), "{paid}");
    assert_eq!(has(&program, owner, buyer).await, 25);
    // The rest of the flour comes back, and with it all that it earned yet: 6 and 3.
    credit(owner, &second, "6").await;
    assert_eq!(has(&program, owner, buyer).await, 16);

    // 909.09 dinars are less than a point.
    let (third, _) = bill(owner, buyer, 0, of(&[line("flour", 1, 100_000, "10")])).await;
    pay(owner, &third, 100_000, json!({})).await;
    assert_eq!(has(&program, owner, buyer).await, 16);

    // What is credited as a whole was never paid.
    let (fourth, _) = bill(owner, buyer, 0, of(&[flour()])).await;
    assert_eq!(has(&program, owner, buyer).await, 21);
    credit(owner, &fourth, "10").await;
    assert_eq!(has(&program, owner, buyer).await, 16);

    // A half is paid, and the other half is credited then: that is when it is paid.
    let (fifth, _) = bill(owner, buyer, 0, of(&[flour()])).await;
    pay(owner, &fifth, 600_000, json!({})).await;
    assert_eq!(has(&program, owner, buyer).await, 21);
    let credited = credit(owner, &fifth, "5").await;
    assert_eq!(standing(&credited["invoice"]), ("paid", 0), "{credited}");
    assert_eq!(has(&program, owner, buyer).await, 21 - 2 + 5);
    credit(owner, &fifth, "5").await;
    assert_eq!(has(&program, owner, buyer).await, 16);
}

#[tokio::test]
async fn the_same_invoice_and_the_same_payment_earn_once_and_receipts_by_other_rules() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &rules()).await;
    let buyer = &add(owner, json!({"first_name": "Pekara"})).await;
    let other = &add(owner, json!({"first_name": "Kafana"})).await;
    let mut fields = of(&[flour()]);
    fields["number"] = json!("F-1");
    let (path, _) = bill(owner, buyer, 0, fields.clone()).await;
    let again = owner.post("/v1/invoices", &invoice(buyer, 0, &fields)).await;
    again.expect_problem(409, "conflict");
    for _ in 0..2 {
        pay(owner, &path, 1_200_000, json!({"reference": "IZVOD-1"})).await;
    }
    assert_eq!(has(&program, owner, buyer).await, 15);
    // At the till nobody earns by rules for invoices.
    let till = merchant.terminal().await;
    let answer = buy(&till, &receipt("1", other, 1_200_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), passed_over(&answer)), (0, Vec::new()), "{answer}");
}

#[tokio::test]
async fn a_payment_of_a_file_earns_like_any_other_and_a_dry_one_does_not() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &rules()).await;
    let buyer = &add(owner, json!({"first_name": "Pekara"})).await;
    let mut fields = of(&[flour()]);
    fields["number"] = json!("F-1");
    bill(owner, buyer, 0, fields).await;
    let file = "invoice_number,amount,currency,paid_on,method,reference\nF-1,12000.00,RSD,2026-11-21,transfer,97-1\n";
    for (path, points) in
        [("/v1/payment-files?dry_run=true", 5), ("/v1/payment-files", 15), ("/v1/payment-files", 15)]
    {
        let answer = owner.send(Method::POST, path, Some("text/csv"), file.as_bytes().to_vec()).await;
        answer.expect(200);
        assert_eq!(has(&program, owner, buyer).await, points, "{path}");
    }
}
