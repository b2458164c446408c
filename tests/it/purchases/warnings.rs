use regulars_tests::Program;
use serde_json::{Value, json};

use super::coffee;

fn with(fields: Value) -> Value {
    let mut receipt = coffee("1");
    receipt.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    receipt
}

/// What is odd, where, and whether it is refused before the sale.
fn oddities() -> Vec<(Value, &'static str, &'static str, bool)> {
    let money = json!({"kind": "money", "amount": 17_000});
    vec![
        (json!({"identify": {"phone": "call me"}}), "phone_unreadable", "/identify/phone", true),
        (json!({"identify": {"phone": ""}}), "phone_unreadable", "/identify/phone", true),
        (json!({"identify": {"phone": "9".repeat(500)}}), "phone_unreadable", "/identify/phone", true),
        (json!({"identify": {"card": ""}}), "card_unreadable", "/identify/card", true),
        (json!({"identify": {"card": "x".repeat(500)}}), "card_unreadable", "/identify/card", true),
        (json!({"identify": {"card": "9999999999999"}}), "card_unknown", "/identify/card", false),
        (json!({"identify": {"card": "?!"}}), "card_unknown", "/identify/card", false),
        (json!({"identify": {"phone": "064 1234567"}}), "customer_unknown", "/identify/phone", false),
        (json!({"coupons": ["HLEB10"]}), "coupon_unknown", "/coupons/0", true),
        (
            json!({"tenders": [money, {"kind": "coupon", "amount": 1_000, "code": "HLEB10"}]}),
            "coupon_unknown",
            "/tenders/1",
            true,
        ),
        (
            json!({"tenders": [{"kind": "points", "amount": 1_000, "points": 10}, money]}),
            "points_unknown",
            "/tenders/0",
            true,
        ),
    ]
}

#[tokio::test]
async fn no_mistake_costs_the_receipt_of_a_sale_that_has_happened() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    for (number, (fields, code, pointer, _)) in oddities().into_iter().enumerate() {
        let mut receipt = with(fields);
        receipt["receipt_number"] = json!(number.to_string());
        let first = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!(first["warnings"], json!([{"code": code, "pointer": pointer}]), "{receipt}");
        assert_eq!((&first["warning"], &first["customer"]), (&json!(code), &Value::Null));
        let again = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!((&again["replayed"], &again["warnings"]), (&json!(true), &first["warnings"]));
        receipt["kind"] = json!("purchase");
        receipt["receipt_number"] = json!(format!("offline {number}"));
        let batch = till.post("/v1/purchases/batch", &json!({"items": [receipt]})).await.expect(200).json();
        assert_eq!(batch["results"][0]["purchase"]["warnings"], first["warnings"], "{batch}");
    }
    let recorded = till.get("/v1/purchases").await.json()["items"].as_array().unwrap().len();
    assert_eq!(recorded, 2 * oddities().len());
    let other = with(json!({"receipt_number": "0", "identify": {"phone": "call him"}}));
    let problem = till.post("/v1/purchases", &other).await.expect_problem(409, "receipt_conflict");
    assert_eq!(problem["errors"][0]["pointer"], "/identify/phone");
    assert!(!problem.to_string().contains("call"), "{problem}");
}

#[tokio::test]
async fn before_the_sale_there_is_time_to_put_it_right() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    for (fields, code, pointer, refused) in oddities() {
        let answer = till.post("/v1/purchases?dry_run=true", &with(fields)).await;
        if refused {
            answer.expect_invalid(pointer);
        } else {
            assert_eq!(answer.expect(200).json()["warning"], code);
        }
    }
    assert_eq!(till.get("/v1/purchases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_card_is_read_as_a_lookup_reads_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    let customer =
        merchant.owner.post("/v1/members", &member).await.expect(201).json()["customer"]["id"].clone();
    let till = merchant.terminal().await;
    for (number, card) in ["AB123456", "ab12-3456", " ab 12 34 56 "].into_iter().enumerate() {
        let receipt = with(json!({"receipt_number": number.to_string(), "identify": {"card": card}}));
        let answer = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!((&answer["customer_id"], &answer["warnings"]), (&customer, &json!([])), "{card}");
        assert_eq!(till.post("/v1/purchases", &receipt).await.expect(201).json()["replayed"], true);
    }
}
