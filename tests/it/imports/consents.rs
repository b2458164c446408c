use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{check, commit, customers, fates, rows};
use crate::customers::{add, path_of};

/// How advertising by e-mail to a customer stands.
pub async fn advertising(client: &Client, customer: &Value) -> String {
    let consents = client.get(&format!("{}/consents", path_of(customer))).await.expect(200).json();
    let standing = consents["items"].as_array().unwrap().iter();
    let standing = standing.clone().find(|one| one["purpose"] == "advertising" && one["channel"] == "email");
    standing.map_or("none", |one| one["state"].as_str().unwrap()).to_owned()
}

const PROVEN: &str =
    "external_id,email,advertising_email,advertising_source,advertising_text_version,advertising_date\n";

#[tokio::test]
async fn a_consent_is_granted_only_with_source_text_and_date() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let text = format!(
        "{PROVEN}1,a@example.com,da,shop,v1,2026-01-31\n2,b@example.com,da,,v1,2026-01-31\n3,c@example.com,da,shop,,2026-01-31\n\
         4,d@example.com,da,shop,v1,\n5,e@example.com,ne,,,\n6,f@example.com,,,,\n"
    );
    let checked = check(&program, &merchant.owner, &text).await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["create"; 6]);
    let remarks: Vec<Value> =
        rows(&merchant.owner, &checked).await.iter().map(|row| row["remarks"][0]["code"].clone()).collect();
    assert_eq!(json!(remarks), json!([null, "no_proof", "no_proof", "no_proof", null, null]));
    commit(&program, &merchant.owner, &checked).await;
    let mut states = Vec::new();
    for customer in customers(&merchant.owner).await {
        let number = customer["external_id"].as_str().unwrap().to_owned();
        states.push((number, advertising(&merchant.owner, &customer).await));
    }
    states.sort();
    let states: Vec<&str> = states.iter().map(|(_, state)| state.as_str()).collect();
    assert_eq!(states, ["granted", "none", "none", "none", "withdrawn", "none"]);
}

#[tokio::test]
async fn an_import_never_revives_who_objected_or_bounced() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"external_id": "1", "email": "ana@example.com"})).await;
    let withdrawn =
        json!({"purpose": "advertising", "channel": "email", "state": "withdrawn", "source": "phone"});
    merchant.owner.post(&format!("{}/consents", path_of(&ana)), &withdrawn).await.expect(201);
    let bounced = "external_id,email,email_bounced\n2,eva@example.com,2026-01-01 10:00:00\n";
    let checked = check(&program, &merchant.owner, bounced).await;
    commit(&program, &merchant.owner, &checked).await;
    let text = format!(
        "{PROVEN}1,ana@example.com,yes,shop,v1,2026-11-20\n2,eva@example.com,yes,shop,v1,2026-11-20\n3,eva@example.com,yes,shop,v1,2026-11-20\n"
    );
    let checked = check(&program, &merchant.owner, &text).await;
    let codes: Vec<Value> =
        rows(&merchant.owner, &checked).await.iter().map(|row| row["remarks"][0]["code"].clone()).collect();
    assert_eq!(codes, ["stays_closed"; 3]);
    commit(&program, &merchant.owner, &checked).await;
    for customer in customers(&merchant.owner).await {
        assert_ne!(advertising(&merchant.owner, &customer).await, "granted", "{customer}");
    }
}

#[tokio::test]
async fn who_unsubscribed_at_another_product_stays_so_for_every_record_of_the_address() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"external_id": "1", "email": "home@example.com"})).await;
    let granted = json!({"purpose": "advertising", "channel": "email", "state": "granted", "source": "shop"});
    merchant.owner.post(&format!("{}/consents", path_of(&ana)), &granted).await.expect(201);
    let text =
        "Email Address,First Name,UNSUB_TIME,LEID,EUID\nhome@example.com,Marko,2026-01-01 10:00:00,1,x\n";
    let checked = check(&program, &merchant.owner, text).await;
    assert_eq!(checked["layout"], "mailchimp");
    commit(&program, &merchant.owner, &checked).await;
    for customer in customers(&merchant.owner).await {
        assert_eq!(advertising(&merchant.owner, &customer).await, "withdrawn", "{customer}");
    }
}

#[tokio::test]
async fn a_new_customer_needs_the_statement_that_it_may_be_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (content_type, body) = super::form("a.csv", b"email\nana@example.com\n", None);
    let sent = merchant
        .owner
        .send(regulars_tests::Method::POST, "/v1/customers/imports", Some(&content_type), body)
        .await
        .expect(202)
        .json();
    program.work().await;
    let row = rows(&merchant.owner, &sent).await.remove(0);
    assert_eq!((&row["disposition"], &row["remarks"][0]["code"]), (&json!("error"), &json!("required")));
    let stated = json!({"data_consent": {"source": "form in the shop"}});
    merchant.owner.patch(&super::path_of(&sent), &stated).await.expect(200);
    program.work().await;
    assert_eq!(fates(&merchant.owner, &sent).await, ["create"]);
}
