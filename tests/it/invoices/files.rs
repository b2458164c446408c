use regulars_tests::{Answer, Client, Program};
use reqwest::Method;
use serde_json::{Value, json};

use super::{bill, pay, standing};
use crate::customers::add;

const HEADINGS: &str = "invoice_number,amount,currency,paid_on,method,reference";

async fn upload(client: &Client, path: &str, rows: &[&str]) -> Answer {
    let text = format!("{HEADINGS}\n{}\n", rows.join("\n"));
    client.send(Method::POST, path, Some("text/csv"), text.into_bytes()).await
}

fn reasons(answer: &Value) -> Vec<(u64, &str)> {
    let results = answer["results"].as_array().unwrap().iter();
    results
        .filter(|result| result["reason"].is_string())
        .map(|result| (result["row"].as_u64().unwrap(), result["reason"].as_str().unwrap()))
        .collect()
}

#[tokio::test]
async fn payments_of_a_file_are_matched_and_the_same_file_books_nothing_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (one, _) = bill(owner, &customer, 2, json!({"number": "F-1", "issued_on": "2026-11-09"})).await;
    let (two, _) = bill(owner, &customer, 1, json!({"number": "F-2", "issued_on": "2026-11-09"})).await;
    let rows = [
        // Two of the same amount and day are two payments.
        "F-1,100.00,RSD,2026-11-10,transfer,",
        "f - 1,100,rsd,2026-11-10,transfer,",
        "F-1,60.00,RSD,2026-11-12,transfer,97-1",
        "F-2,\"180,01\",RSD,2026-11-12,,97-2",
        "F-2,180.00,EUR,2026-11-12,,97-3",
        "F-9,180.00,RSD,2026-11-12,,97-4",
        "F-2,x,RSD,2026-11-12,,97-5",
        "F-2,0.00,RSD,2026-11-12,,97-6",
        "F-2,5.00,RSD,2026-11-22,,97-7",
        "F-2,5.00,RSD,,,97-8",
        "F-2,5.00,RSD,2026-11-12,,97-9",
        "F-2,6.00,RSD,2026-11-12,,97-9",
    ];
    let expected = [
        (5, "more_than_open"),
        (6, "other_currency"),
        (7, "unknown_invoice"),
        (8, "unreadable"),
        (9, "not_a_payment"),
        (10, "not_a_payment"),
        (11, "unreadable"),
        (13, "booked_otherwise"),
    ];
    let dry = upload(owner, "/v1/payment-files?dry_run=true", &rows).await.expect(200).json();
    assert_eq!((&dry["booked"], &dry["known"], reasons(&dry)), (&json!(4), &json!(0), expected.to_vec()));
    assert_eq!(standing(&owner.get(&one).await.json()), ("open", 36_000));
    let booked = upload(owner, "/v1/payment-files", &rows).await.expect(200).json();
    assert_eq!(
        (&booked["booked"], &booked["unmatched"], reasons(&booked)),
        (&json!(4), &json!(8), expected.to_vec())
    );
    for _ in 0..2 {
        let again = upload(owner, "/v1/payment-files", &rows).await.expect(200).json();
        assert_eq!(
            (&again["booked"], &again["known"], reasons(&again)),
            (&json!(0), &json!(4), expected.to_vec())
        );
    }
    assert_eq!(standing(&owner.get(&one).await.json()), ("partly_paid", 10_000));
    assert_eq!(standing(&owner.get(&two).await.json()), ("partly_paid", 17_500));
    // One with a reference is none of those that are counted.
    let (named, plain) = ("F-1,1.00,RSD,2026-11-13,,97-20", "F-1,1.00,RSD,2026-11-13,,");
    for (rows, outcome) in
        [([named, plain].as_slice(), (2, 0)), (&[plain], (0, 1)), (&[plain, named], (0, 2))]
    {
        let booked = upload(owner, "/v1/payment-files", rows).await.expect(200).json();
        assert_eq!((&booked["booked"], &booked["known"]), (&json!(outcome.0), &json!(outcome.1)), "{rows:?}");
    }
}

#[tokio::test]
async fn a_file_that_comes_twice_at_once_is_booked_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 5, json!({"number": "F-1", "issued_on": "2026-11-09"})).await;
    let asked: Vec<_> = (0..4)
        .map(|_| {
            let client = owner.clone();
            tokio::spawn(async move {
                let rows = [
                    "F-1,100.00,RSD,2026-11-10,,",
                    "F-1,100.00,RSD,2026-11-10,,",
                    "F-1,50.00,RSD,2026-11-10,,x",
                ];
                upload(&client, "/v1/payment-files", &rows).await.expect(200).json()
            })
        })
        .collect();
    let mut booked = 0;
    for answer in asked {
        booked += answer.await.unwrap()["booked"].as_i64().unwrap();
    }
    assert_eq!((booked, standing(&owner.get(&path).await.json())), (3, ("partly_paid", 65_000)));
}

#[tokio::test]
async fn what_is_no_such_file_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let twice = b"invoice_number,amount,amount,currency,paid_on\nF-1,1.00,2.00,RSD,2026-11-10\n";
    for bytes in [&b""[..], b"amount,currency\n1,RSD\n", twice, b"PK\x03\x04", b"\xd0\xcf\x11\xe0"] {
        let sent = owner.send(Method::POST, "/v1/payment-files", Some("text/csv"), bytes.to_vec()).await;
        sent.expect_problem(422, "validation_failed");
    }
    let many = vec!["F-1,1.00,RSD,2026-11-10,,"; 501];
    upload(owner, "/v1/payment-files", &many).await.expect_problem(422, "validation_failed");
    let json = owner.send(Method::POST, "/v1/payment-files", Some("application/json"), b"{}".to_vec()).await;
    json.expect_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn invoices_and_payments_come_out_as_files_without_formulas() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = bill(owner, &customer, 2, json!({"number": "=1+1", "issued_on": "2026-11-01"})).await;
    bill(owner, &customer, 1, json!({"number": "F-2", "issued_on": "2026-10-01"})).await;
    pay(owner, &path, 10_050, json!({"paid_on": "2026-11-05", "method": "transfer", "reference": "@97"}))
        .await;
    pay(owner, &path, 1_000, json!({"paid_on": "2026-11-06", "method": "cash"})).await;
    let file = owner.get("/v1/invoice-files?kind=invoices&from=2026-11-01").await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv"));
    let id = customer["id"].as_str().unwrap();
    let rows: Vec<&str> = file.text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        rows,
        [
            "invoice_number,issued_on,due_on,state,customer_id,currency,total,credited,paid,open",
            &format!("'=1+1,2026-11-01,2026-11-16,overdue,{id},RSD,360.00,0.00,110.50,249.50"),
        ]
    );
    let file = owner.get("/v1/invoice-files?kind=payments").await.expect(200).text;
    let rows: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    let payments = owner.get(&format!("{path}/payments")).await.expect(200).json();
    let id = |place: usize| payments["items"][place]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        rows,
        [
            format!("{HEADINGS},payment_id"),
            format!("'=1+1,100.50,RSD,2026-11-05,transfer,'@97,{}", id(0)),
            format!("'=1+1,10.00,RSD,2026-11-06,cash,,{}", id(1)),
        ]
    );
    // What came out is known when it comes in.
    let sent =
        owner.send(Method::POST, "/v1/payment-files", Some("text/csv"), file.clone().into_bytes()).await;
    assert_eq!(sent.expect(200).json()["known"], 2);
    owner.get("/v1/invoice-files?kind=all").await.expect_invalid("?kind");
    owner.get("/v1/invoice-files").await.expect_invalid("?kind");
}
