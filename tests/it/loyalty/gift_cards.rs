//! What a gift card pays for earns nothing.

use regulars_tests::Program;
use serde_json::json;

use super::{buy, per_hundred, programme, receipt, stands, sum};
use crate::customers::add;
use crate::invoices::{bill, pay};

#[tokio::test]
async fn what_a_gift_card_pays_for_earns_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let money = |amount: i64, method: &str| json!({"kind": "money", "amount": amount, "method": method});
    for (number, tenders, earned) in [
        ("1", json!([money(100_000, "cash")]), 10),
        ("2", json!([money(60_000, "gift_card"), money(40_000, "cash")]), 4),
        ("3", json!([money(100_000, "gift_card")]), 0),
        ("4", json!([money(50_000, "Gift Card"), money(50_000, "giftcard")]), 0),
    ] {
        let answer = buy(&till, &receipt(number, &ana, 100_000, json!({"tenders": tenders}))).await;
        assert_eq!(sum(&answer, "earned"), earned, "{answer}");
    }
    assert_eq!(stands(owner, &ana).await, (14, 0, 0));
}

#[tokio::test]
async fn an_invoice_that_a_gift_card_pays_earns_nothing_for_its_share() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let paid = crate::loyalty::with(per_hundred(), &json!({"trigger": "invoice_paid"}));
    programme(owner, json!({}), json!({}), &[paid]).await;
    let by = |method: &str| json!({"method": method});
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    // Ten pieces are 1,800 dinars. One who has earned before has an account to look at.
    let (path, _) = bill(owner, &ana, 10, json!({})).await;
    pay(owner, &path, 180_000, by("transfer")).await;
    for (payments, credited, earned) in [
        (vec![(180_000, "gift_card")], None, 0),
        (vec![(90_000, "Gift Card"), (90_000, "cash")], None, 9),
        // Half of it is credited first, and a card pays all that is left, or a third of that.
        (vec![(90_000, "gift-card")], Some("5"), 0),
        (vec![(60_000, "cash"), (30_000, "giftcard")], Some("5"), 6),
    ] {
        program.clock.advance(chrono::Duration::minutes(1));
        let before = stands(owner, &ana).await.0;
        let (path, _) = bill(owner, &ana, 10, json!({})).await;
        if let Some(quantity) = credited {
            let note = json!({"lines": [{"line": 1, "quantity": quantity}]});
            owner.post(&format!("{path}/credit-notes"), &note).await.expect(201);
        }
        for (amount, method) in &payments {
            pay(owner, &path, *amount, by(method)).await;
        }
        assert_eq!(stands(owner, &ana).await.0 - before, earned, "{payments:?}");
    }
}
