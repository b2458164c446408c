use std::process::Command;
use std::time::{Duration, Instant};

use regulars_tests::{Merchant, Process, Program, is_postgres, programs};
use serde_json::{Value, json};

use super::step::step;
use super::{again, ask, customers, done, path_of, results, undone};

/// How long a job may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// Adds so many customers of "Bgd" past the program.
pub async fn add_many(program: &Program, merchant: &Merchant, count: i64) {
    let uuid = merchant.id.replace('-', "");
    let then = "'2020-01-01T00:00:00+00:00'";
    let (merchant, numbers, customer, at, empty) = if is_postgres() {
        (
            format!("'{uuid}'::uuid"),
            format!("generate_series(1, {count}) AS n(i)"),
            "('01920000-0000-7000-9000-' || lpad(to_hex(n.i), 12, '0'))::uuid",
            format!("{then}::timestamptz"),
            "'{}'::jsonb",
        )
    } else {
        let numbers = format!(
            "(WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < {count}) SELECT i FROM c) AS n"
        );
        let customer = "unhex('01920000000070009000' || printf('%012x', n.i))";
        (format!("x'{uuid}'"), numbers, customer, then.to_owned(), "'{}'")
    };
    let sql = format!(
        "INSERT INTO customers (merchant_id, id, customer_type, first_name, city, city_folded, attributes, created_by,
             search_text, created_at, updated_at)
         SELECT {merchant}, {customer}, 'non_member', 'Ana', 'Bgd', 'bgd', {empty}, 'system', '', {at}, {at}
         FROM {numbers}"
    );
    program.run_sql(&sql).await;
}

fn everybody() -> Value {
    json!({"filter": {"field": "city", "op": "eq", "value": "Bgd"}})
}

fn to_beograd() -> Value {
    json!({"replace": [{"field": "address.city", "from": "Bgd", "to": "Beograd"}]})
}

fn job_of(edit: &Value) -> String {
    format!("/v1/jobs/{}", edit["job_id"].as_str().unwrap())
}

#[tokio::test]
async fn what_was_done_before_it_was_called_off_can_be_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add_many(&program, &merchant, 30).await;
    let before = customers(&merchant.owner).await;
    let edit = ask(&merchant.owner, everybody(), to_beograd()).await;
    let asked = merchant.owner.get(&job_of(&edit)).await.expect(200).json();
    assert_eq!((&asked["kind"], &asked["status"]), (&json!("customer_bulk_edit"), &json!("queued")));
    assert_eq!(asked["progress"], json!({"done": 0, "total": 30}));
    assert_eq!(asked["bulk_edit_id"], edit["id"]);
    step(&program, &merchant, &edit, 12, true).await;
    let undo = format!("{}/undo", path_of(&edit));
    merchant.owner.post(&undo, &json!({})).await.expect_problem(409, "conflict");
    let called_off =
        merchant.owner.post(&format!("{}/cancel", job_of(&edit)), &json!({})).await.expect(200).json();
    assert_eq!(
        (&called_off["status"], &called_off["progress"]),
        (&json!("cancelled"), &json!({"done": 12, "total": 30}))
    );
    merchant
        .owner
        .post(&format!("{}/cancel", job_of(&edit)), &json!({}))
        .await
        .expect_problem(409, "conflict");
    program.work().await;
    let stopped = again(&merchant.owner, &edit).await;
    assert_eq!(stopped["state"], "cancelled");
    assert_eq!((&stopped["counts"]["changed"], &stopped["counts"]["waiting"]), (&json!(12), &json!(18)));
    let cities =
        |customers: &[Value]| customers.iter().filter(|one| one["address"]["city"] == "Beograd").count();
    assert_eq!(cities(&customers(&merchant.owner).await), 12);
    let back = undone(&program, &merchant.owner, &edit).await;
    assert_eq!((&back["state"], &back["counts"]["undone"]), (&json!("undone"), &json!(12)));
    assert_eq!(back["progress"], json!({"done": 12, "total": 12}));
    assert_eq!(customers(&merchant.owner).await, before);
    merchant
        .owner
        .post(&format!("{}/cancel", job_of(&back)), &json!({}))
        .await
        .expect_problem(409, "conflict");
}

