use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::coffee;

fn bought(number: &str, day: &str) -> Value {
    let mut receipt = coffee(number);
    receipt["kind"] = json!("purchase");
    receipt["occurred_at"] = json!(format!("{day}T16:30:00Z"));
    receipt
}

fn given_back(refund: &str, receipt: &Value, day: &str) -> Value {
    json!({"kind": "refund", "refund_number": refund, "occurred_at": format!("{day}T09:00:00Z"), "receipt": receipt,
           "lines": [{"line": 1, "quantity": "1"}]})
}

async fn upload(till: &Client, items: &[Value]) -> Vec<Value> {
    let answer = till.post("/v1/purchases/batch", &json!({"items": items})).await.expect(200).json();
    answer["results"].as_array().unwrap().clone()
}

fn statuses(results: &[Value]) -> Vec<&str> {
    results.iter().map(|result| result["status"].as_str().unwrap()).collect()
}

async fn waiting(till: &Client) -> Vec<Value> {
    let page = till.get("/v1/purchases/waiting-refunds").await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_number_alone_means_the_only_receipt_of_that_number_on_whatever_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let refund = given_back("R1", &json!({"receipt_number": "1"}), "2026-11-20");
    upload(&till, &[bought("1", "2026-10-02")]).await;
    let results = upload(&till, std::slice::from_ref(&refund)).await;
    assert_eq!(statuses(&results), ["recorded"], "{results:?}");
    assert_eq!(results[0]["refund"]["purchase"]["refunded_total"]["amount"], 9000);
    assert_eq!(waiting(&till).await, Vec::<Value>::new());
    // Later another receipt has that number: a repetition is still the refund of the first one.
    upload(&till, &[bought("1", "2026-11-19")]).await;
    assert_eq!(statuses(&upload(&till, &[refund]).await), ["replayed"]);
}

