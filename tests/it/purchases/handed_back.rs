use regulars_tests::Program;
use serde_json::{Value, json};

use super::coffee;

fn receipt(number: &str, lines: Value, total: i64) -> Value {
    let mut receipt = coffee(number);
    receipt["lines"] = lines;
    receipt["total"] = json!(total);
    receipt
}

#[tokio::test]
async fn a_deposit_is_handed_back_on_a_receipt_and_the_receipt_may_be_negative() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    merchant.owner.post("/v1/members", &member).await.expect(201);
    let till = merchant.terminal().await;
    let beer = json!({"sku": "1", "quantity": "2", "unit_price": 9_000, "total": 18_000});
    let bottles = json!({"sku": "2", "quantity": "-12", "unit_price": 2_000, "total": -24_000});
    let mut body = receipt("1", json!([beer, bottles]), -6_000);
    body["identify"] = json!({"card": "AB123456"});
    body["tenders"] = json!([{"kind": "money", "amount": -6_000}]);
    let recorded = till.post("/v1/purchases", &body).await.expect(201);
    assert_eq!(recorded.json()["total"]["amount"], -6_000);
    assert_eq!(recorded.json()["customer"]["purchases"]["total"]["amount"], -6_000);
    assert_eq!(till.post("/v1/purchases", &body).await.expect(201).json()["replayed"], true);
    let path = recorded.header("location").unwrap().to_owned();
    let found = till.get(&path).await.expect(200).json();
    assert_eq!(
        (&found["lines"][1]["quantity"], &found["lines"][1]["total"]["amount"]),
        (&json!("-12.000"), &json!(-24_000))
    );

    let refund = |number: &str, line: u32| json!({"refund_number": number, "occurred_at": "2026-11-21T09:00:00Z", "lines": [{"line": line, "quantity": "2"}]});
    till.post(&format!("{path}/refunds"), &refund("R1", 2)).await.expect_invalid("/lines/0/line");
    let negative = json!({"refund_number": "R1", "occurred_at": "2026-11-21T09:00:00Z",
                          "lines": [{"line": 1, "quantity": "-1"}]});
    till.post(&format!("{path}/refunds"), &negative).await.expect_invalid("/lines/0/quantity");
    let whole = till.post(&format!("{path}/refunds"), &refund("R1", 1)).await.expect(201).json();
    assert_eq!(
        (&whole["total"]["amount"], &whole["purchase"]["fully_refunded"]),
        (&json!(18_000), &json!(true))
    );
}

#[tokio::test]
async fn goods_are_handed_back_with_the_discount_that_they_had() {
    let program = Program::start().await;
    let till = program.merchant().await.terminal().await;
    let back = |quantity: &str, price: i64, discount: i64, total: i64| json!([{"sku": "1", "quantity": quantity, "unit_price": price, "discount": discount, "total": total}]);
    till.post("/v1/purchases", &receipt("1", back("-1", 9_000, -900, -8_100), -8_100)).await.expect(201);
    for (lines, total, pointer) in [
        (back("-1", 9_000, 0, 9_000), 9_000, "/lines/0/total"),
        (back("-1", -9_000, 0, -9_000), -9_000, "/lines/0/unit_price"),
        (back("-1", 9_000, 900, -9_900), -9_900, "/lines/0/discount"),
        (back("1", 9_000, 0, -9_000), -9_000, "/lines/0/total"),
        (back("-0", 9_000, 0, 0), 0, "/lines/0/quantity"),
        (back("--1", 9_000, 0, -9_000), -9_000, "/lines/0/quantity"),
    ] {
        till.post("/v1/purchases", &receipt("2", lines, total)).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn a_rounding_is_at_most_five_of_the_currency() {
    let program = Program::start().await;
    let till = program.merchant().await.terminal().await;
    for (number, (rounding, taken)) in
        [(500, true), (-500, true), (501, false), (-501, false)].into_iter().enumerate()
    {
        let lines = json!([{"sku": "1", "quantity": "1", "unit_price": 9_000, "total": 9_000},
                           {"kind": "rounding", "total": rounding}]);
        let sent = till.post("/v1/purchases", &receipt(&number.to_string(), lines, 9_000 + rounding)).await;
        if taken {
            sent.expect(201);
        } else {
            sent.expect_invalid("/lines/1/total");
        }
    }
}

#[tokio::test]
async fn a_receipt_has_at_most_as_many_parts_as_the_document_says() {
    let program = Program::start().await;
    let till = program.merchant().await.terminal().await;
    let tender = json!({"kind": "money", "amount": 1});
    let line = json!({"sku": "1", "quantity": "1", "unit_price": 1, "total": 1});
    for (field, part, most, total) in
        [("tenders", &tender, 20, None), ("coupons", &json!("A"), 20, None), ("lines", &line, 500, Some(1))]
    {
        for (count, taken) in [(most, true), (most + 1, false)] {
            let mut body = coffee(&format!("{field} {count}"));
            body[field] = json!(vec![part.clone(); count]);
            if total.is_some() {
                body["total"] = json!(count);
            }
            let sent = till.post("/v1/purchases", &body).await;
            if taken {
                sent.expect(201);
            } else {
                sent.expect_invalid(&format!("/{field}"));
            }
        }
    }
}
