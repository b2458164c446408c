use chrono::Duration;
use regulars_tests::{Contents, Program};
use serde_json::{Value, json};

use super::{export, lines, path_of};
use crate::customers::add;

fn everybody() -> Value {
    json!({"format": "csv", "fields": ["first_name"]})
}

#[tokio::test]
async fn a_file_is_there_once_it_is_written() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let asked = merchant.owner.post("/v1/customers/exports", &everybody()).await.expect(202);
    let export = asked.json();
    assert_eq!(
        (&export["state"], &export["rows"], &export["size"]),
        (&json!("writing"), &json!(0), &json!(null))
    );
    let file = format!("{}/file", path_of(&export));
    assert_eq!(merchant.owner.get(&file).await.expect(409).json()["code"], "conflict");
    let links = format!("{}/links", path_of(&export));
    merchant.owner.post(&links, &json!({})).await.expect(409);
    let job = merchant.owner.get(asked.header("location").unwrap()).await.expect(200).json();
    assert_eq!(
        (&job["kind"], &job["status"], &job["export_id"]),
        (&json!("export"), &json!("queued"), &export["id"])
    );
    program.clock.advance(Duration::seconds(1));
    program.work().await;
    let job = merchant.owner.get(asked.header("location").unwrap()).await.expect(200).json();
    assert_eq!(job["status"], "done");
    let ready = merchant.owner.get(&path_of(&export)).await.expect(200).json();
    assert_eq!((&ready["state"], &ready["rows"]), (&json!("ready"), &json!(1)));
    assert_eq!(lines(&merchant.owner.get(&file).await.expect(200)), ["Ime", "Ana"]);
    let listed = merchant.owner.get("/v1/exports").await.expect(200).json();
    assert_eq!(listed["items"], json!([ready]));
    let trail = format!("/v1/audit-events?subject_id={}", export["id"].as_str().unwrap());
    let trail = merchant.owner.get(&trail).await.expect(200).json();
    let me = merchant.owner.get("/v1/me").await.json();
    for (event, action) in [(0, "updated"), (1, "created")] {
        let event = &trail["items"][event];
        assert_eq!((&event["action"], &event["actor"]["id"]), (&json!(action), &me["id"]), "{event}");
    }
    let changes = trail["items"][0]["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["field"] == "rows" && change["after"] == 1), "{changes:?}");
}

#[tokio::test]
async fn a_file_is_gone_after_a_day_and_nothing_of_it_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Zvezdana"})).await;
    let body = json!({"format": "csv", "list": {"q": ["zvezdana"]}});
    let made = export(&program, &merchant.owner, "/v1/customers/exports", &body).await;
    let link = merchant.owner.post(&format!("{}/links", path_of(&made)), &json!({})).await.expect(200).json();
    program.clock.advance(Duration::hours(24));
    let owner = program.sign_in(&merchant.owner_email).await;
    let file = format!("{}/file", path_of(&made));
    owner.get(&file).await.expect(409);
    let path = link["url"].as_str().unwrap().replace(program.client.base(), "");
    program.client.get(&path).await.expect(404);
    program.work().await;
    let gone = owner.get(&path_of(&made)).await.expect(200).json();
    assert_eq!((&gone["state"], &gone["rows"]), (&json!("expired"), &json!(1)));
    let contents = Contents::of(&program.database).await.snapshot().await;
    for table in ["exports", "export_parts", "jobs"] {
        let rows = format!("{:?}", contents[table]).to_lowercase();
        assert!(!rows.contains("zvezdana"), "{table}: {rows}");
    }
    assert!(contents["export_parts"].is_empty());
    program.clock.advance(Duration::days(100));
    let owner = program.sign_in(&merchant.owner_email).await;
    export(&program, &owner, "/v1/customers/exports", &everybody()).await;
    program.clock.advance(Duration::days(2));
    program.work().await;
    let owner = program.sign_in(&merchant.owner_email).await;
    let listed = owner.get("/v1/exports").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "the old one is forgotten");
}

#[tokio::test]
async fn a_link_opens_one_file_for_a_quarter_of_an_hour() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let made = export(&program, &merchant.owner, "/v1/customers/exports", &everybody()).await;
    let links = format!("{}/links", path_of(&made));
    let link = merchant.owner.post(&links, &json!({})).await.expect(200).json();
    let path = link["url"].as_str().unwrap().replace(program.client.base(), "");
    let file = program.client.get(&path).await.expect(200);
    assert_eq!(lines(&file), ["Ime", "Ana"]);
    assert_eq!(file.header("cache-control"), Some("no-store"));
    program.client.get(&format!("{path}A")).await.expect(404);
    program.clock.advance(Duration::minutes(15));
    program.client.get(&path).await.expect(404);
    let other = program.merchant().await;
    other.owner.post(&links, &json!({})).await.expect(404);
    other.owner.get(&format!("{}/file", path_of(&made))).await.expect(404);
}

