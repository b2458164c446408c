//! The table of operations × roles against the document and against the program: every operation with every role.

use std::collections::BTreeSet;

use regulars_api::{OPERATIONS, PUBLIC_OPERATIONS};
use regulars_identity::Role;
use regulars_tests::{Answer, Callers, Client, Contract, Operation, Program};

#[test]
fn every_operation_has_one_row_and_every_row_an_operation() {
    let documented: Vec<_> =
        Contract::of_the_program().operations().iter().map(|operation| operation.id.as_str()).collect();
    let rows: Vec<_> =
        OPERATIONS.iter().map(|row| row.operation).chain(PUBLIC_OPERATIONS.iter().copied()).collect();
    let (known, listed): (BTreeSet<_>, BTreeSet<_>) =
        (documented.iter().copied().collect(), rows.iter().copied().collect());
    assert_eq!(documented.len(), known.len(), "an operationId is used twice");
    assert_eq!(rows.len(), listed.len(), "an operation has two rows in access.rs");
    let without: Vec<_> = known.difference(&listed).collect();
    assert!(without.is_empty(), "operations without a row in access.rs: {without:?}");
    let stale: Vec<_> = listed.difference(&known).collect();
    assert!(stale.is_empty(), "rows of access.rs without an operation: {stale:?}");
}

#[test]
fn an_integrator_s_scope_says_what_it_allows() {
    for row in OPERATIONS {
        assert!(!row.roles.is_empty(), "{} may be called by nobody", row.operation);
        let (_, verb) = row.scope.split_once(':').expect("a scope is what:read or what:write");
        assert!(["read", "write"].contains(&verb), "{} has the scope {}", row.operation, row.scope);
        assert!(
            verb == "write"
                || !["create_", "update_", "delete_", "revoke_"]
                    .iter()
                    .any(|verb| row.operation.starts_with(verb)),
            "{} changes something under the scope {}",
            row.operation,
            row.scope
        );
    }
}

#[tokio::test]
async fn a_role_may_call_exactly_the_operations_of_its_rows() {
    let program = Program::start().await;
    let mut callers = Callers::of_a_fresh_merchant(&program).await;
    let mut complaints = Vec::new();
    for operation in Contract::of_the_program().operations() {
        let Some(access) = operation.access else { continue };
        for role in Role::ALL {
            let answer = call(&callers.of(role).await, operation).await;
            let allowed = access.roles.contains(&role);
            complaints.extend(complaint(operation, role.name(), &answer, allowed));
            // An operation may end the very credential that called it.
            if answer.status.is_success() && callers.of(role).await.get("/v1/me").await.status != 200 {
                callers = Callers::of_a_fresh_merchant(&program).await;
            }
        }
        let narrow = callers.integrator_without(access.scope).await;
        let answer = call(&narrow, operation).await;
        complaints.extend(complaint(operation, "integrator without the scope", &answer, false));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[tokio::test]
async fn without_a_credential_that_holds_nothing_is_told() {
    let program = Program::start().await;
    let garbage = ["", "nonsense", "rk_nonsense", "eyJhbGciOiJub25lIn0.e30.", "a.b.c"];
    let mut complaints = Vec::new();
    for operation in Contract::of_the_program().operations() {
        if operation.access.is_none() {
            continue;
        }
        // One address may fail with a number of keys at a time that is smaller than the number of operations.
        program.clock.advance(chrono::Duration::seconds(1));
        let basic = program.client.with_header("Authorization", "Basic dXNlcjpwYXNzd29yZA==");
        let clients = garbage.iter().map(|bearer| program.client.with_bearer(bearer));
        for client in clients.chain([program.client.clone(), basic]) {
            let answer = call(&client, operation).await;
            let challenge = answer.header("www-authenticate").unwrap_or_default();
            if answer.status != 401 || !challenge.starts_with("Bearer") {
                complaints.push(format!("{} {:?}: {}", operation.id, client.bearer(), answer.status));
            }
            // What is wrong with a request is not told to a stranger either.
            let unreadable = Some("application/json");
            let path = path_of(operation);
            let answer = client.send(operation.method.clone(), &path, unreadable, b"{".to_vec()).await;
            if answer.status != 401 {
                complaints.push(format!("{} with an unreadable body: {}", operation.id, answer.status));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn complaint(operation: &Operation, who: &str, answer: &Answer, allowed: bool) -> Option<String> {
    let status = answer.status.as_u16();
    let wrong = if allowed { matches!(status, 401 | 403 | 405 | 500..) } else { status != 403 };
    let expected = if allowed { "allowed" } else { "forbidden" };
    wrong.then(|| {
        format!("{} is {expected} to the {who}, but answered {status}: {}", operation.id, answer.text)
    })
}

/// A path whose ids lead nowhere.
fn path_of(operation: &Operation) -> String {
    format!(
        "{}{}",
        operation.path(|_| "01920000-0000-7000-8000-0123456789ab".to_owned()),
        operation.query(false)
    )
}

async fn call(client: &Client, operation: &Operation) -> Answer {
    let (content_type, body) = operation.example_bytes();
    client.send(operation.method.clone(), &path_of(operation), content_type, body).await
}
