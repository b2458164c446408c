use std::collections::{BTreeMap, BTreeSet};

use regulars_tests::{Client, Contents, Program, is_postgres};
use serde_json::Value;

use super::disk::Serving;
use crate::purchases::coffee;

/// How many tills sell at a time.
const TILLS: usize = 16;

/// What the tills were told.
#[derive(Default)]
struct Told {
    /// The receipts that were acknowledged, and their ids.
    recorded: BTreeMap<String, String>,
    refused: BTreeSet<String>,
}

impl Told {
    /// Every till sells once.
    async fn sell(&mut self, till: &Client, round: usize) {
        let numbers = (0..TILLS).map(|index| format!("{round}-{index}"));
        let sold = numbers.map(|number| {
            let till = till.clone();
            tokio::spawn(async move {
                let answer = till.post("/v1/purchases", &coffee(&number)).await;
                (number, answer)
            })
        });
        for sold in sold.collect::<Vec<_>>() {
            let (number, answer) = sold.await.unwrap();
            if answer.status.as_u16() == 201 {
                self.recorded.insert(number, answer.json()["id"].as_str().unwrap().to_owned());
            } else {
                assert!(answer.header("retry-after").is_some(), "{}", answer.text);
                answer.expect_problem(503, "unavailable");
                self.refused.insert(number);
            }
        }
    }
}

async fn readiness(client: &Client) -> (u16, Value) {
    let answer = client.get("/readyz").await;
    (answer.status.as_u16(), answer.json())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_no_acknowledged_purchase_and_doubles_none() {
    if is_postgres() {
        // Its files are those of its server: `postgres.rs` has it run out of room.
        return;
    }
    let program = Program::start().await;
    let till = program.merchant().await.terminal().await;
    let key = till.bearer().unwrap().to_owned();
    let database = program.stop();

    let serving = Serving::start(&database);
    let till = serving.client.with_bearer(&key);
    let mut told = Told::default();
    for round in 0..4 {
        told.sell(&till, round).await;
    }
    assert_eq!(told.recorded.len(), 4 * TILLS);
    for cycle in 1..4 {
        serving.on.fill();
        for round in 0..6 {
            told.sell(&till, 100 * cycle + round).await;
        }
        assert!(!told.refused.is_empty(), "the disk is not full");
        let (status, problem) = readiness(&serving.client).await;
        assert_eq!((status, &problem["code"]), (503, &"unavailable".into()), "{problem}");
        assert!(["io_error", "disk_full"].map(Value::from).contains(&problem["reason"]), "{problem}");
        assert_eq!(serving.client.get("/healthz").await.status.as_u16(), 200);

        serving.on.make_room();
        let ready = readiness(&serving.client).await;
        assert_eq!(ready.0, 200, "{}", ready.1);
        let before = told.recorded.len();
        for round in 50..53 {
            told.sell(&till, 100 * cycle + round).await;
        }
        assert_eq!(told.recorded.len() - before, 3 * TILLS, "with room every purchase is recorded");
    }
    serving.end();

    let serving = Serving::start(&database);
    let till = serving.client.with_bearer(&key);
    let mut lost = Vec::new();
    for (number, id) in &told.recorded {
        if till.get(&format!("/v1/purchases/{id}")).await.status.as_u16() != 200 {
            lost.push(number);
        }
    }
    assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), told.recorded.len());
    for number in &told.refused {
        till.post("/v1/purchases", &coffee(number)).await.expect(201);
    }
    let count = Contents::of(&database).await.column("SELECT CAST(COUNT(*) AS TEXT) FROM purchases").await;
    assert_eq!(count, [(told.recorded.len() + told.refused.len()).to_string()]);
    serving.end();
}
