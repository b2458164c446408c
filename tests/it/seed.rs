mod demo;
mod load;
mod past;

use regulars_kernel::Environment;
use regulars_server::{DemoSummary, seed_demo};
use regulars_tests::{Client, Program, TestDatabase};
use serde_json::{Value, json};

/// A program with the demo in it.
pub struct Demo {
    program: Program,
    summary: DemoSummary,
    owner: Client,
}

impl Demo {
    /// As it was made a moment ago.
    pub async fn start() -> Self {
        Self::seeded_in(Program::start_on(TestDatabase::create_demo().await).await).await
    }

    /// In the database of that program, where it is made if it is not there.
    pub async fn seeded_in(program: Program) -> Self {
        let summary = seed(&program).await;
        let owner = summary.accounts.iter().find(|account| account.role == "owner").unwrap();
        let body = json!({"grant_type": "password", "username": owner.email, "password": owner.password});
        let tokens = program.client.post("/v1/auth/token", &body).await.expect(200).json();
        let owner = program.client.with_bearer(tokens["access_token"].as_str().unwrap());
        Self { program, summary, owner }
    }

    /// Everything in a list.
    pub async fn all(&self, list: &str) -> Vec<Value> {
        let (mut items, mut path) = (Vec::new(), format!("/v1/{list}?limit=200"));
        loop {
            let page = self.owner.get(&path).await.expect(200).json();
            items.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else { return items };
            path = format!("/v1/{list}?limit=200&cursor={next}");
        }
    }

    /// Who is meant by a filter.
    pub async fn preview(&self, filter: Value) -> Value {
        let body = json!({"filter": filter});
        self.owner.post("/v1/segments/preview", &body).await.expect(200).json()
    }
}

/// Runs `regulars seed demo`.
pub async fn seed(program: &Program) -> DemoSummary {
    let environment = Environment::system().with_clock(program.clock.clone());
    seed_demo(&program.database.settings(), environment).await.unwrap()
}
