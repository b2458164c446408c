//! A file that is written, uploaded as it is, and looked at, changes nobody.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::customers_file;
use crate::customers::add;

/// Texts that spreadsheets, separators and quotation marks make something else of.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=1+1",
        "+381",
        "-5",
        "@x",
        "007",
        "1E5",
        "12/4",
        "2000000000008",
        "'=1",
        "''x",
        "'s-Hertogenbosch",
        "a,b",
        "a;b",
        "\"q\"",
        "5\" x",
        "_x0041_",
        "<b>&amp;",
        "Šđž",
        "Петровић",
        "0",
        "1.50",
        "true",
        "yes",
        "NULL",
        "#REF!",
    ]);
    prop_oneof![3 => odd.prop_map(str::to_owned), 1 => "[-=+a-z0-9 ,;|\"'@]{1,12}"]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("a text", |text| !text.is_empty())
}

fn customer(number: usize, tags: &[&str]) -> impl Strategy<Value = Value> {
    let maybe = || prop::option::of(text());
    let tags = prop::sample::subsequence(
        tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>(),
        0..=tags.len(),
    );
    let names = (maybe(), maybe(), maybe(), maybe());
    let contact = (prop::bool::ANY, prop::bool::ANY, prop::option::of(0..28_i32), maybe(), maybe(), maybe());
    let attributes = (maybe(), prop::option::of(any::<i32>()), prop::option::of(any::<bool>()));
    (names, contact, attributes, tags, prop::bool::ANY).prop_map(move |(names, contact, attributes, tags, numbered)| {
        let (first_name, last_name, company, title) = names;
        let (has_email, has_phone, day, street, city, referral) = contact;
        let (note, shoe, vip) = attributes;
        // Some share a mailbox and a phone.
        let shared = number / 2;
        json!({
            "external_id": numbered.then(|| format!("00{number}")),
            "first_name": first_name, "last_name": last_name, "company": company, "title": title.filter(|one| one.len() < 20),
            "email": has_email.then(|| format!("{shared}@example.com")),
            "phone": has_phone.then(|| format!("+38164123{shared:04}")),
            "birth_date": day.filter(|day| day % 3 > 0).map(|day| format!("1990-05-{:02}", day + 1)),
            "birthday": day.map(|day| format!("--05-{:02}", day + 1)),
            "language": "sr-RS", "gender": "female",
            "address": {"street": street, "postcode": "01100", "city": city, "country": "RS"},
            "tags": tags,
            "attributes": {"note": note, "shoe": shoe, "vip": vip, "rate": "12.5", "many": ["a, b", "c;d"]},
            "source": {
                "utm": {"source": "=x", "campaign": "1E5"}, "last_utm": {"term": note}, "referral_id": referral
            },
            "data_consent": {"source": "form", "text_version": "01"},
        })
    })
}

#[tokio::test]
async fn a_file_that_comes_back_changes_nobody() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let tags = ["VIP", "a, b", "\"q\"", "=t", "x|y"];
    for tag in tags {
        merchant.owner.post("/v1/tags", &json!({"name": tag})).await.expect(201);
    }
    for definition in [
        json!({"key": "note", "name": "Note", "type": "text"}),
        json!({"key": "shoe", "name": "Shoe", "type": "integer"}),
        json!({"key": "vip", "name": "Vip", "type": "boolean"}),
        json!({"key": "rate", "name": "Rate", "type": "decimal", "decimals": 2}),
        json!({"key": "many", "name": "Many", "type": "enum_set", "options": ["a, b", "c;d", "e"]}),
    ] {
        merchant.owner.post("/v1/attributes", &definition).await.expect(201);
    }
    let mut runner = TestRunner::deterministic();
    let mut ids = Vec::new();
    for number in 0..60 {
        let customer = customer(number, &tags).new_tree(&mut runner).unwrap().current();
        ids.push(add(&merchant.owner, customer).await["id"].as_str().unwrap().to_owned());
    }
    for (id, channel, state) in
        [(&ids[0], "email", "granted"), (&ids[1], "email", "refused"), (&ids[2], "sms", "refused")]
    {
        let text = json!({"purpose": "advertising", "channel": channel, "state": state, "source": "form"});
        // Who has no address of the channel cannot say anything about it.
        merchant.owner.post(&format!("/v1/customers/{id}/consents"), &text).await;
    }
    let before = crate::imports::customers(&merchant.owner).await;
    let born = json!(["birthday", "id", "birth_date", "last_name"]);
    for wanted in
        [json!({"format": "csv"}), json!({"format": "xlsx"}), json!({"format": "csv", "fields": born})]
    {
        let file = customers_file(&program, &merchant.owner, &wanted).await;
        let options = json!({"possible_duplicates": "leave"});
        let (content_type, body) = crate::imports::form("again", &file.bytes, Some(&options));
        let path = "/v1/customers/imports";
        let sent = merchant.owner.send(regulars_tests::Method::POST, path, Some(&content_type), body).await;
        let import = sent.expect(202).json();
        program.work().await;
        let checked = merchant.owner.get(&crate::imports::path_of(&import)).await.expect(200).json();
        let rows = crate::imports::rows(&merchant.owner, &checked).await;
        for row in &rows {
            assert_eq!(row["disposition"], "unchanged", "{wanted}: {row} {}", before[0]);
            assert_eq!(row["remarks"], json!([]), "{wanted}: {row}");
        }
        assert_eq!(rows.len(), 60, "{checked}");
        crate::imports::commit(&program, &merchant.owner, &checked).await;
        assert_eq!(crate::imports::customers(&merchant.owner).await, before);
    }
}
