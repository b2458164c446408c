//! Looking a card up, against pgbench with the same select.

use std::path::Path;
use std::time::Duration;

use crate::Failure;
use crate::clients::drive;
use crate::figures::{Line, Pace, Spread};
use crate::http::Connection;
use crate::pgbench::{self, Changing};
use crate::postgres::Postgres;
use crate::program::{Program, Server, card};

fn look_up(program: &Program, server: &Server, duration: Duration) -> Result<Pace, Failure> {
    let cards = program.cards();
    drive(&server.host, program.till(), duration, |connection, client, number| {
        let mut drawn = (client as u64 + 1) * 0x9E37_79B9 + number * 0x85EB_CA6B;
        drawn = (drawn ^ (drawn >> 15)).wrapping_mul(0x2C1B_3C6D);
        connection.get(&format!("/v1/lookup?card={}", card((drawn ^ (drawn >> 13)) % cards)))
    })
}

/// Measures on PostgreSQL.
pub fn on_postgres(
    program: &Program,
    server: &Server,
    postgres: &Postgres,
    folder: &Path,
    rounds: u32,
    duration: Duration,
) -> Result<Line, Failure> {
    let shown = card(3);
    let mut connection = Connection::open(&server.host, program.till())?;
    let statements =
        postgres.logged_while(|| connection.get(&format!("/v1/lookup?card={shown}"))?.json().map(drop))?;
    let statements: Vec<_> = statements
        .into_iter()
        .filter(|entry| entry.parameters.iter().flatten().any(|value| *value == shown))
        .collect();
    let changing = [Changing { logged: &shown, sql: ":card::text".to_owned() }];
    let script = pgbench::script(&pgbench::variables(program.cards()), &statements, &changing);
    let mut ours: Vec<Pace> = Vec::new();
    let mut limits: Vec<Pace> = Vec::new();
    look_up(program, server, Duration::from_secs(1))?;
    for _ in 0..rounds {
        ours.push(look_up(program, server, duration)?);
        limits.push(pgbench::run(postgres, folder, &script, duration)?);
    }
    let ratio = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours.per_second / limit.per_second));
    let p99 = Spread::of(ours.iter().map(|pace| pace.p99));
    Ok(Line {
        work: "Look a card up, PostgreSQL, 16 clients".to_owned(),
        ours: Spread::of(ours.iter().map(|pace| pace.per_second)).text("/s", 0),
        limit: format!(
            "pgbench, the same {} select: {}",
            statements.len(),
            Spread::of(limits.iter().map(|pace| pace.per_second)).text("/s", 0)
        ),
        ratio: ratio.text("", 2),
        goal: "≥ 0.5; p99 ≤ 6 ms".to_owned(),
        met: ratio.median >= 0.5 && p99.median <= 6.0,
        notes: format!(
            "p50 {}, p99 {}",
            Spread::of(ours.iter().map(|pace| pace.median)).text("ms", 1),
            p99.text("ms", 1)
        ),
    })
}

/// Measures on SQLite, where no limit is set but the latency.
pub fn on_sqlite(
    program: &Program,
    server: &Server,
    rounds: u32,
    duration: Duration,
) -> Result<Line, Failure> {
    look_up(program, server, Duration::from_secs(1))?;
    let ours = (0..rounds).map(|_| look_up(program, server, duration)).collect::<Result<Vec<_>, _>>()?;
    let p99 = Spread::of(ours.iter().map(|pace| pace.p99));
    Ok(Line {
        work: "Look a card up, SQLite, 16 clients".to_owned(),
        ours: Spread::of(ours.iter().map(|pace| pace.per_second)).text("/s", 0),
        limit: "–".to_owned(),
        ratio: "–".to_owned(),
        goal: "p99 ≤ 6 ms".to_owned(),
        met: p99.median <= 6.0,
        notes: format!(
            "p50 {}, p99 {}",
            Spread::of(ours.iter().map(|pace| pace.median)).text("ms", 1),
            p99.text("ms", 1)
        ),
    })
}