#[tokio::test]
async fn an_undoing_that_was_called_off_goes_on_when_it_is_asked_for_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add_many(&program, &merchant, 20).await;
    let before = customers(&merchant.owner).await;
    let edit = done(&program, &merchant.owner, everybody(), to_beograd()).await;
    let undo = format!("{}/undo", path_of(&edit));
    let undoing = merchant.owner.post(&undo, &json!({})).await.expect(202).json();
    step(&program, &merchant, &undoing, 7, true).await;
    merchant.owner.post(&format!("{}/cancel", job_of(&undoing)), &json!({})).await.expect(200);
    let stopped = again(&merchant.owner, &edit).await;
    assert_eq!((&stopped["counts"]["undone"], &stopped["counts"]["changed"]), (&json!(7), &json!(13)));
    let back = undone(&program, &merchant.owner, &edit).await;
    assert_eq!((&back["counts"]["undone"], &back["counts"]["changed"]), (&json!(20), &json!(0)));
    assert_eq!(customers(&merchant.owner).await, before);
}

#[tokio::test]
async fn a_job_of_another_kind_is_not_called_off() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let import = crate::imports::upload(&merchant.owner, "a.csv", b"email\nana@example.com\n").await;
    let path = format!("{}/cancel", job_of(&import));
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    let nobody = "/v1/jobs/0192f0c1-0000-7000-8000-000000000000/cancel";
    merchant.owner.post(nobody, &json!({})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_worker_that_dies_between_two_steps_leaves_nothing_twice_and_nothing_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add_many(&program, &merchant, 50).await;
    let before = customers(&merchant.owner).await;
    let edit = ask(&merchant.owner, everybody(), to_beograd()).await;
    for (customers, is_kept) in [(9, false), (9, true), (1, true), (17, false), (5, true)] {
        step(&program, &merchant, &edit, customers, is_kept).await;
    }
    assert_eq!(again(&merchant.owner, &edit).await["progress"], json!({"done": 15, "total": 50}));
    program.work().await;
    check(&merchant, &edit, 50).await;
    let undoing =
        merchant.owner.post(&format!("{}/undo", path_of(&edit)), &json!({})).await.expect(202).json();
    for (customers, is_kept) in [(30, false), (11, true), (20, false)] {
        step(&program, &merchant, &undoing, customers, is_kept).await;
    }
    program.work().await;
    let back = again(&merchant.owner, &edit).await;
    assert_eq!((&back["state"], &back["counts"]["undone"]), (&json!("undone"), &json!(50)));
    assert_eq!(customers(&merchant.owner).await, before);
}

/// The edit is done, each customer was changed, and each change noted, once.
async fn check(merchant: &Merchant, edit: &Value, count: usize) {
    let edit = again(&merchant.owner, edit).await;
    assert_eq!((&edit["state"], &edit["counts"]["changed"]), (&json!("done"), &json!(count)), "{edit}");
    let results = results(&merchant.owner, &edit).await;
    assert_eq!(results.len(), count);
    assert!(results.iter().all(|result| result["fields"] == json!(["address.city"])));
    let trail = super::every(&merchant.owner, "/v1/audit-events?subject_kind=customer").await;
    let mut changed: Vec<&str> = trail.iter().map(|event| event["subject"]["id"].as_str().unwrap()).collect();
    changed.sort_unstable();
    let expected: Vec<&str> = results.iter().map(|result| result["customer_id"].as_str().unwrap()).collect();
    assert_eq!(changed, expected, "each change is noted once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_at_any_instant_changes_everybody_once() {
    const COUNT: usize = 4_000;
    let programs = programs();
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add_many(&program, &merchant, i64::try_from(COUNT).unwrap()).await;
    let edit = ask(&merchant.owner, everybody(), to_beograd()).await;
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
        let edit = again(&merchant.owner, &edit).await;
        if edit["progress"]["done"].as_u64().unwrap() >= target {
            return edit;
        }
        assert!(Instant::now() < end, "the worker does not get on: {edit}");
        assert!(worker.0.try_wait().unwrap().is_none(), "the worker has ended");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    for target in [1, 700, 1_500, 2_900] {
        let mut worker = start();
        reach(&mut worker, target).await;
        worker.0.kill().unwrap();
        worker.0.wait().unwrap();
    }
    let mut worker = start();
    while reach(&mut worker, u64::try_from(COUNT).unwrap()).await["state"] == "running" {
        assert!(Instant::now() < end, "the edit does not end");
    }
    worker.terminate();
    check(&merchant, &edit, COUNT).await;
}
