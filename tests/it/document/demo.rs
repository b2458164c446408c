//! The demo, as the examples of the document call it.

use std::collections::BTreeMap;

use regulars_identity::Role;
use regulars_server::{DemoSummary, seed_demo};
use regulars_tests::{Answer, Client, Contract, Operation, Program, TestDatabase};
use serde_json::json;
use tokio::sync::Mutex;

/// Who is asked first to call an operation.
const CALLERS: [Role; 5] = [Role::Owner, Role::Operator, Role::Cashier, Role::Marketer, Role::Terminal];

/// A program with the demo in it. Its accounts sign in when they are first needed.
pub struct Demo {
    program: Program,
    summary: DemoSummary,
    signed_in: Mutex<BTreeMap<&'static str, Client>>,
}

impl Demo {
    pub async fn start() -> Self {
        let program = Program::start_on(TestDatabase::create_demo().await).await;
        // Ids that another process made in the same instant are in no order with its own.
        program.clock.advance(chrono::Duration::seconds(1));
        let random = std::sync::Arc::new(regulars_kernel::SystemRandom);
        let environment = regulars_kernel::Environment::new(program.clock.clone(), random);
        // The demo is there: this tells its accounts.
        let summary = seed_demo(&program.database.settings(), environment).await.unwrap();
        Self { program, summary, signed_in: Mutex::default() }
    }

    async fn account_of(&self, role: Role) -> Client {
        let Some(account) = self.summary.accounts.iter().find(|account| account.role == role.name()) else {
            return self.program.client.with_bearer(&self.summary.terminal.api_key);
        };
        let mut signed_in = self.signed_in.lock().await;
        if let Some(client) = signed_in.get(role.name()) {
            return client.clone();
        }
        let body = json!({"grant_type": "password", "username": account.email, "password": account.password});
        let tokens = self.program.client.post("/v1/auth/token", &body).await.expect(200).json();
        let client = self.program.client.with_bearer(tokens["access_token"].as_str().unwrap());
        signed_in.insert(role.name(), client.clone());
        client
    }

    /// Where its data is.
    pub fn database(&self) -> &TestDatabase {
        &self.program.database
    }

    /// Where it is reached.
    pub fn base(&self) -> &str {
        self.program.client.base()
    }

    /// Sends the operation's example as it stands, with exactly the values that the document gives.
    pub async fn call(&self, operation: &Operation) -> Answer {
        let client = match operation.access {
            None => self.program.client.clone(),
            Some(access) => {
                let role = CALLERS.into_iter().find(|role| access.roles.contains(role));
                self.account_of(role.expect("an account of the demo may call it")).await
            }
        };
        let value_of = |name: &str| {
            let parameter = operation.parameters.iter().find(|parameter| parameter.name == name).unwrap();
            let example = parameter.example.as_ref();
            let example = example.unwrap_or_else(|| panic!("{}: {name} has no example", operation.id));
            example.as_str().map_or_else(|| example.to_string(), str::to_owned)
        };
        let path = format!("{}{}", operation.path(value_of), operation.query(true));
        let (content_type, body) = operation.example_bytes();
        client.send(operation.method.clone(), &path, content_type, body).await
    }
}

/// Pages behind links: whose link it is, is signed with the secret of the installation, so that no link can stand in the
/// document, or which the demo has not opened. Their examples show the form.
pub fn needs_a_link(operation: &Operation) -> bool {
    ["{token}", "{merchant_key}"].iter().any(|secret| operation.template.contains(secret))
}

/// What is wrong with the answer to an example.
pub fn complaint(contract: &Contract, operation: &Operation, answer: &Answer) -> Option<String> {
    let status = answer.status.as_str();
    let told = |what: &str| Some(format!("{}: {what}", operation.id));
    if needs_a_link(operation) {
        return if answer.status == 404 {
            None
        } else {
            told(&format!("an invented link was answered {status}"))
        };
    }
    if !answer.status.is_success() {
        return told(&format!("the example was answered {status}: {}", answer.text));
    }
    let Some(documented) = operation.responses.get(status) else {
        return told(&format!("{status} is not documented"));
    };
    let content = contract.resolve(documented)["content"].as_object();
    let given = answer.header("content-type").and_then(|given| given.split(';').next());
    match (content, given) {
        (None, None) => None,
        (None, Some(_)) if answer.text.is_empty() => None,
        (Some(content), Some(given)) if content.contains_key(given) => {
            let misfits = if given.ends_with("json") {
                contract.misfits(&content[given]["schema"], &answer.json(), status)
            } else {
                Vec::new()
            };
            if misfits.is_empty() { None } else { told(&misfits.join("; ")) }
        }
        (_, given) => told(&format!("{status} came as {given:?}")),
    }
}
