//! Whoever is merged with whom, and by whatever choice: nobody is reached who was not, and undoing it gives back everything.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_tests::{Client, Contents, Program, is_postgres};
use serde_json::{Value, json};

use super::{id, into, undo_of};
use crate::consents::advertising;
use crate::customers::{add, path_of};
use crate::purchases::coffee;

/// Tables that tell of what was done and grow by a merge and its undoing. All others are exactly as before.
const GROWS: &[&str] = &[
    "audit_events",
    "consent_events",
    "customer_keys",
    "customer_merge_moves",
    "customer_merges",
    // When they are scored next.
    "merchant_settings",
];
const MAILBOXES: [&str; 3] = ["ana@example.com", "Ana@Example.com", "anna@example.org"];
const PHONES: [&str; 2] = ["+381641234567", "+381647654321"];
const STATES: [&str; 3] = ["granted", "refused", "withdrawn"];

/// What may be of a customer.
#[derive(Clone, Debug)]
struct Person {
    first: Option<u8>,
    mailbox: Option<usize>,
    verified: bool,
    phone: Option<usize>,
    number: bool,
    size: Option<u8>,
    tags: (bool, bool),
    city: Option<bool>,
    by_email: Option<usize>,
    by_sms: Option<usize>,
    processing: Option<usize>,
    profiling: Option<usize>,
    receipts: u8,
    note: bool,
    case: bool,
}

fn person() -> impl Strategy<Value = Person> {
    let said =
        || proptest::option::weighted(0.6, prop_oneof![5 => Just(0_usize), 1 => Just(1), 1 => Just(2)]);
    (
        (
            proptest::option::of(0..3_u8),
            proptest::option::weighted(0.8, 0..3_usize),
            any::<bool>(),
            proptest::option::of(0..2_usize),
            any::<bool>(),
            proptest::option::of(30..33_u8),
            any::<(bool, bool)>(),
            proptest::option::of(any::<bool>()),
        ),
        (said(), said(), said(), said(), 0..3_u8, any::<bool>(), any::<bool>()),
    )
        .prop_map(|(record, rest)| {
            let (first, mailbox, verified, phone, number, size, tags, city) = record;
            let (by_email, by_sms, processing, profiling, receipts, note, case) = rest;
            Person {
                first,
                mailbox,
                verified,
                phone,
                number,
                size,
                tags,
                city,
                by_email,
                by_sms,
                processing,
                profiling,
                receipts,
                note,
                case,
            }
        })
}

async fn make(program: &Program, owner: &Client, till: &Client, person: &Person, key: &str) -> Value {
    let mut body = json!({"tags": []});
    if let Some(first) = person.first {
        body["first_name"] = json!(["Ana", "Anna", "Eva"][usize::from(first)]);
    }
    if let Some(mailbox) = person.mailbox {
        body["email"] = json!(MAILBOXES[mailbox]);
    }
    if let Some(phone) = person.phone {
        body["phone"] = json!(PHONES[phone]);
    }
    if person.number {
        body["external_id"] = json!(key);
    }
    if let Some(size) = person.size {
        body["attributes"] = json!({"size": size});
    }
    let tags = [(person.tags.0, "VIP"), (person.tags.1, "Vino")];
    body["tags"] = tags.iter().filter(|(has, _)| *has).map(|(_, name)| json!(name)).collect();
    if let Some(city) = person.city {
        body["address"] = json!({"city": if city { "Niš" } else { "Ruma" }});
    }
    let customer = add(owner, body).await;
    let path = path_of(&customer);
    if person.mailbox.is_some() && person.verified {
        let bytes = id(&customer).replace('-', "");
        let hit = if is_postgres() {
            format!("id = '{bytes}'::uuid")
        } else {
            format!("hex(id) = upper('{bytes}')")
        };
        program.run_sql(&format!("UPDATE customers SET email_verified_at = created_at WHERE {hit}")).await;
    }
    for (channel, said) in [("email", person.by_email), ("sms", person.by_sms)] {
        if let Some(said) = said {
            let sent = owner.post(&format!("{path}/consents"), &advertising(channel, STATES[said])).await;
            // Without an address there is nothing to grant.
            assert!(sent.status.is_success() || [409, 422].contains(&sent.status.as_u16()), "{}", sent.text);
        }
    }
    for (purpose, said) in [("data_processing", person.processing), ("profiling", person.profiling)] {
        if let Some(said) = said {
            let body = json!({"purpose": purpose, "state": STATES[said], "source": "till"});
            let sent = owner.post(&format!("{path}/consents"), &body).await;
            assert!(sent.status.is_success() || [409, 422].contains(&sent.status.as_u16()), "{}", sent.text);
        }
    }
    for number in 0..person.receipts {
        let mut receipt = coffee(&format!("{key}-{number}"));
        receipt["identify"] = json!({"customer_id": id(&customer)});
        till.post("/v1/purchases", &receipt).await.expect(201);
    }
    if person.note {
        let note = json!({"kind": "call", "direction": "inbound", "text": "Asked about Saturdays."});
        owner.post(&format!("{path}/interactions"), &note).await.expect(201);
    }
    if person.case {
        let case = json!({"customer_id": id(&customer), "subject": "A broken cup"});
        owner.post("/v1/cases", &case).await.expect(201);
    }
    // Everybody has a key and a trail of its own already.
    owner.patch(&path, &json!({"language": "sr"})).await.expect(200);
    customer
}

