use std::collections::BTreeMap;

use regulars_tests::{Contents, Program};
use serde_json::{Value, json};

use super::{id, into, merge, undo_of};
use crate::cards::registered;
use crate::consents::advertising;
use crate::customers::{add, path_of};
use crate::purchases::coffee;

/// Tables that an undone merge leaves exactly as they were.
const EXACT: &[&str] = &[
    "cards",
    "confirmation_tokens",
    "consent_states",
    "customer_attributes",
    "customer_dismissals",
    "customer_keys",
    "customer_rfm",
    "customer_tags",
    "customer_totals",
    "customers",
    "deliveries",
    "members",
    "merged_customers",
    "newsletter_hits",
    "purchase_lines",
    "purchases",
    "rfm_moves",
];

fn exact(snapshot: BTreeMap<&'static str, Vec<String>>) -> BTreeMap<&'static str, Vec<String>> {
    snapshot.into_iter().filter(|(table, _)| EXACT.contains(table)).collect()
}

#[tokio::test]
async fn an_undone_merge_leaves_everybody_exactly_as_before() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    for tag in ["VIP", "Vino"] {
        owner.post("/v1/tags", &json!({"name": tag, "colour": "#AA3300"})).await.expect(201);
    }
    owner
        .post("/v1/attributes", &json!({"key": "size", "name": "Size", "type": "integer"}))
        .await
        .expect(201);
    let a = add(owner, json!({"first_name": "Ana", "external_id": "A", "tags": ["VIP"]})).await;
    let member = registered(owner, "AB123456").await;
    let fields = json!({"external_id": "B", "tags": ["Vino", "VIP"], "attributes": {"size": 38}, "birth_date": "1990-05-17"});
    owner.patch(&path_of(&member), &fields).await.expect(200);
    let c = add(owner, json!({"first_name": "Ana", "email": "ana.c@example.com", "external_id": "C"})).await;
    for (number, customer) in [("1", &a), ("2", &member), ("3", &member)] {
        let mut body = coffee(number);
        body["identify"] = json!({"customer_id": id(customer)});
        till.post("/v1/purchases", &body).await.expect(201);
    }
    for (customer, state) in [(&member, "granted"), (&c, "withdrawn")] {
        owner
            .post(&format!("{}/consents", path_of(customer)), &advertising("email", state))
            .await
            .expect(201);
    }
    // Everybody has a key of their own already.
    owner.patch(&path_of(&a), &json!({"language": "sr"})).await.expect(200);
    program.work().await;
    let contents = Contents::of(&program.database).await;
    let before = exact(contents.snapshot().await);
    let answers = async || {
        let mut answers = Vec::new();
        for customer in [&a, &member, &c] {
            for below in ["", "/consents", "/purchases", "/rfm"] {
                answers.push(owner.get(&format!("{}{below}", path_of(customer))).await.expect(200).text);
            }
        }
        answers
    };
    let shown = answers().await;
    let merged = merge(owner, &a, &[&member, &c]).await;
    assert_eq!(merged["customer"]["purchases"]["count"], 3);
    assert_ne!(exact(contents.snapshot().await), before);
    let undone = owner.post(&undo_of(&merged), &json!({})).await.expect(200).json();
    assert_eq!(undone["state"], "undone");
    let after = exact(contents.snapshot().await);
    for (table, rows) in &before {
        assert_eq!(&after[table], rows, "{table}");
    }
    assert_eq!(answers().await, shown);
    let again = owner.post(&undo_of(&merged), &json!({})).await.expect(200).json();
    assert_eq!(again, undone, "to undo it again changes nothing");
    assert_eq!(exact(contents.snapshot().await), after);
    // The ledger tells what the merge did and what stands again.
    let history = owner.get(&format!("{}/consents/history", path_of(&a))).await.expect(200).json();
    assert_eq!(history["items"][0]["source"], "merge_undone");
    let again = merge(owner, &a, &[&member, &c]).await;
    assert_ne!(again["merge"]["id"], merged["merge"]["id"]);
}

