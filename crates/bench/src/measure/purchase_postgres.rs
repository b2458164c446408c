//! Recording a purchase on PostgreSQL, against pgbench with the very statements.

use std::path::Path;
use std::time::Duration;

use super::receipt::{body, record};
use crate::Failure;
use crate::figures::{Line, Pace, Spread};
use crate::http::Connection;
use crate::pgbench::{self, Changing};
use crate::postgres::{Logged, Postgres};
use crate::program::{Program, Server, card};

/// What one request sends to the database.
fn statements(program: &Program, server: &Server, postgres: &Postgres) -> Result<Vec<Logged>, Failure> {
    let mut connection = Connection::open(&server.host, program.till())?;
    for number in 0..40 {
        // Every connection of the pool has the statement prepared by then.
        connection.post("/v1/purchases", &body(&format!("warm-{number}"), &card(1)).to_string())?.json()?;
    }
    let logged = postgres.logged_while(|| {
        connection.post("/v1/purchases", &body("logged", &card(2)).to_string())?.json()?;
        Ok(())
    })?;
    let own = |entry: &Logged| !entry.text.contains("pg_reload_conf") && !entry.text.contains("ALTER SYSTEM");
    Ok(logged.into_iter().filter(own).collect())
}

/// Measures in `rounds` rounds of `duration` each for both.
pub fn measure(
    program: &Program,
    server: &Server,
    postgres: &Postgres,
    folder: &Path,
    rounds: u32,
    duration: Duration,
) -> Result<Line, Failure> {
    let statements = statements(program, server, postgres)?;
    let recorded = statements.iter().find(|entry| entry.text.contains("record_purchase_of_cart("));
    let recorded = recorded.ok_or("no statement records the purchase")?;
    let parameter =
        |number: usize| recorded.parameters.get(number - 1).cloned().flatten().unwrap_or_default();
    let (purchase, receipt, card, customer) = (parameter(2), parameter(5), parameter(7), parameter(20));
    let mut ours: Vec<Pace> = Vec::new();
    let mut limits: Vec<Pace> = Vec::new();
    record(program, server, Duration::from_secs(2))?;
    for round in 0..rounds {
        ours.push(record(program, server, duration)?);
        let id = |kind: &str| {
            format!("('0192f0c{round}-{kind}-7000-8000-' || lpad(:unique::text, 12, '0'))::uuid")
        };
        let changing = [
            Changing { logged: &purchase, sql: id("aaaa") },
            Changing { logged: &customer, sql: id("bbbb") },
            Changing { logged: &receipt, sql: format!("('P{round}-' || :unique::text)") },
            Changing { logged: &card, sql: ":card::text".to_owned() },
        ];
        let script = pgbench::script(&pgbench::variables(program.cards()), &statements, &changing);
        limits.push(pgbench::run(postgres, folder, &script, duration)?);
    }
    let ratio = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours.per_second / limit.per_second));
    let p99 = Spread::of(ours.iter().map(|pace| pace.p99));
    let slowness = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours.p99 / limit.p99));
    let p50 = Spread::of(ours.iter().map(|pace| pace.median));
    let trips = statements.len();
    Ok(Line {
        work: "Record a purchase, PostgreSQL, 16 clients, 5 lines".to_owned(),
        ours: Spread::of(ours.iter().map(|pace| pace.per_second)).text("/s", 0),
        limit: format!(
            "pgbench, the {trips} statements prepared: {}",
            Spread::of(limits.iter().map(|pace| pace.per_second)).text("/s", 0)
        ),
        ratio: ratio.text("", 2),
        goal: "≥ 0.75 in at most 3 round trips; p99 ≤ 1.2 × pgbench's".to_owned(),
        met: ratio.median >= 0.75 && slowness.median <= 1.2 && trips <= 3,
        notes: format!(
            "p50 {}, p99 {}; {trips} round trips; pgbench p50 {}, p99 {}",
            p50.text("ms", 1),
            p99.text("ms", 1),
            Spread::of(limits.iter().map(|pace| pace.median)).text("ms", 1),
            Spread::of(limits.iter().map(|pace| pace.p99)).text("ms", 1)
        ),
    })
}
