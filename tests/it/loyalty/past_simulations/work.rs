//! Workers that die, and pieces of any size.

use regulars_flows::{keep_simulated, next_piece};
use regulars_kernel::{
    Actor, Environment, JobId, MerchantCalendar, MerchantId, PastSimulationId, Scope, StoreError,
};
use regulars_persistence::Database;
use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::{again, ask, per, rules};
use crate::bulk_edits::step::opened;
use crate::customers::add;
use crate::loyalty::{buy, per_hundred, programme, receipt, with};

/// A worker that does one step after another.
struct Worker {
    database: Database,
    environment: Environment,
    scope: Scope,
}

impl Worker {
    #[expect(clippy::disallowed_methods, reason = "a test works as a worker does")]
    async fn of(program: &Program, merchant: &Merchant) -> Self {
        let (database, environment) = opened(program).await;
        let merchant = MerchantId::new(merchant.id.parse().unwrap());
        Self { database, environment, scope: Scope::of_authenticated_caller(merchant, Actor::System) }
    }

    /// Does one step of so many receipts of the simulation, as its job does, and tells whether more come after it. Unless it is kept,
    /// the worker dies just before that.
    async fn step(&self, simulation: &Value, at_most: u32, is_kept: bool) -> bool {
        let id = PastSimulationId::new(simulation["id"].as_str().unwrap().parse().unwrap());
        let job = JobId::new(simulation["job_id"].as_str().unwrap().parse().unwrap());
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let now = self.environment.now();
        let read = self
            .database
            .read(self.scope, async move |tx| next_piece(tx, &calendar, now, (id, job), at_most).await);
        let found: Result<_, StoreError> = read.await;
        let Some(piece) = found.unwrap() else { return false };
        let is_last = piece.is_last();
        if is_kept {
            let work = self
                .database
                .write(self.scope, move |tx| Box::pin(async move { keep_simulated(tx, &piece).await }));
            let kept: Result<bool, StoreError> = work.await;
            kept.unwrap();
        }
        !is_last
    }
}

/// What of a simulation does not depend on when it was made.
fn outcome(simulation: &Value) -> Value {
    let names = ["state", "customers", "points", "rules", "winners", "losers", "progress", "cut"];
    names.iter().map(|name| simulation[*name].clone()).collect()
}

#[tokio::test]
async fn pieces_of_any_size_find_the_same_and_none_counts_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let present = with(per_hundred(), &json!({"budget": {"points": "100"}}));
    let path = programme(owner, json!({}), json!({}), &[present]).await;
    let till = merchant.terminal().await;
    // One customer has more receipts than a small piece, another one none.
    for (customer, receipts) in [1, 4, 0, 2, 7, 1].into_iter().enumerate() {
        let bought = add(owner, json!({"first_name": format!("Ana {customer}")})).await;
        for receipt_of in 0..receipts {
            let number = format!("{customer}-{receipt_of}");
            buy(&till, &receipt(&number, &bought, 100_000 + 10_000 * receipt_of, json!({}))).await;
        }
    }
    let capped = json!({"budget": {"points": "90"},
        "caps": [{"of": "points", "most": "55", "per": "day", "scope": "all_stores"}]});
    let tried = rules(&[with(per(5_000), &capped)]);
    let replaced = super::rules_of(owner, &path).await[0]["id"].clone();
    let tried =
        json!({"earning_rules": [with(tried["earning_rules"][0].clone(), &json!({"replaces": replaced}))]});
    let whole = super::found(&program, owner, &path, &tried).await;
    assert_eq!(whole["progress"], json!({"done": 15, "total": 15}));
    assert_eq!(whole["points"][0]["draft"], 90, "{whole}");
    assert_eq!(whole["points"][0]["now"], 100, "{whole}");
    let worker = Worker::of(&program, &merchant).await;
    for at_most in [1, 3, 15, 16] {
        let asked = ask(owner, &path, &tried).await.expect(202).json();
        // Each step is tried twice: a worker has died before the first time was kept.
        while worker.step(&asked, at_most, false).await {
            worker.step(&asked, at_most, true).await;
        }
        worker.step(&asked, at_most, true).await;
        assert_eq!(outcome(&again(owner, &asked).await), outcome(&whole), "in pieces of {at_most}");
    }
    program.work().await;
}

#[tokio::test]
async fn two_workers_at_once_and_one_that_comes_too_late_count_nothing_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    for number in 0..6 {
        let customer = add(owner, json!({"first_name": format!("Ana {number}")})).await;
        buy(&till, &receipt(&number.to_string(), &customer, 100_000, json!({}))).await;
    }
    let tried = rules(&[per(5_000)]);
    let asked = ask(owner, &path, &tried).await.expect(202).json();
    let worker = Worker::of(&program, &merchant).await;
    worker.step(&asked, 2, true).await;
    tokio::join!(worker.step(&asked, 2, true), worker.step(&asked, 2, true), worker.step(&asked, 2, true));
    let held = again(owner, &asked).await;
    assert!(held["progress"]["done"].as_u64().unwrap() <= 6, "{held}");
    program.work().await;
    let done = again(owner, &asked).await;
    assert_eq!(
        (&done["state"], &done["progress"], &done["customers"]),
        (&json!("done"), &json!({"done": 6, "total": 6}), &json!(6))
    );
    assert_eq!((&done["points"][0]["now"], &done["points"][0]["draft"]), (&json!(60), &json!(120)), "{done}");
}