#[tokio::test]
async fn what_was_written_since_is_listed_and_nothing_is_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    owner.post("/v1/tags", &json!({"name": "VIP", "colour": "#AA3300"})).await.expect(201);
    owner
        .post("/v1/attributes", &json!({"key": "size", "name": "Size", "type": "integer"}))
        .await
        .expect(201);
    let a = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let b = add(owner, json!({"first_name": "Anna", "external_id": "B"})).await;
    let mut asked = into(&a, &[&b]);
    asked["fields"] = json!({"external_id": id(&a)});
    let merged = owner.post("/v1/customers/merges", &asked).await.expect(200).json();
    let fields = json!({"first_name": "Anica", "tags": ["VIP"], "attributes": {"size": 38}});
    owner.patch(&path_of(&a), &fields).await.expect(200);
    owner.post(&format!("{}/consents", path_of(&a)), &advertising("email", "refused")).await.expect(201);
    let mut body = coffee("1");
    body["identify"] = json!({"customer_id": id(&a)});
    till.post("/v1/purchases", &body).await.expect(201);
    add(owner, json!({"first_name": "Eva", "external_id": "B"})).await;
    let contents = Contents::of(&program.database).await;
    let before = contents.snapshot().await;
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    let what: Vec<&str> =
        refused["conflicts"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["attributes.size", "consents", "external_id_taken", "first_name", "purchases", "tags"]);
    assert_eq!(contents.snapshot().await, before);
    owner.get(&path_of(&b)).await.expect_problem(410, "merged");
}

#[tokio::test]
async fn what_came_by_an_address_since_has_to_be_put_right_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let b = add(owner, json!({"first_name": "Anna", "email": "anna@example.com"})).await;
    let mut asked = into(&a, &[&b]);
    asked["fields"] = json!({"email": id(&b)});
    let merged = owner.post("/v1/customers/merges", &asked).await.expect(200).json();
    program.clock.advance(chrono::Duration::seconds(1));
    let mail = crate::mails::mail("1@e", "anna@example.com", "pekara@example.com", "Torta", "Za subotu?");
    let filed = crate::mails::hand_over(owner, mail).await;
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "mails", "{refused}");
    let mail = filed["mails"][0]["id"].as_str().unwrap();
    owner.delete(&format!("{}/mails/{mail}", path_of(&a))).await.expect(204);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
}

#[tokio::test]
async fn merges_of_one_survivor_are_undone_the_last_one_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana"})).await;
    let b = add(owner, json!({"last_name": "Jović"})).await;
    let c = add(owner, json!({"phone": "+381641234567"})).await;
    let (first, second) = (merge(owner, &a, &[&b]).await, merge(owner, &a, &[&c]).await);
    let refused = owner.post(&undo_of(&first), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "later_merge");
    owner.post(&undo_of(&second), &json!({})).await.expect(200);
    owner.post(&undo_of(&first), &json!({})).await.expect(200);
    for (customer, field, value) in
        [(&a, "first_name", "Ana"), (&b, "last_name", "Jović"), (&c, "phone", "+381641234567")]
    {
        let shown = owner.get(&path_of(customer)).await.expect(200).json();
        assert_eq!(shown[field], value);
        assert_eq!(&shown, customer);
    }
    let theirs = program.merchant().await;
    theirs.owner.post(&undo_of(&first), &Value::Null).await.expect(404);
}

#[tokio::test]
async fn the_images_are_sealed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana"})).await;
    let b = add(owner, json!({"last_name": "Jovanovićka", "email": "tajna@example.com"})).await;
    merge(owner, &a, &[&b]).await;
    let contents = Contents::of(&program.database).await;
    let snapshot = contents.snapshot().await;
    for table in ["customer_merges", "merged_customers", "customer_merge_images", "customer_merge_moves"] {
        let rows = snapshot[table].join("\n");
        assert!(!rows.is_empty() || table == "customer_merge_moves");
        for secret in ["tajna@example.com", "Jovanovi", "746a6e61"] {
            assert!(!rows.to_lowercase().contains(&secret.to_lowercase()), "{table} tells {secret}");
        }
    }
}
