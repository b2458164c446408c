//! Workers that die, and workers at once.

use std::process::Command;
use std::time::{Duration, Instant};

use regulars_flows::work_on_accrual;
use regulars_kernel::{Actor, JobId, MerchantCalendar, MerchantId, PointAccrualId, Scope, StoreError};
use regulars_tests::{Merchant, Process, Program, programs};
use serde_json::{Value, json};

use super::{again, all_is_exact, ask, club, gift, path_of, results};
use crate::bulk_edits::cancel::add_many;
use crate::bulk_edits::step::opened;

/// How long a job may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// Does one step of so many customers of the accrual, as its job does. Unless it is kept, the worker dies just before that.
#[expect(clippy::disallowed_methods, reason = "a test works as a worker does")]
pub async fn step(program: &Program, merchant: &Merchant, accrual: &Value, at_most: u32, is_kept: bool) {
    let (database, environment) = opened(program).await;
    let merchant = MerchantId::new(merchant.id.parse().unwrap());
    let scope = Scope::of_authenticated_caller(merchant, Actor::System);
    let id = PointAccrualId::new(accrual["id"].as_str().unwrap().parse().unwrap());
    let job = JobId::new(accrual["job_id"].as_str().unwrap().parse().unwrap());
    let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
    if is_kept {
        let work = database.write(scope, move |tx| {
            Box::pin(
                async move { work_on_accrual(tx, &environment, &calendar, id, job, at_most).await.map(drop) },
            )
        });
        let kept: Result<(), StoreError> = work.await;
        kept.unwrap();
    } else {
        let work: Result<(), StoreError> = database
            .rehearse(scope, move |tx| {
                Box::pin(async move {
                    work_on_accrual(tx, &environment, &calendar, id, job, at_most).await.map(drop)
                })
            })
            .await;
        work.unwrap();
    }
}

/// So many members of "Bgd", and where their programme is.
async fn crowd(program: &Program, merchant: &Merchant, count: i64) -> String {
    add_many(program, merchant, count).await;
    let club = club(&merchant.owner, json!({})).await;
    program
        .run_sql(
            "INSERT INTO programme_members (merchant_id, id, programme_id, customer_id, joined_at)
             SELECT c.merchant_id, c.id, p.id, c.id, c.created_at
             FROM customers AS c JOIN programmes AS p ON p.merchant_id = c.merchant_id WHERE c.city = 'Bgd'",
        )
        .await;
    club
}

fn everybody() -> Value {
    gift(50, &json!({"audience": {"filter": {"field": "city", "op": "eq", "value": "Bgd"}}}))
}

/// The accrual is done, and each member was credited once.
async fn check(merchant: &Merchant, club: &str, accrual: &Value, count: usize) {
    let owner = &merchant.owner;
    let accrual = again(owner, accrual).await;
    assert_eq!(
        (&accrual["state"], &accrual["counts"]["credited"]),
        (&json!("done"), &json!(count)),
        "{accrual}"
    );
    let results = results(owner, &accrual).await;
    assert_eq!(results.len(), count);
    let mut operations: Vec<&str> =
        results.iter().map(|result| result["operation_id"].as_str().unwrap()).collect();
    operations.sort_unstable();
    operations.dedup();
    assert_eq!(operations.len(), count);
    assert_eq!(issued(merchant, club).await, 50 * i64::try_from(count).unwrap());
    all_is_exact(owner, club).await;
}

/// What members have now, by the ledger.
async fn issued(merchant: &Merchant, club: &str) -> i64 {
    let liability = merchant.owner.get(&format!("{club}/liability")).await.expect(200).json();
    let told = &liability["items"][0];
    assert_eq!(told["available"], told["adjusted"], "{told}");
    told["available"].as_i64().unwrap()
}

