//! Who was merged into a customer is the same person: what they said about consents is told with the customer's.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{page, ready, told};
use crate::customers::{add, path_of};
use crate::merges::{id, merge, undo_of};

#[tokio::test]
async fn the_ledgers_of_who_was_merged_into_a_customer_are_told_with_its_own() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut people = Vec::new();
    for (number, email) in ["ana@example.com", "anna@example.com", "ana.p@example.com"].iter().enumerate() {
        let one = add(owner, json!({"first_name": "Ana", "email": email})).await;
        let said = json!({"purpose": "advertising", "channel": "email", "state": "granted", "source": "till",
            "evidence": {"form": format!("F-{number}")}});
        owner.post(&format!("{}/consents", path_of(&one)), &said).await.expect(201);
        people.push(one);
    }
    let [stays, goes, went] = &people[..] else { panic!("three") };
    // Each ledger as it is shown while its customer is there, but for what merging writes.
    let ledger = async |customer: &Value| {
        let history = owner.get(&format!("{}/consents/history", path_of(customer))).await.expect(200).json();
        history["items"].as_array().unwrap().clone()
    };
    let before = [ledger(goes).await, ledger(went).await];
    // One by way of another.
    merge(owner, goes, &[went]).await;
    let merged = merge(owner, stays, &[goes]).await;
    let export = ready(&program, owner, &path_of(stays)).await;
    let data = told(owner, &export).await;
    let history = data["consent_history"].as_array().unwrap();
    let of = |customer: &Value| -> Vec<&Value> {
        history.iter().filter(|entry| entry["recorded_for"] == customer["id"]).collect()
    };
    assert_eq!(history.len(), people.iter().map(|one| of(one).len()).sum::<usize>());
    assert_eq!(history[0]["recorded_for"], stays["id"], "the customer's own come first");
    for (number, (customer, before)) in [(goes, &before[0]), (went, &before[1])].into_iter().enumerate() {
        let told = of(customer);
        assert!(told.len() >= before.len() && before.len() > 1, "{told:?}");
        for entry in before {
            let same = told.iter().find(|one| one["id"] == entry["id"]).unwrap();
            for (name, value) in
                entry.as_object().unwrap().iter().filter(|(name, _)| same.get(name).is_some())
            {
                assert!(name == "actor" || same[name] == *value, "{name}: {entry} {same}");
            }
            assert!(same.get("address").is_some() && same.get("hash").is_some(), "{same}");
        }
        let granted = told.iter().find(|one| one["evidence"]["form"] == format!("F-{}", number + 1)).unwrap();
        assert_eq!(granted["address"], customer["email"]);
        // Each ledger is a chain of its own.
        for pair in told.windows(2) {
            assert_eq!(pair[0]["previous_hash"], pair[1]["hash"]);
        }
    }
    let page = page(owner, &export).await;
    for shown in [id(goes), id(went), "anna@example.com", "ana.p@example.com", "Zapisano za (ID)"] {
        assert!(page.contains(shown), "{shown}");
    }
    // Parted again, each tells its own, and of who is part of it still.
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    for (customer, expected) in [(stays, vec![stays]), (goes, vec![goes, went])] {
        let data = told(owner, &ready(&program, owner, &path_of(customer)).await).await;
        let mut ids: Vec<&Value> =
            data["consent_history"].as_array().unwrap().iter().map(|one| &one["recorded_for"]).collect();
        ids.dedup();
        assert_eq!(ids, expected.iter().map(|one| &one["id"]).collect::<Vec<_>>());
    }
}
