//! The README's own sentence: each operation works as it stands, one after the other; and the answers that the document shows
//! are those that come.

use std::path::PathBuf;

use regulars_tests::{Contract, Operation};
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::demo::{Demo, complaint, needs_a_link};
use super::invented::Inventor;
use super::same_form::compare;

/// Where the recorded answers stand.
fn recorded() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/api/src/document/recorded_answers.json")
}

/// Answers of the demo that are empty, since there is nothing of the kind.
const EMPTY: [&str; 3] =
    ["list_quota_pack_orders", "list_quota_pack_orders_of_merchant", "list_waiting_refunds"];

/// Tells of things of one instant, which stand in no order.
const WITHOUT_ORDER: [&str; 1] = ["get_data_export_file"];

/// Come last: whom they erase is in no file any more that others show, and what there is one of is gone.
const ERASE: [&str; 4] = ["delete_customer", "delete_mail_drop", "delete_mailbox", "erase_customer"];

#[tokio::test]
async fn every_operation_works_in_the_order_of_the_document_and_answers_as_it_shows() {
    let (contract, demo) = (Contract::of_the_program(), Demo::start().await);
    let mut inventor = Inventor::new(demo.base());
    let (mut complaints, mut answers) = (Vec::new(), Map::new());
    let erases = |operation: &&Operation| ERASE.contains(&operation.id.as_str());
    let before = contract.operations().iter().filter(|operation| !erases(operation));
    for operation in before.chain(contract.operations().iter().filter(erases)) {
        let answer = demo.call(operation).await;
        complaints.extend(complaint(contract, operation, &answer));
        let mut shown = vec![answer];
        // What has another answer when it is repeated.
        if answered_by_json(operation).len() > 1 {
            shown.push(demo.call(operation).await);
        }
        for answer in shown {
            let is_json = answer.header("content-type") == Some("application/json");
            if !is_json || needs_a_link(operation) || WITHOUT_ORDER.contains(&operation.id.as_str()) {
                continue;
            }
            let body = inventor.without_secrets(&answer.json());
            if body["items"] == json!([]) && !EMPTY.contains(&operation.id.as_str()) {
                complaints.push(format!("{}: the example shows an empty list", operation.id));
            }
            let of_operation = answers.entry(operation.id.clone()).or_insert_with(|| json!({}));
            of_operation[answer.status.as_str()] = body;
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let shown: Value = serde_json::from_str(&std::fs::read_to_string(recorded()).unwrap()).unwrap();
    if std::env::var_os("RECORD_ANSWERS").is_some() {
        // Numbers of cards, codes and ids are drawn anew each time: what has the same form stays as it was recorded.
        for (operation, answer) in &mut answers {
            if shown.get(operation).is_some_and(|shown| differences(shown, answer).is_empty()) {
                *answer = shown[operation].clone();
            }
        }
        std::fs::write(recorded(), format!("{:#}\n", Value::Object(answers))).unwrap();
        return;
    }
    let differences = differences(&shown, &Value::Object(answers));
    let differences = differences.join("\n");
    assert!(
        differences.is_empty(),
        "the document shows other answers than come: run 'make examples'\n{differences}"
    );
}

fn differences(shown: &Value, answered: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", shown, answered, &mut found);
    found
}

fn answered_by_json(operation: &Operation) -> Vec<&String> {
    let answers = operation.responses.iter();
    answers
        .filter(|(status, answer)| {
            status.starts_with('2') && !answer["content"]["application/json"].is_null()
        })
        .map(|(status, _)| status)
        .collect()
}

/// What works in the order of the document and in the opposite one needs no other operation before it. What cannot in the
/// opposite order, such as a change of what was deleted, is tried on a demo of its own.
#[tokio::test]
async fn every_example_needs_no_other_before_it() {
    let (contract, demo) = (Contract::of_the_program(), Demo::start().await);
    // What reads is called in the other test on a demo that others have changed, and works there too.
    let changes = contract.operations().iter().filter(|operation| operation.method != Method::GET);
    let (takes_away, others): (Vec<_>, Vec<_>) =
        changes.rev().partition(|operation| operation.method == Method::DELETE || is_an_end(operation));
    let (mut complaints, mut alone) = (Vec::new(), Vec::new());
    for operation in others.into_iter().chain(takes_away) {
        if complaint(contract, operation, &demo.call(operation).await).is_some() {
            alone.push(operation.id.as_str());
            complaints.extend(complaint(contract, operation, &Demo::start().await.call(operation).await));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(alone.len() <= 40, "too many demos for this test to stay cheap: {alone:?}");
}

/// Whether others have nothing to go on with after it, or nobody to call them.
fn is_an_end(operation: &Operation) -> bool {
    ERASE.contains(&operation.id.as_str()) || operation.template.starts_with("/v1/auth/")
}