#[tokio::test]
async fn a_number_that_receipts_of_several_days_have_is_refused_with_the_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    upload(&till, &[bought("1", "2026-10-02"), bought("1", "2026-11-19"), bought("2", "2026-11-19")]).await;
    let results = upload(&till, &[given_back("R1", &json!({"receipt_number": "1"}), "2026-11-20")]).await;
    let problem = &results[0]["problem"];
    assert_eq!((statuses(&results), &problem["status"]), (vec!["failed"], &json!(422)), "{results:?}");
    assert_eq!(problem["errors"][0]["pointer"], "/receipt/receipt_number");
    let detail = problem["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("2026-10-02, 2026-11-19"), "{detail}");
    let named = json!({"receipt_number": "1", "business_date": "2026-11-19"});
    assert_eq!(statuses(&upload(&till, &[given_back("R1", &named, "2026-11-20")]).await), ["recorded"]);
    assert_eq!(waiting(&till).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_refund_waits_in_the_list_until_its_receipt_comes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let by_number = given_back("R1", &json!({"receipt_number": "1"}), "2026-11-20");
    let by_day =
        given_back("R2", &json!({"receipt_number": "2", "business_date": "2026-11-18"}), "2026-11-20");
    let mut too_much = given_back("R3", &json!({"receipt_number": "3"}), "2026-11-20");
    too_much["lines"][0]["quantity"] = json!("7");
    let refunds = [by_number.clone(), by_day, too_much.clone()];
    for refund in &refunds {
        assert_eq!(statuses(&upload(&till, std::slice::from_ref(refund)).await), ["waiting"]);
        program.clock.advance(chrono::Duration::seconds(1));
    }
    program.clock.advance(chrono::Duration::days(2));
    assert_eq!(statuses(&upload(&till, &refunds).await), ["waiting"; 3]);
    let found = waiting(&till).await;
    let numbers: Vec<_> = found.iter().map(|refund| &refund["refund_number"]).collect();
    assert_eq!(numbers, ["R1", "R2", "R3"]);
    assert_eq!(
        (&found[0]["status"], &found[0]["reason"]),
        (&json!("waiting"), &json!("its receipt has not come yet"))
    );
    assert_eq!(
        (&found[0]["since"], &found[0]["lines"][0]["quantity"]),
        (&json!("2026-11-21T10:00:00Z"), &json!("1.000"))
    );
    assert_eq!(
        (&found[0]["receipt"]["business_date"], &found[0]["receipt"]["receipt_number"]),
        (&Value::Null, &json!("1"))
    );
    assert_eq!(found[1]["receipt"]["business_date"], "2026-11-18");

    // More than 400 days old: another receipt than the one that is meant.
    upload(&till, &[bought("1", "2025-10-15")]).await;
    assert_eq!(waiting(&till).await.len(), 3);
    let receipts = [bought("1", "2026-11-03"), bought("2", "2026-11-18"), bought("3", "2026-11-18")];
    assert_eq!(statuses(&upload(&till, &receipts).await), ["recorded"; 3]);
    let left = waiting(&till).await;
    assert_eq!(
        (left.len(), &left[0]["refund_number"], &left[0]["status"]),
        (1, &json!("R3"), &json!("rejected"))
    );
    assert!(left[0]["reason"].as_str().unwrap().contains("/lines/0/quantity"), "{left:?}");
    let page = till.get("/v1/purchases?limit=200").await.json();
    let refunded: i64 = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|purchase| purchase["refunded_total"]["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(refunded, 18_000);
    assert_eq!(statuses(&upload(&till, &[by_number]).await), ["replayed"]);
    // Put right, it goes through under its own number and leaves the list.
    too_much["lines"][0]["quantity"] = json!("2");
    assert_eq!(statuses(&upload(&till, &[too_much]).await), ["recorded"]);
    assert_eq!(waiting(&till).await, Vec::<Value>::new());
}

#[tokio::test]
async fn waiting_refunds_are_listed_page_by_page_and_are_the_merchants_own() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let till = merchant.terminal().await;
    for number in 0..5 {
        program.clock.advance(chrono::Duration::seconds(1));
        let receipt = json!({"receipt_number": number.to_string()});
        upload(&till, &[given_back(&format!("R{number}"), &receipt, "2026-11-20")]).await;
    }
    let (mut numbers, mut path) = (Vec::new(), "/v1/purchases/waiting-refunds?limit=2".to_owned());
    loop {
        let page = merchant.owner.get(&path).await.expect(200).json();
        numbers
            .extend(page["items"].as_array().unwrap().iter().map(|refund| refund["refund_number"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/purchases/waiting-refunds?limit=2&cursor={next}");
    }
    assert_eq!(numbers, ["R0", "R1", "R2", "R3", "R4"]);
    assert_eq!(waiting(&other.owner).await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_is_answered_to_an_item_depends_on_the_items_before_it_alone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    merchant
        .owner
        .post("/v1/members", &json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"}))
        .await
        .expect(201);
    let mut items = Vec::new();
    let mut expected = Vec::new();
    for number in 0..40 {
        let mut receipt = bought(&format!("{number}"), "2026-11-19");
        receipt["identify"] = json!({"card": "AB123456"});
        let refund =
            given_back(&format!("R{number}"), &json!({"receipt_number": number.to_string()}), "2026-11-20");
        if number % 2 == 0 {
            items.extend([receipt.clone(), refund.clone(), receipt, refund]);
            expected.extend(["recorded", "recorded", "replayed", "replayed"]);
        } else {
            items.extend([refund.clone(), receipt, refund]);
            expected.extend(["waiting", "recorded", "replayed"]);
        }
    }
    let results = upload(&till, &items).await;
    assert_eq!(statuses(&results), expected);
    let counts = results.iter().filter(|result| result["status"] == "recorded");
    let counts: Vec<_> =
        counts.filter_map(|result| result["purchase"]["customer"]["purchases"]["count"].as_i64()).collect();
    assert_eq!(counts, (1..=40).collect::<Vec<_>>());
}

#[tokio::test]
async fn three_hundred_receipts_and_their_refunds_end_the_same_in_any_order_and_however_often_they_come() {
    let program = Program::start().await;
    let mut items = Vec::new();
    for number in 0..300_u32 {
        let mut receipt = bought(&format!("{number}"), &format!("2026-11-{:02}", 1 + number % 18));
        receipt["identify"] = json!({"card": format!("AB12345{}", number % 3)});
        items.push(receipt);
        if number % 4 == 0 {
            items.push(given_back(
                &format!("R{number}"),
                &json!({"receipt_number": number.to_string()}),
                "2026-11-20",
            ));
        }
    }
    let mut ends = Vec::new();
    for seed in [7_u64, 1_000_003] {
        let merchant = program.merchant().await;
        let till = merchant.terminal().await;
        if ends.is_empty() {
            for card in 0..3 {
                let member = json!({"first_name": "Ana", "last_name": format!("Ilić {card}"),
                                    "card_number": format!("AB12345{card}")});
                merchant.owner.post("/v1/members", &member).await.expect(201);
            }
        }
        let mut sent: Vec<Value> =
            items.iter().flat_map(|item| [item.clone(), item.clone(), item.clone()]).collect();
        let mut state = seed;
        for index in (1..sent.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sent.swap(index, usize::try_from(state >> 33).unwrap() % (index + 1));
        }
        for part in sent.chunks(500) {
            let results = upload(&till, part).await;
            assert!(!statuses(&results).contains(&"failed"), "{results:?}");
        }
        assert_eq!(waiting(&till).await, Vec::<Value>::new());
        let mut totals = Vec::new();
        for card in 0..3 {
            let found = till.get(&format!("/v1/lookup?card=AB12345{card}")).await.json();
            totals.push(found["customer"]["purchases"].clone());
        }
        ends.push(totals);
    }
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0][0]["count"], 100);
    assert_eq!(ends[0][0]["total"]["amount"], 100 * 18_000 - 25 * 9_000);
}
