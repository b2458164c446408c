//! Another merchant's ids lead nowhere: every operation with an id in its path or in its body, generated from the
//! document. Nothing is stored, changed or deleted by trying.

mod made;

use regulars_identity::Role;
use regulars_tests::{Answer, Callers, Contents, Contract, Operation, Program};
use reqwest::Method;
use serde_json::Value;

use made::{Attempts, Maker};

/// Operations that only an operator may call concern no merchant's resource.
fn concerns_a_merchant(operation: &Operation) -> bool {
    operation.access.is_some_and(|access| access.roles.iter().any(|role| *role != Role::Operator))
}

#[tokio::test]
async fn an_id_of_another_merchant_in_a_path_is_not_found() {
    let program = Program::start().await;
    let contents = Contents::of(&program.database).await;
    let mut complaints = Vec::new();
    let mut tried = 0;
    for operation in Contract::of_the_program().operations() {
        if operation.path_ids().is_empty() || !concerns_a_merchant(operation) {
            continue;
        }
        let (theirs, own) =
            (Callers::of_a_fresh_merchant(&program).await, Callers::of_a_fresh_merchant(&program).await);
        let path = match Maker::new(&theirs).path(operation).await {
            Ok(path) => path,
            Err(why) => {
                complaints.push(why);
                continue;
            }
        };
        let roles = operation.access.unwrap().roles;
        let body = match Maker::new(&own).body(operation).await {
            Ok(body) => body,
            Err(why) => {
                complaints.push(why);
                continue;
            }
        };
        let before = contents.snapshot().await;
        let (content_type, bytes) = made::bytes(operation, body.as_ref());
        let path_and_query = format!("{path}{}", operation.query(false));
        let foreign = own
            .allowed(roles)
            .await
            .send(operation.method.clone(), &path_and_query, content_type, bytes)
            .await;
        if foreign.status != 404 {
            complaints.push(format!("{}: another merchant's {path} answered {}", operation.id, foreign.text));
        }
        let after = contents.snapshot().await;
        for (table, rows) in &after {
            if rows != &before[table] {
                complaints.push(format!("{}: another merchant's {path} changed {table}", operation.id));
            }
        }
        // The same request from its owner is found: it was the merchant that made the difference.
        let body = match Maker::new(&theirs).body(operation).await {
            Ok(body) => body,
            Err(why) => {
                complaints.push(why);
                continue;
            }
        };
        let (content_type, bytes) = made::bytes(operation, body.as_ref());
        let found = theirs
            .allowed(roles)
            .await
            .send(operation.method.clone(), &path_and_query, content_type, bytes)
            .await;
        if found.status == 404 || found.status.is_server_error() {
            complaints.push(format!("{}: its own {path} answered {}", operation.id, found.text));
        }
        tried += 1;
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(tried >= 8, "only {tried} operations were tried");
}

/// The problem of an answer and where the id stands for it: a list of items is answered item by item.
fn refusal(answer: &Answer, pointer: &str) -> (Value, String) {
    let body = answer.json();
    match (&body["results"][0]["problem"], pointer.split_once("/0/")) {
        (problem, Some((_, inside))) if problem.is_object() => (problem.clone(), format!("/{inside}")),
        _ => (body, pointer.to_owned()),
    }
}

#[tokio::test]
async fn an_id_of_another_merchant_in_a_body_is_refused_and_nothing_is_stored() {
    let program = Program::start().await;
    let contents = Contents::of(&program.database).await;
    let contract = Contract::of_the_program();
    let mut complaints = Vec::new();
    let mut tried = 0;
    for operation in contract.operations() {
        if !operation.takes_json() || !concerns_a_merchant(operation) || operation.method == Method::GET {
            continue;
        }
        for pointer in made::id_pointers(contract, operation) {
            let (theirs, own) =
                (Callers::of_a_fresh_merchant(&program).await, Callers::of_a_fresh_merchant(&program).await);
            let Attempts { path, bodies, foreign } =
                match made::attempts(&own, &theirs, operation, &pointer).await {
                    Ok(Some(attempts)) => attempts,
                    Ok(None) => continue,
                    Err(why) => {
                        complaints.push(why);
                        continue;
                    }
                };
            let client = own.allowed(operation.access.unwrap().roles).await;
            let waits = made::MAY_WAIT
                .iter()
                .find(|(id, place, _)| *id == operation.id && *place == pointer)
                .map(|(.., table)| *table);
            let before = contents.snapshot().await;
            let mut pointed = waits.is_some();
            let mut said = Vec::new();
            for body in bodies {
                let what = format!("{} with {foreign} at {pointer} in {body}", operation.id);
                let bytes = body.to_string().into_bytes();
                let answer =
                    client.send(operation.method.clone(), &path, Some("application/json"), bytes).await;
                let (problem, pointer) = refusal(&answer, &pointer);
                if waits.is_none() && !matches!(problem["status"].as_u64(), Some(404 | 422)) {
                    complaints.push(format!("{what}: {}", answer.text));
                }
                pointed |= problem["errors"].to_string().contains(&format!("\"{pointer}\""));
                said.push(problem.to_string());
                let mut after = contents.snapshot().await;
                if let Some(table) = waits {
                    after.insert(table, before[table].clone());
                }
                if after != before {
                    complaints.push(format!("{what} stored something: {}", answer.text));
                    break;
                }
            }
            if !pointed {
                complaints.push(format!("{}: no answer points at {pointer}: {said:?}", operation.id));
            }
            tried += 1;
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(tried >= 2, "only {tried} ids were tried");
}
