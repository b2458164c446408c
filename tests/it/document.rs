//! The document against the program: every example request works against the demo, and every answer is as documented.

use std::collections::{BTreeMap, BTreeSet};

use regulars_identity::Role;
use regulars_tests::{Answer, Client, Contract, Operation, Program, TestDatabase};
use reqwest::Method;
use serde_json::{Value, json};

/// Who is asked first to call an operation.
const CALLERS: [Role; 5] = [Role::Owner, Role::Operator, Role::Cashier, Role::Marketer, Role::Terminal];

/// Operations whose example needs a moment that passes: a newsletter is on its way only until a worker has sent it. Against
/// the demo, whose newsletters have all come to rest, they are refused as documented.
const NEEDS_A_PASSING_MOMENT: &[(&str, u16)] = &[("pause_newsletter", 409), ("resume_newsletter", 409)];

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    fn visit(contract: &Contract, value: &Value, found: &mut usize, lost: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref") {
                    *found += 1;
                    if contract.resolve(value).get("$ref").is_some() {
                        lost.insert(reference.to_string());
                    }
                }
                members.values().for_each(|member| visit(contract, member, found, lost));
            }
            Value::Array(items) => items.iter().for_each(|item| visit(contract, item, found, lost)),
            _ => {}
        }
    }
    let contract = Contract::of_the_program();
    let (mut found, mut lost) = (0, BTreeSet::new());
    visit(contract, contract.document(), &mut found, &mut lost);
    assert!(lost.is_empty(), "these lead nowhere: {lost:?}");
    assert!(found > 50, "only {found} references were found");
}

#[test]
fn every_example_of_a_request_fits_its_schema() {
    let contract = Contract::of_the_program();
    let bodies =
        contract.operations().iter().filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    let misfits: Vec<String> = bodies
        .filter(|(operation, _)| operation.takes_json())
        .flat_map(|(operation, body)| contract.misfits(&body.schema, &body.example, &operation.id))
        .collect();
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
}

#[tokio::test]
async fn every_example_works_against_the_demo_and_is_answered_as_documented() {
    let contract = Contract::of_the_program();
    let mut complaints = Vec::new();
    let reading = Demo::start().await;
    for operation in contract.operations() {
        let complaint = if operation.method == Method::GET {
            try_example(contract, &reading, operation).await
        } else {
            // Each change finds the demo as it was made: one may delete what the next one needs.
            try_example(contract, &Demo::start().await, operation).await
        };
        complaints.extend(complaint);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// A program with the demo in it, and its accounts signed in.
struct Demo {
    program: Program,
    accounts: BTreeMap<&'static str, Client>,
}

impl Demo {
    async fn start() -> Self {
        let program = Program::start_on(TestDatabase::create_demo().await).await;
        let summary = regulars_server::seed_demo(
            &program.database.settings(),
            regulars_kernel::Environment::new(
                program.clock.clone(),
                std::sync::Arc::new(regulars_kernel::SystemRandom),
            ),
        )
        .await
        .unwrap();
        let mut accounts = BTreeMap::new();
        for role in CALLERS {
            let client = match summary.accounts.iter().find(|account| account.role == role.name()) {
                Some(account) => {
                    let body = json!({
                        "grant_type": "password", "username": account.email, "password": account.password
                    });
                    let tokens = program.client.post("/v1/auth/token", &body).await.expect(200).json();
                    program.client.with_bearer(tokens["access_token"].as_str().unwrap())
                }
                None => program.client.with_bearer(&summary.terminal.api_key),
            };
            accounts.insert(role.name(), client);
        }
        Self { program, accounts }
    }

    fn caller_of(&self, operation: &Operation) -> Option<&Client> {
        match operation.access {
            None => Some(&self.program.client),
            Some(access) => CALLERS
                .iter()
                .find(|role| access.roles.contains(role))
                .and_then(|role| self.accounts.get(role.name())),
        }
    }
}

async fn try_example(contract: &Contract, demo: &Demo, operation: &Operation) -> Vec<String> {
    let Some(client) = demo.caller_of(operation) else {
        return vec![format!("{}: no account of the demo may call it", operation.id)];
    };
    let mut values = BTreeMap::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.place == "path") {
        match path_value(contract, client, operation, &parameter.name).await {
            Some(value) => values.insert(parameter.name.clone(), value),
            None => return vec![format!("{}: {} has no example", operation.id, parameter.name)],
        };
    }
    let path = format!("{}{}", operation.path(|name| values[name].clone()), operation.query(true));
    let (content_type, body) = operation.example_bytes();
    let answer = client.send(operation.method.clone(), &path, content_type, body).await;
    judge(contract, operation, &answer)
}

/// The example of a path's parameter; or the id in the example of its answer; or the first of the list around it.
async fn path_value(
    contract: &Contract,
    client: &Client,
    operation: &Operation,
    name: &str,
) -> Option<String> {
    let parameter = operation.parameters.iter().find(|parameter| parameter.name == name)?;
    if let Some(example) = &parameter.example {
        return Some(example.as_str().map_or_else(|| example.to_string(), str::to_owned));
    }
    if operation.access.is_none() {
        return Some("a-token-that-only-its-owner-has".to_owned());
    }
    let (collection, _) = operation.template.split_once(&format!("/{{{name}}}"))?;
    let single = contract.operation_at(&Method::GET, &format!("{collection}/{{{name}}}"));
    let schema = &single.unwrap_or(operation).responses.get("200")?["content"]["application/json"]["schema"];
    let id = contract.properties(schema).into_iter().find(|(property, _)| property == "id");
    if let Some(example) = id.and_then(|(_, schema)| schema["example"].as_str().map(str::to_owned))
        && client.get(&format!("{collection}/{example}")).await.status == 200
    {
        return Some(example);
    }
    let items = client.get(collection).await.json();
    items["items"][0]["id"].as_str().map(str::to_owned)
}

fn judge(contract: &Contract, operation: &Operation, answer: &Answer) -> Vec<String> {
    let status = answer.status.as_str();
    let Some(documented) = operation.responses.get(status) else {
        return vec![format!("{}: {status} is not documented: {}", operation.id, answer.text)];
    };
    let refusal =
        NEEDS_A_PASSING_MOMENT.iter().find(|(id, _)| *id == operation.id).map(|(_, status)| *status);
    if refusal.is_some_and(|status| answer.status != status) {
        return vec![format!("{}: the example was answered {status}, not refused", operation.id)];
    }
    if !answer.status.is_success() && refusal.is_none() && !has_secret_example(operation) {
        return vec![format!("{}: the example was answered {status}: {}", operation.id, answer.text)];
    }
    let content = contract.resolve(documented)["content"].as_object();
    let given = answer.header("content-type").and_then(|given| given.split(';').next());
    match (content.and_then(|content| content.iter().next()), given) {
        (None, None) => Vec::new(),
        (None, Some(_)) if answer.text.is_empty() => Vec::new(),
        (Some((_, media)), Some(given)) if content.is_some_and(|content| content.contains_key(given)) => {
            if given.ends_with("json") {
                let pointer = format!("{} {status} ", operation.id);
                contract.misfits(&media["schema"], &answer.json(), &pointer)
            } else {
                Vec::new()
            }
        }
        (_, given) => vec![format!("{}: {status} came as {given:?}", operation.id)],
    }
}

/// Whether the example holds a secret that only its owner can have, such as a one-time code: then the example shows the
/// form, and its answer is a documented refusal.
fn has_secret_example(operation: &Operation) -> bool {
    operation.access.is_none() && operation.id != "create_token"
}
