//! A sandbox is a trial: its members and cards are a network of their own, and it reaches nobody of the real one.

use regulars_tests::{Merchant, Program, TestDatabase};
use serde_json::{Value, json};

use crate::purchases::coffee;

const CARD: &str = "AB123456";

fn ana(email: &str) -> Value {
    json!({
        "first_name": "Ana", "last_name": "Ilić", "email": email, "phone": "064 1234567",
        "birth_date": "1990-05-17", "card_number": CARD
    })
}

async fn buy(merchant: &Merchant, receipt: &str) -> Value {
    let mut receipt = coffee(receipt);
    receipt["identify"] = json!({"card": CARD});
    merchant.owner.post("/v1/purchases", &receipt).await.expect(201).json()
}

#[tokio::test]
async fn a_card_of_the_other_network_is_unknown_whatever_is_done_with_it() {
    for (theirs, own) in [("live", "sandbox"), ("sandbox", "live")] {
        let program = Program::start_with(TestDatabase::create().await, |settings| {
            settings.smtp_relay = Some("smtp://127.0.0.1:9".parse().unwrap());
        })
        .await;
        let theirs = program.merchant_with(json!({"mode": theirs})).await;
        let own = program.merchant_with(json!({"mode": own})).await;
        theirs.owner.post("/v1/members", &ana("ana@example.com")).await.expect(201);
        let bought = buy(&own, "1").await;
        assert_eq!(bought["customer_id"], Value::Null, "{bought}");
        assert_eq!(bought["warnings"][0]["code"], "card_unknown", "{bought}");
        let found = own.owner.get(&format!("/v1/lookup?card={CARD}")).await.expect(200).json();
        assert_eq!(found["found"], false, "{found}");
        own.owner.post(&format!("/v1/cards/{CARD}/block"), &json!({})).await.expect_problem(404, "not_found");
        let purchase = bought["id"].as_str().unwrap();
        let asked = own.owner.post(&format!("/v1/purchases/{purchase}/regular-request"), &json!({})).await;
        asked.expect_problem(409, "conflict");
        let found = own.owner.get(&format!("/v1/customers?q={CARD}")).await.expect(200).json();
        assert_eq!(found["items"], json!([]));
        // The same number is free here, and each of the two stays what it is.
        own.owner.post("/v1/members", &ana("eva@example.com")).await.expect(201);
        for (merchant, email) in [(&own, "eva@example.com"), (&theirs, "ana@example.com")] {
            let buyer = buy(merchant, "2").await["customer_id"].as_str().unwrap().to_owned();
            let buyer = merchant.owner.get(&format!("/v1/customers/{buyer}")).await.expect(200).json();
            assert_eq!(buyer["email"], email);
        }
        own.owner.post(&format!("/v1/cards/{CARD}/block"), &json!({})).await.expect(200);
        assert_eq!(buy(&own, "3").await["warnings"][0]["code"], "card_blocked");
        assert_eq!(buy(&theirs, "3").await["warnings"], json!([]));
    }
}