/// Over which addresses advertising reaches anybody, as the contact gate of the database says.
async fn reached(owner: &Client) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let customers = owner.get("/v1/customers").await.expect(200).json();
    for customer in customers["items"].as_array().unwrap() {
        let states = owner.get(&format!("{}/consents", path_of(customer))).await.expect(200).json();
        for state in states["items"].as_array().unwrap() {
            if state["purpose"] != "advertising" || state["state"] != "granted" {
                continue;
            }
            let by_email = state["channel"] == "email" && customer["email_verified"] == true;
            let field = if state["channel"] == "email" { "email" } else { "phone" };
            let is_present = customer[field].as_str().is_some_and(|address| {
                address.to_lowercase() == state["address"].as_str().unwrap_or_default().to_lowercase()
            });
            if is_present && (by_email || state["channel"] == "sms") {
                found.insert(customer[field].as_str().unwrap().to_lowercase());
            }
        }
    }
    found
}

fn apart(snapshot: BTreeMap<&'static str, Vec<String>>) -> BTreeMap<&'static str, Vec<String>> {
    snapshot.into_iter().filter(|(table, _)| !GROWS.contains(table)).collect()
}

#[tokio::test]
async fn any_merge_widens_nothing_and_is_undone_exactly() {
    let program = Program::start().await;
    let mut runner = TestRunner::deterministic();
    let fields = ["first_name", "email", "phone", "external_id", "address", "attributes.size"];
    for round in 0..(if is_postgres() { 4 } else { 8 }) {
        let merchant = program.merchant().await;
        let (owner, till) = (&merchant.owner, merchant.terminal().await);
        for tag in ["VIP", "Vino"] {
            owner.post("/v1/tags", &json!({"name": tag})).await.expect(201);
        }
        let size = json!({"key": "size", "name": "Size", "type": "integer"});
        owner.post("/v1/attributes", &size).await.expect(201);
        let people = (0..3).map(|_| person().new_tree(&mut runner).unwrap().current()).collect::<Vec<_>>();
        let mut made = Vec::new();
        for (number, person) in people.iter().enumerate() {
            made.push(make(&program, owner, &till, person, &format!("{round}-{number}")).await);
        }
        program.work().await;
        let contents = Contents::of(&program.database).await;
        let (before, reached_before) = (apart(contents.snapshot().await), reached(owner).await);
        let mut asked = into(&made[0], &[&made[1], &made[2]]);
        let choices = prop::collection::vec(proptest::option::of(0..3_usize), fields.len());
        let chosen = choices.new_tree(&mut runner).unwrap().current();
        let chosen = fields
            .iter()
            .zip(chosen)
            .filter_map(|(field, whose)| whose.map(|whose| ((*field).to_owned(), made[whose]["id"].clone())));
        asked["fields"] = Value::Object(chosen.collect());
        let merged = owner.post("/v1/customers/merges", &asked).await.expect(200).json();
        let told = format!("{people:?} {asked}");
        let receipts: i64 = people.iter().map(|person| i64::from(person.receipts)).sum();
        assert_eq!(merged["customer"]["purchases"]["count"], receipts, "{told}");
        let reached_after = reached(owner).await;
        assert!(reached_after.is_subset(&reached_before), "{reached_after:?} of {reached_before:?}: {told}");
        let no = |said: Option<usize>| said.is_some_and(|said| said > 0);
        if people.iter().any(|one| no(one.processing)) {
            assert!(reached_after.is_empty(), "{told}");
        }
        owner.post(&undo_of(&merged), &json!({})).await.expect(200);
        let after = apart(contents.snapshot().await);
        for (table, rows) in &before {
            assert_eq!(&after[table], rows, "{table}: {told}");
        }
        assert_eq!(reached(owner).await, reached_before, "{told}");
    }
}