#[tokio::test]
async fn a_deleted_file_is_gone_and_one_that_is_being_written_is_written_no_further() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let made = export(&program, &merchant.owner, "/v1/customers/exports", &everybody()).await;
    let asked = merchant.owner.post("/v1/customers/exports", &everybody()).await.expect(202).json();
    for export in [&made, &asked] {
        merchant.owner.delete(&path_of(export)).await.expect(204);
        merchant.owner.get(&format!("{}/file", path_of(export))).await.expect(409);
    }
    program.work().await;
    for export in [&made, &asked] {
        let gone = merchant.owner.get(&path_of(export)).await.expect(200).json();
        assert_eq!(gone["state"], "withdrawn");
    }
    assert!(Contents::of(&program.database).await.snapshot().await["export_parts"].is_empty());
    // Once more changes nothing.
    merchant.owner.delete(&path_of(&made)).await.expect(204);
}

#[tokio::test]
async fn whoever_goes_on_after_a_worker_that_died_writes_each_row_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..1_100).map(|number| format!("K-{number},Ana {number}\n")).collect();
    let text = format!("external_id,first_name\n{people}");
    let checked = crate::imports::check(&program, &merchant.owner, &text).await;
    crate::imports::commit(&program, &merchant.owner, &checked).await;
    let body = json!({"format": "csv", "fields": ["external_id"], "sort": "created_at"});
    let made = export(&program, &merchant.owner, "/v1/customers/exports", &body).await;
    let file = format!("{}/file", path_of(&made));
    let whole = merchant.owner.get(&file).await.expect(200).text;
    // As a worker leaves it that died after its first thousand rows, and as one that was never begun.
    let last = whole.lines().nth(1_000).unwrap().to_owned();
    let named = json!({"filter": {"field": "external_id", "op": "eq", "value": last}});
    let found = merchant.owner.post("/v1/customers/search", &named).await.expect(200).json();
    let id = found["items"][0]["id"].as_str().unwrap();
    program.run_sql("DELETE FROM export_parts WHERE number > 0").await;
    program
        .run_sql(&format!(
            "UPDATE exports SET state = 'writing', parts = 1, rows_written = 1000, sheet_rows = 1000, size = NULL,
             reached = '{{\"beside\": null, \"id\": \"{id}\"}}'"
        ))
        .await;
    program.run_sql("UPDATE jobs SET state = 'queued', lease_id = NULL WHERE kind = 'write_export'").await;
    program.work().await;
    let again = merchant.owner.get(&path_of(&made)).await.expect(200).json();
    assert_eq!((&again["state"], &again["rows"]), (&json!("ready"), &json!(1_100)));
    assert_eq!(merchant.owner.get(&file).await.expect(200).text, whole);
}

#[tokio::test]
async fn a_filter_that_refers_to_what_is_gone_fails_the_export_and_no_other_job() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let city = json!({"field": "city", "op": "eq", "value": "Niš"});
    let segment =
        merchant.owner.post("/v1/segments", &json!({"name": "Niš", "filter": city})).await.expect(201);
    let id = segment.json()["id"].as_str().unwrap().to_owned();
    let body = json!({"format": "xlsx", "filter": {"segment": id}});
    let asked = merchant.owner.post("/v1/customers/exports", &body).await.expect(202).json();
    merchant.owner.delete(&format!("/v1/segments/{id}")).await.expect(204);
    program.work().await;
    let failed = merchant.owner.get(&path_of(&asked)).await.expect(200).json();
    assert_eq!(failed["state"], "failed");
    merchant.owner.get(&format!("{}/file", path_of(&asked))).await.expect(409);
}

#[tokio::test]
async fn a_merchant_has_so_many_files_at_a_time_and_asks_once_per_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "one");
    let first = keyed.post("/v1/customers/exports", &everybody()).await.expect(202).json();
    let again = keyed.post("/v1/customers/exports", &everybody()).await.expect(202);
    assert_eq!((again.header("idempotent-replayed"), &again.json()["id"]), (Some("true"), &first["id"]));
    for _ in 1..50 {
        merchant.owner.post("/v1/customers/exports", &everybody()).await.expect(202);
    }
    merchant.owner.post("/v1/purchases/exports", &json!({"format": "csv"})).await.expect(409);
    merchant.owner.delete(&path_of(&first)).await.expect(204);
    merchant.owner.post("/v1/purchases/exports", &json!({"format": "csv"})).await.expect(202);
    let cashier = merchant.staff("cashier").await;
    cashier.post("/v1/customers/exports", &everybody()).await.expect(403);
}
