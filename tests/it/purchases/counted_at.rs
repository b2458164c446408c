use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::coffee;

fn at(number: &str, occurred_at: &str) -> Value {
    let mut receipt = coffee(number);
    receipt["occurred_at"] = json!(occurred_at);
    receipt["identify"] = json!({"card": "AB123456"});
    receipt
}

async fn members_of(segment: &str, owner: &Client) -> i64 {
    let filter = json!({"filter": {"segment": segment}});
    owner.post("/v1/segments/preview", &filter).await.expect(200).json()["count"].as_i64().unwrap()
}

#[tokio::test]
async fn a_till_with_a_wrong_clock_moves_no_figure() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    merchant.owner.post("/v1/members", &member).await.expect(201);
    let till = merchant.terminal().await;
    let now = "2026-11-21T10:00:00Z";
    for (number, occurred_at, skewed) in
        [("1970", "1970-01-01T00:00:00Z", false), ("2031", "2031-05-05T12:00:00Z", true)]
    {
        let answer = till.post("/v1/purchases", &at(number, occurred_at)).await.expect(201);
        assert_eq!(
            (&answer.json()["counted_at"], &answer.json()["clock_skewed"]),
            (&json!(now), &json!(skewed))
        );
        let totals = answer.json()["customer"]["purchases"].clone();
        assert_eq!((&totals["first_at"], &totals["last_at"]), (&json!(now), &json!(now)), "{number}");
        let kept = till.get(answer.header("location").unwrap()).await.expect(200).json();
        assert_eq!((&kept["occurred_at"], &kept["counted_at"]), (&json!(occurred_at), &json!(now)));
        let again = till.post("/v1/purchases", &at(number, occurred_at)).await.expect(201).json();
        assert_eq!((&again["replayed"], &again["counted_at"]), (&json!(true), &json!(now)));
    }
    assert_eq!(members_of("lost", &merchant.owner).await, 0);
    program.clock.advance(chrono::Duration::minutes(5));
    till.post("/v1/purchases", &at("today", "2026-11-21T10:02:00Z")).await.expect(201);
    let listed = till.get("/v1/purchases").await.json();
    let numbers: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|item| &item["receipt_number"]).collect();
    assert_eq!(numbers[0], "today");
    let dashboard = merchant.owner.get("/v1/dashboard").await.expect(200).json();
    assert_eq!(dashboard["latest_purchases"][0]["receipt_number"], "today");
    let lately = json!({"filter": {"purchases": {"fn": "count", "within": {"last": 7, "unit": "day"}, "op": "eq", "value": 3}}});
    assert_eq!(merchant.owner.post("/v1/segments/preview", &lately).await.expect(200).json()["count"], 1);
    // Once all that counts as of today is given back, the dates are those of what is left.
    let whole = json!({"refund_number": "R", "occurred_at": "2026-11-21T10:04:00Z", "lines": [{"line": 1, "quantity": "2"}]});
    let today = listed["items"][0]["id"].as_str().unwrap();
    let refunded = till.post(&format!("/v1/purchases/{today}/refunds"), &whole).await.expect(201);
    assert_eq!(refunded.json()["purchase"]["fully_refunded"], true);
    let found = till.get("/v1/lookup?card=AB123456").await.json();
    assert_eq!(found["customer"]["purchases"]["last_at"], now);
}

#[tokio::test]
async fn the_past_counts_as_the_past_when_the_receipt_says_so() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    merchant.owner.post("/v1/members", &member).await.expect(201);
    let till = merchant.terminal().await;
    let mut old = at("1", "2024-03-01T09:00:00Z");
    old["historic"] = json!(true);
    let answer = till.post("/v1/purchases", &old).await.expect(201).json();
    assert_eq!(answer["counted_at"], "2024-03-01T09:00:00Z");
    assert_eq!(answer["customer"]["purchases"]["last_at"], "2024-03-01T09:00:00Z");
    assert_eq!(members_of("lost", &merchant.owner).await, 1);
    assert_eq!(till.post("/v1/purchases", &old).await.expect(201).json()["replayed"], true);
    old["historic"] = json!(false);
    let problem = till.post("/v1/purchases", &old).await.expect_problem(409, "receipt_conflict");
    assert_eq!(problem["errors"][0]["pointer"], "/historic");
    // Of a receipt that is not so old it says nothing, and is no other content.
    let mut late = at("2", "2025-10-18T09:00:00Z");
    assert_eq!(
        till.post("/v1/purchases", &late).await.expect(201).json()["counted_at"],
        "2025-10-18T09:00:00Z"
    );
    late["historic"] = json!(true);
    program.clock.advance(chrono::Duration::days(30));
    assert_eq!(till.post("/v1/purchases", &late).await.expect(201).json()["replayed"], true);
}

#[tokio::test]
async fn the_source_stays_when_a_device_is_paired_anew() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let pairing = merchant
        .owner
        .post("/v1/terminals/pairing-codes", &json!({"name": "Kasa 1"}))
        .await
        .expect(201)
        .json();
    let pair = async |code: &Value| {
        program.client.post("/v1/terminals/pair", &json!({"code": code})).await.expect(200).json()
    };
    let first = pair(&pairing["code"]).await;
    let till = program.client.with_bearer(first["api_key"].as_str().unwrap());
    till.post("/v1/purchases", &coffee("1")).await.expect(201);
    let anew = json!({"terminal_id": first["terminal"]["id"]});
    let pairing = merchant.owner.post("/v1/terminals/pairing-codes", &anew).await.expect(201).json();
    let second = pair(&pairing["code"]).await;
    assert_eq!(second["terminal"]["id"], first["terminal"]["id"]);
    let till = program.client.with_bearer(second["api_key"].as_str().unwrap());
    assert_eq!(till.post("/v1/purchases", &coffee("1")).await.expect(201).json()["replayed"], true);
    let listed = till.get("/v1/purchases").await.json();
    assert_eq!(
        (listed["items"].as_array().unwrap().len(), &listed["items"][0]["source"]),
        (1, &first["terminal"]["id"])
    );
}
