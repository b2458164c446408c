//! What is known of a customer, for the customer.

use regulars_tests::{Client, Program, is_postgres};
use serde_json::{Value, json};

use crate::erasure::search::{bytes_with, rows_with};
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

async fn ready(program: &Program, owner: &Client, customer: &str) -> Value {
    let asked = owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(202);
    let (job, asked) = (asked.header("location").unwrap().to_owned(), asked.json());
    assert_eq!((&asked["status"], &asked["json"]), (&json!("making"), &Value::Null));
    let path = format!("{customer}/data-exports/{}", asked["id"].as_str().unwrap());
    owner.get(&format!("{path}/file")).await.expect_problem(404, "not_found");
    program.work().await;
    let job = owner.get(&job).await.expect(200).json();
    assert_eq!(
        (&job["kind"], &job["status"], &job["data_export_id"]),
        (&json!("data_export"), &json!("done"), &asked["id"])
    );
    let ready = owner.get(&path).await.expect(200).json();
    assert_eq!(ready["status"], "ready", "{ready}");
    ready
}

#[tokio::test]
async fn everything_is_in_it_and_nobody_else_s() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    owner.patch("/v1/merchant", &json!({"tracking": "individual"})).await.expect(200);
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    owner.post("/v1/attributes", &json!({"key": "flower", "name": "Cvet", "type": "text"})).await.expect(201);
    grant_pack(&program, &merchant).await;
    let id = reachable(&program, &merchant, "zvezda@example.com").await;
    let customer = format!("/v1/customers/{id}");
    let patch = json!({"tags": ["VIP"], "attributes": {"flower": "<b>karanfil</b>"}, "language": "sr-RS",
        "address": {"city": "Trnovgrad"}});
    owner.patch(&customer, &patch).await.expect(200);
    let profiling =
        json!({"purpose": "profiling", "state": "granted", "source": "till", "evidence": {"form": "F-77"}});
    owner.post(&format!("{customer}/consents"), &profiling).await.expect(201);
    let mut receipt = crate::purchases::coffee("R-100");
    receipt["identify"] = json!({"customer_id": id});
    owner.post("/v1/purchases", &receipt).await.expect(201);
    let newsletter = newsletter_to(&merchant, &[&id]).await;
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    program.work().await;
    crate::erasure::customer(&merchant, "stranac@example.com").await;

    let export = ready(&program, owner, &customer).await;
    let path = export["json"].as_str().unwrap();
    other.owner.get(path).await.expect(404);
    program.client.get(path).await.expect(401);
    let answer = owner.get(path).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.header("content-disposition").unwrap().contains("personal-data.json"));
    let data = answer.json();
    let profile = &data["profile"][0];
    assert_eq!((&profile["email"], &profile["tags"]), (&json!("zvezda@example.com"), &json!(["VIP"])));
    assert_eq!((&profile["attributes.flower"], &profile["id"]), (&json!("<b>karanfil</b>"), &json!(id)));
    assert_eq!(data["consents"].as_array().unwrap().len(), 3, "{}", data["consents"]);
    assert!(data["consent_history"].to_string().contains("F-77"));
    assert_eq!(data["purchases"][0]["receipt_number"], "R-100");
    assert_eq!(data["purchases"][0]["lines"][0]["name"], "Kafa");
    assert_eq!(
        (&data["messages"][0]["address"], &data["messages"][0]["state"]),
        (&json!("zvezda@example.com"), &json!("sent"))
    );
    assert!(data["audit_events"].to_string().contains("Trnovgrad"));
    for section in ["reactions", "rfm", "imports"] {
        assert!(data[section].is_array(), "{section}");
    }
    assert!(!answer.text.contains("stranac"));

    let page = owner.get(export["html"].as_str().unwrap()).await.expect(200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(
        page.text.contains("<h1>Vaši podaci</h1>") && page.text.contains("<h2>Kupovine</h2>"),
        "{}",
        page.text
    );
    assert!(page.text.contains("&lt;b&gt;karanfil&lt;/b&gt;") && !page.text.contains("<b>karanfil"));
    assert!(page.text.contains("R-100") && page.text.ends_with("</html>"));

    // What is kept of it is sealed.
    let left = rows_with(&program.database, &["\"receipt_number\":\"R-100\"", "Vaši podaci"], &[]).await;
    assert!(left.is_empty(), "{left:?}");
    // It ends, and it goes with the customer.
    let second = ready(&program, owner, &customer).await;
    program.clock.advance(chrono::Duration::days(8));
    let owner = program.sign_in(&merchant.owner_email).await;
    owner.get(path).await.expect(404);
    let shown =
        owner.get(&format!("{customer}/data-exports/{}", export["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&shown.json()["status"], &shown.json()["json"]), (&json!("expired"), &Value::Null));
    owner.delete(&customer).await.expect(204);
    owner.get(second["json"].as_str().unwrap()).await.expect(404);
    let values = ["zvezda@example.com", "Trnovgrad", "karanfil"];
    let left = rows_with(&program.database, &values, &[]).await;
    assert!(left.is_empty(), "{left:?}");
    if !is_postgres() {
        assert_eq!(bytes_with(&program.database, &values), Vec::<String>::new());
    }
}

#[tokio::test]
async fn one_of_many_parts_is_whole_and_another_s_id_leads_nowhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let id = customer.rsplit('/').next().unwrap();
    for number in 0..60 {
        let mut receipt = crate::purchases::coffee(&format!("R-{number}"));
        receipt["identify"] = json!({"customer_id": id});
        let lines: Vec<Value> = (0..20).map(|_| receipt["lines"][0].clone()).collect();
        receipt["lines"] = json!(lines);
        receipt["total"] = json!(360_000);
        owner.post("/v1/purchases", &receipt).await.expect(201);
    }
    let export = ready(&program, owner, &customer).await;
    let answer = owner.get(export["json"].as_str().unwrap()).await.expect(200);
    assert!(answer.text.len() > 200_000, "{} bytes are one part", answer.text.len());
    assert_eq!(answer.json()["purchases"].as_array().unwrap().len(), 60);
    let other = crate::erasure::customer(&merchant, "luka@example.com").await;
    let path = format!("{other}/data-exports/{}", export["id"].as_str().unwrap());
    owner.get(&path).await.expect(404);
    owner.get(&format!("{path}/file")).await.expect(404);
    owner
        .get(&format!("{customer}/data-exports/{}/file?format=pdf", export["id"].as_str().unwrap()))
        .await
        .expect(422);
}

#[tokio::test]
async fn one_that_is_being_made_when_its_customer_is_erased_is_not_made() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let asked = merchant.owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(202);
    merchant.owner.delete(&customer).await.expect(204);
    program.work().await;
    let job = merchant.owner.get(asked.header("location").unwrap()).await.expect(200).json();
    assert_eq!(job["status"], "done");
    merchant.owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(404);
}
