use std::time::Duration;

use regulars_tests::{Client, Merchant, Program, TestDatabase, is_postgres};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::segments::people::add;

/// From now on a preview of a merchant who has customers never ends by itself, because what the contact gate asks for does
/// not. No till asks for it.
async fn make_previews_endless(program: &Program) {
    let endless = if is_postgres() {
        "CREATE VIEW suppressions AS SELECT kept.* FROM (SELECT count(*) AS n FROM pg_sleep(3600)) endless
         LEFT JOIN suppressions_kept kept ON endless.n > 0 OFFSET 0"
    } else {
        "CREATE VIEW suppressions AS WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless)
         SELECT kept.* FROM (SELECT count(*) AS n FROM endless) endless
         LEFT JOIN suppressions_kept kept ON endless.n > 0"
    };
    program.run_sql("ALTER TABLE suppressions RENAME TO suppressions_kept").await;
    program.run_sql(endless).await;
}

fn everybody() -> Value {
    json!({"filter": {"all": []}})
}

/// A preview whose answer nobody reads; the client goes away when this is dropped.
async fn begin_preview(client: &Client) -> TcpStream {
    let body = everybody().to_string();
    let request = format!(
        "POST /v1/segments/preview HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        client.bearer().unwrap(),
        body.len()
    );
    let mut connection = TcpStream::connect(client.base().trim_start_matches("http://")).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    connection
}

/// Waits until so many heavy reads could begin.
async fn until_free(program: &Program, count: usize) {
    let reached = async {
        while program.free_heavy_reads() != count {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(60), reached).await;
    assert!(in_time.is_ok(), "{} heavy reads are free, not {count}", program.free_heavy_reads());
}

/// Statements of the contact gate that PostgreSQL is working on.
async fn statements_at_work(program: &Program) -> i64 {
    if !is_postgres() {
        return 0;
    }
    let connection = Database::connect(&program.database.url).await.unwrap();
    let count = sea_orm::Statement::from_string(
        connection.get_database_backend(),
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
         AND query LIKE '%email_suppressed%' AND pid <> pg_backend_pid()",
    );
    let row = connection.query_one_raw(count).await.unwrap().unwrap();
    connection.close().await.unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn merchant_with_a_customer(program: &Program) -> Merchant {
    let merchant = program.merchant().await;
    add(&merchant, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    merchant
}

fn receipt(number: usize) -> Value {
    let amount = json!({"amount": 100, "currency": "RSD"});
    json!({
        "receipt_number": format!("R-{number}"), "occurred_at": "2026-11-21T09:00:00Z", "currency": "RSD",
        "lines": [{"sku": "HLEB", "quantity": "1", "unit_price": amount, "total": amount}], "total": amount
    })
}

#[tokio::test]
async fn previews_of_one_merchant_take_neither_the_tills_nor_another_merchants_share() {
    let program = Program::start().await;
    let (loud, quiet) = (merchant_with_a_customer(&program).await, program.merchant().await);
    let (own_till, other_till) = (loud.terminal().await, quiet.terminal().await);
    let all = program.free_heavy_reads();
    make_previews_endless(&program).await;
    let mut previews = Vec::new();
    for _ in 0..20 {
        previews.push(begin_preview(&loud.owner).await);
    }
    until_free(&program, all - all / 2).await;
    for number in 0..10 {
        for till in [&own_till, &other_till] {
            till.post("/v1/purchases", &receipt(number)).await.expect(201);
            till.get("/v1/lookup?card=2660000000001").await.expect(200);
        }
    }
    let preview = quiet.owner.post("/v1/segments/preview", &everybody()).await.expect(200).json();
    assert_eq!(preview["count"], 0);
    drop(previews);
    until_free(&program, all).await;
    assert_eq!(statements_at_work(&program).await, 0);
}

#[tokio::test]
async fn a_preview_past_its_deadline_is_too_expensive_and_leaves_nothing_behind() {
    let database = TestDatabase::create().await;
    let program =
        Program::start_with(database, |settings| settings.read_deadline = Duration::from_millis(50)).await;
    let merchant = merchant_with_a_customer(&program).await;
    let all = program.free_heavy_reads();
    make_previews_endless(&program).await;
    for _ in 0..3 {
        let answer = merchant.owner.post("/v1/segments/preview", &everybody()).await;
        assert_eq!(answer.header("retry-after"), None);
        answer.expect_problem(422, "too_expensive");
    }
    until_free(&program, all).await;
    assert_eq!(statements_at_work(&program).await, 0);
}

#[tokio::test]
async fn more_previews_than_may_wait_are_refused_until_later() {
    let program = Program::start().await;
    let merchant = merchant_with_a_customer(&program).await;
    let all = program.free_heavy_reads();
    make_previews_endless(&program).await;
    let mut previews = tokio::task::JoinSet::new();
    for _ in 0..all / 2 + 32 + 1 {
        let owner = merchant.owner.clone();
        previews.spawn(async move { owner.post("/v1/segments/preview", &everybody()).await });
    }
    let first = previews.join_next().await.unwrap().unwrap();
    assert_eq!(first.header("retry-after"), Some("5"));
    first.expect_problem(429, "rate_limited");
    previews.shutdown().await;
    until_free(&program, all).await;
}