#[tokio::test]
async fn a_worker_that_dies_between_two_steps_leaves_nothing_twice_and_nothing_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let club = crowd(&program, &merchant, 50).await;
    let accrual = ask(&merchant.owner, &club, &everybody()).await.expect(202).json();
    // The first one freezes the audience.
    for (customers, is_kept) in
        [(9, false), (9, true), (9, false), (9, true), (1, true), (17, false), (5, true)]
    {
        step(&program, &merchant, &accrual, customers, is_kept).await;
    }
    assert_eq!(again(&merchant.owner, &accrual).await["progress"], json!({"done": 15, "total": 50}));
    program.work().await;
    check(&merchant, &club, &accrual, 50).await;
    let undo = format!("{}/undo", path_of(&accrual));
    let undoing = merchant.owner.post(&undo, &json!({})).await.expect(202).json();
    for (customers, is_kept) in [(30, false), (11, true), (20, false)] {
        step(&program, &merchant, &undoing, customers, is_kept).await;
    }
    program.work().await;
    let back = again(&merchant.owner, &accrual).await;
    assert_eq!((&back["state"], &back["counts"]["undone"]), (&json!("undone"), &json!(50)));
    assert_eq!(issued(&merchant, &club).await, 0);
    all_is_exact(&merchant.owner, &club).await;
}

#[tokio::test]
async fn what_was_given_before_it_was_called_off_can_be_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = crowd(&program, &merchant, 30).await;
    let accrual = ask(owner, &club, &everybody()).await.expect(202).json();
    for customers in [1, 12] {
        step(&program, &merchant, &accrual, customers, true).await;
    }
    let running = owner.post(&format!("{}/undo", path_of(&accrual)), &json!({})).await;
    assert_eq!(running.expect_problem(409, "conflict")["reason"], "running");
    let stopped = owner.post(&format!("{}/cancel", path_of(&accrual)), &json!({})).await.expect(200).json();
    assert_eq!(
        (&stopped["state"], &stopped["progress"]),
        (&json!("cancelled"), &json!({"done": 12, "total": 30}))
    );
    program.work().await;
    assert_eq!(issued(&merchant, &club).await, 12 * 50);
    let back = super::undone(&program, owner, &accrual, &json!({})).await;
    assert_eq!((&back["state"], &back["counts"]["undone"]), (&json!("undone"), &json!(12)));
    assert_eq!(issued(&merchant, &club).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_and_two_accruals_at_once_give_each_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let club = crowd(&program, &merchant, 300).await;
    let one = ask(&merchant.owner, &club, &everybody()).await.expect(202).json();
    let two = ask(&merchant.owner, &club, &everybody()).await.expect(202).json();
    tokio::join!(program.work(), program.work());
    program.clock.advance(chrono::Duration::seconds(2));
    program.work().await;
    for accrual in [&one, &two] {
        let accrual = again(&merchant.owner, accrual).await;
        assert_eq!(
            (&accrual["state"], &accrual["counts"]["credited"]),
            (&json!("done"), &json!(300)),
            "{accrual}"
        );
    }
    assert_eq!(issued(&merchant, &club).await, 2 * 300 * 50);
    all_is_exact(&merchant.owner, &club).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_at_any_instant_credits_everybody_once() {
    const COUNT: usize = 4_000;
    let programs = programs();
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let club = crowd(&program, &merchant, i64::try_from(COUNT).unwrap()).await;
    let accrual = ask(&merchant.owner, &club, &everybody()).await.expect(202).json();
    let start = || {
        let worker = Command::new(programs.join("regulars"))
            .arg("worker")
            .env("REGULARS_DATABASE_URL", &program.database.url)
            .env("REGULARS_SECRET_FILE", program.database.folder.path().join("secret"))
            .env("REGULARS_PUBLIC_URL", "https://news.example")
            .env("REGULARS_DELIVERY_LEASE_SECONDS", "1")
            .env("REGULARS_LOG", "error")
            .spawn();
        Process(worker.unwrap())
    };
    let end = Instant::now() + PATIENCE;
    let reach = async |worker: &mut Process, target: u64| loop {
        let accrual = again(&merchant.owner, &accrual).await;
        if accrual["progress"]["done"].as_u64().unwrap() >= target {
            return accrual;
        }
        assert!(Instant::now() < end, "the worker does not get on: {accrual}");
        assert!(worker.0.try_wait().unwrap().is_none(), "the worker has ended");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    for target in [1, 300, 900, 2_000] {
        let mut worker = start();
        reach(&mut worker, target).await;
        worker.0.kill().unwrap();
        worker.0.wait().unwrap();
    }
    let mut worker = start();
    while reach(&mut worker, u64::try_from(COUNT).unwrap()).await["state"] == "running" {
        assert!(Instant::now() < end, "the accrual does not end");
    }
    worker.terminate();
    check(&merchant, &club, &accrual, COUNT).await;
}
