//! Many are erased by a job.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::imports::customers;

async fn make(client: &Client, count: usize, city: &str) -> Vec<String> {
    let mut made = Vec::new();
    for number in 0..count {
        let body = json!({"first_name": "Vera", "email": format!("v{number}@{city}.example"),
            "address": {"city": city}, "data_consent": {"source": "form"}});
        let created = client.post("/v1/customers", &body).await.expect(201).json();
        made.push(created["id"].as_str().unwrap().to_owned());
    }
    made
}

async fn items(client: &Client, deletion: &Value) -> Vec<Value> {
    let path = format!("/v1/customers/deletions/{}/items?limit=200", deletion["id"].as_str().unwrap());
    client.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn whoever_passes_a_filter_is_erased_and_nobody_else() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    make(owner, 23, "nis").await;
    make(owner, 2, "pirot").await;
    make(&other.owner, 1, "nis").await;
    let body = json!({"filter": {"field": "city", "op": "eq", "value": "nis"}, "reason": "no_longer_needed"});
    let planned = owner.post("/v1/customers/deletions?dry_run=true", &body).await.expect(200).json();
    assert_eq!(planned["progress"], json!({"done": 0, "total": 23}));
    program.work().await;
    assert_eq!(customers(owner).await.len(), 25, "a dry run erases nobody");
    owner.get(&format!("/v1/customers/deletions/{}", planned["id"].as_str().unwrap())).await.expect(404);

    let begun = owner.post("/v1/customers/deletions", &body).await.expect(202);
    let (job, begun) = (begun.header("location").unwrap().to_owned(), begun.json());
    assert_eq!((&begun["status"], &begun["progress"]["total"]), (&json!("running"), &json!(23)));
    // Who comes to pass the filter later is not meant.
    make(owner, 1, "nis").await;
    program.work().await;
    let done = owner.get(&format!("/v1/customers/deletions/{}", begun["id"].as_str().unwrap())).await.json();
    assert_eq!((&done["status"], &done["erased"], &done["gone"]), (&json!("done"), &json!(23), &json!(0)));
    assert!(items(owner, &begun).await.iter().all(|item| item["outcome"] == "erased"));
    assert_eq!(customers(owner).await.len(), 3);
    assert_eq!(customers(&other.owner).await.len(), 1);
    let job = owner.get(&job).await.expect(200).json();
    assert_eq!((&job["kind"], &job["status"]), (&json!("customer_deletion"), &json!("done")));
    assert_eq!(job["deletion_id"], begun["id"]);
    let me = owner.get("/v1/me").await.json();
    let trail = owner.get("/v1/audit-events?action=deleted").await.expect(200).json();
    assert_eq!(trail["items"][0]["actor"], json!({"kind": "user", "id": me["id"]}), "who asked did it");
}

#[tokio::test]
async fn named_ones_are_erased_and_somebody_else_s_are_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let own = make(owner, 3, "nis").await;
    let foreign = make(&other.owner, 1, "nis").await;
    let body = json!({"ids": [own[0], foreign[0]]});
    owner.post("/v1/customers/deletions", &body).await.expect_problem(404, "not_found");
    owner.post("/v1/customers/deletions", &json!({})).await.expect_invalid("");
    owner.post("/v1/customers/deletions", &json!({"ids": []})).await.expect_invalid("/ids");
    let both = json!({"ids": [own[0]], "filter": {"all": []}});
    owner.post("/v1/customers/deletions", &both).await.expect_invalid("");
    let bad = json!({"filter": {"field": "shoe", "op": "eq", "value": 1}});
    owner.post("/v1/customers/deletions", &bad).await.expect(422);
    let keyed = owner.with_header("Idempotency-Key", "once");
    let body = json!({"ids": [own[0], own[1], own[0]], "requested_by_person": true});
    let begun = keyed.post("/v1/customers/deletions", &body).await.expect(202).json();
    let again = keyed.post("/v1/customers/deletions", &body).await.expect(202).json();
    assert_eq!(begun, again);
    // One is erased by hand before the job comes to it.
    owner.delete(&format!("/v1/customers/{}", own[0])).await.expect(204);
    program.work().await;
    let done = owner.get(&format!("/v1/customers/deletions/{}", begun["id"].as_str().unwrap())).await.json();
    assert_eq!(
        (&done["erased"], &done["gone"], &done["progress"]["total"]),
        (&json!(1), &json!(1), &json!(2))
    );
    assert_eq!(customers(owner).await.len(), 1);
    other.owner.get(&format!("/v1/customers/deletions/{}", begun["id"].as_str().unwrap())).await.expect(404);
}

#[tokio::test]
async fn who_is_not_erased_yet_stays_when_it_is_called_off() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let own = make(owner, 12, "nis").await;
    let begun = owner.post("/v1/customers/deletions", &json!({"ids": own})).await.expect(202).json();
    let cancel = format!("/v1/customers/deletions/{}/cancel", begun["id"].as_str().unwrap());
    for _ in 0..2 {
        let cancelled = owner.post(&cancel, &json!({})).await.expect(200).json();
        assert_eq!(cancelled["status"], "cancelled");
    }
    program.work().await;
    assert_eq!(customers(owner).await.len(), 12);
    assert!(items(owner, &begun).await.iter().all(|item| item["outcome"] == "waiting"));
    let done = owner.post("/v1/customers/deletions", &json!({"ids": [own[0]]})).await.expect(202).json();
    program.work().await;
    let cancel = format!("/v1/customers/deletions/{}/cancel", done["id"].as_str().unwrap());
    owner.post(&cancel, &json!({})).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_worker_that_comes_after_one_that_died_goes_on_where_it_was() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let own = make(owner, 25, "nis").await;
    let begun = owner.post("/v1/customers/deletions", &json!({"ids": own})).await.expect(202).json();
    // As a worker leaves it that died in the middle: a lease that has ended, and some who are erased.
    program
        .run_sql(
            "UPDATE jobs SET state = 'running', leased_until = '2026-11-21T09:00:00+00:00', attempts = 1
        WHERE kind = 'customer_deletion'",
        )
        .await;
    for id in &own[..7] {
        owner.delete(&format!("/v1/customers/{id}")).await.expect(204);
    }
    let two = tokio::join!(program.work(), program.work());
    assert_eq!(two, ((), ()));
    let path = format!("/v1/customers/deletions/{}", begun["id"].as_str().unwrap());
    let done = owner.get(&path).await.expect(200).json();
    assert_eq!(
        (&done["status"], &done["erased"], &done["gone"]),
        (&json!("done"), &json!(18), &json!(7)),
        "{done}"
    );
    assert!(customers(owner).await.is_empty());
}
