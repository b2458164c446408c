use regulars_tests::{Client, Contents, Program, TestDatabase, is_postgres};

use super::proxy::Wire;
use crate::purchases::coffee;

/// Has every write of `{table}`, and of the probe, fail with `{code}`.
pub const STOP_WRITES: &str = "
    CREATE OR REPLACE FUNCTION no_writes() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no writes' USING ERRCODE = '{code}'; END $$;
    CREATE TRIGGER no_writes BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION no_writes();
    CREATE TRIGGER no_writes BEFORE INSERT OR UPDATE ON write_probe FOR EACH STATEMENT EXECUTE FUNCTION no_writes();";
/// The end of that.
pub const TAKE_WRITES: &str =
    "DROP TRIGGER no_writes ON {table}; DROP TRIGGER no_writes ON write_probe; DROP FUNCTION no_writes;";

const OTHERS: &str = "datname = current_database() AND pid <> pg_backend_pid()";

async fn a_till(program: &Program) -> Client {
    program.merchant().await.terminal().await
}

#[tokio::test]
async fn a_server_that_cannot_write_is_not_ready_and_is_again_by_itself() {
    if !is_postgres() {
        return;
    }
    let program = Program::start().await;
    let till = a_till(&program).await;
    for (code, reason) in [("53100", "disk_full"), ("58030", "io_error"), ("25006", "read_only")] {
        program.run_sql(&STOP_WRITES.replace("{table}", "purchases").replace("{code}", code)).await;
        let number = format!("1-{code}");
        till.post("/v1/purchases", &coffee(&number)).await.expect_problem(503, "unavailable");
        let problem = program.client.get("/readyz").await.expect_problem(503, "unavailable");
        assert_eq!(problem["reason"], reason);
        till.get("/v1/purchases").await.expect(200);
        program.run_sql(&TAKE_WRITES.replace("{table}", "purchases")).await;
        program.client.get("/readyz").await.expect(200);
        let recorded = till.post("/v1/purchases", &coffee(&number)).await.expect(201).json();
        assert_eq!(recorded["replayed"], false);
    }
}

#[tokio::test]
async fn a_wire_cut_between_a_commit_and_its_answer_loses_and_doubles_nothing() {
    if !is_postgres() {
        return;
    }
    let wire = Wire::default();
    let database = TestDatabase::create().await;
    let url = wire.through(&database.url).await;
    let program = Program::start_with(database, |settings| settings.database_url = url).await;
    let till = a_till(&program).await;
    for number in 1..6 {
        let receipt = coffee(&number.to_string());
        wire.cut_behind_the_next_commit();
        till.post("/v1/purchases", &receipt).await.expect_problem(503, "unavailable");
        assert_eq!(wire.swallowed(), number);
        let again = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!(again["replayed"], true, "it had been kept: {again}");
    }
    program.client.get("/readyz").await.expect(200);
    let count = Contents::of(&program.database).await.column("SELECT COUNT(*)::text FROM purchases").await;
    assert_eq!(count, ["5"]);
}

#[tokio::test]
async fn a_backend_that_ends_inside_a_transaction_is_not_available_and_keeps_nothing() {
    if !is_postgres() {
        return;
    }
    let program = Program::start().await;
    let till = a_till(&program).await;
    let contents = Contents::of(&program.database).await;
    let holder = sea_orm::Database::connect(&program.database.url).await.unwrap();
    let held = sea_orm::TransactionTrait::begin(&holder).await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&held, "LOCK TABLE purchases").await.unwrap();
    let waiting = tokio::spawn({
        let till = till.clone();
        async move { till.post("/v1/purchases", &coffee("1")).await }
    });
    let end = format!(
        "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
        WHERE {OTHERS} AND wait_event_type = 'Lock'"
    );
    while contents.column(&end).await.is_empty() {
        tokio::task::yield_now().await;
    }
    waiting.await.unwrap().expect_problem(503, "unavailable");
    held.rollback().await.unwrap();
    let again = till.post("/v1/purchases", &coffee("1")).await.expect(201).json();
    assert_eq!(again["replayed"], false);
}

#[tokio::test]
async fn the_first_requests_after_a_restart_do_not_meet_connections_that_it_has_cut() {
    if !is_postgres() {
        return;
    }
    let program = Program::start().await;
    let till = a_till(&program).await;
    let contents = Contents::of(&program.database).await;
    for round in 0..5 {
        // As many connections as there may be, of either kind.
        let sold = (0..32).map(|index| {
            let till = till.clone();
            tokio::spawn(async move {
                till.post("/v1/purchases", &coffee(&format!("{round}-{index}"))).await.expect(201);
                till.get("/v1/purchases?limit=1").await.expect(200);
            })
        });
        for sold in sold.collect::<Vec<_>>() {
            sold.await.unwrap();
        }
        let ended = contents
            .column(&format!(
                "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE {OTHERS}
                AND application_name = 'regulars'"
            ))
            .await;
        assert!(ended.len() > 4, "there were connections to cut: {}", ended.len());
    }
}
