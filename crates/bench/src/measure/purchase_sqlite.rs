//! Recording a purchase on SQLite, against one thread that calls the C library with the same statements.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::receipt::{body, record};
use crate::Failure;
use crate::clients::CLIENTS;
use crate::figures::{Line, Pace, Spread};
use crate::http;
use crate::program::{Program, Server, card};

/// What one request sends to the database: the program tells it in its log.
fn statements(program: &Program) -> Result<Vec<String>, Failure> {
    let server = program.serve(&["--no-worker"], &[("REGULARS_LOG", "warn,regulars::sql=trace")])?;
    let mut connection = http::Connection::open(&server.host, program.till())?;
    connection.post("/v1/purchases", &body("warm", &card(1)).to_string())?.json()?;
    let before = std::fs::read(&server.log)?.len();
    connection.post("/v1/purchases", &body("logged", &card(2)).to_string())?.json()?;
    let log = server.log.clone();
    server.process.end()?;
    let text = String::from_utf8(std::fs::read(log)?.split_off(before))?;
    let mut statements = Vec::new();
    for line in text.lines() {
        let entry: serde_json::Value = serde_json::from_str(line)?;
        if let Some(statement) = entry["fields"]["statement"].as_str() {
            statements.push(statement.to_owned());
        }
    }
    Ok(statements)
}

/// What a statement is given, by what it begins with.
fn parameters(statement: &str, row: &Row) -> Result<Vec<Value>, Failure> {
    let text = |text: &str| Value::Text(text.to_owned());
    let id = |id: [u8; 16]| Value::Blob(id.to_vec());
    let begins = |word: &str| statement.trim_start().starts_with(word);
    Ok(if begins("SELECT found.*") {
        vec![
            id(row.merchant),
            text(&row.source),
            text("2026-11-20"),
            text(&row.receipt),
            id(row.purchase),
            text(&row.card),
            Value::Null,
            Value::Null,
            Value::Null,
            id(row.terminal),
            text("2027-12-25"),
        ]
    } else if begins("INSERT INTO purchases") {
        vec![
            id(row.merchant),
            id(row.purchase),
            text(&row.source),
            text("2026-11-20"),
            text(&row.receipt),
            Value::Blob(vec![7; 32]),
            row.customer.clone(),
            text("card"),
            text(&row.card),
            Value::Null,
            row.store.clone(),
            id(row.terminal),
            text("2026-11-20T10:00:00+00:00"),
            text("2026-11-21T10:00:00+00:00"),
            Value::Integer(0),
            text("RSD"),
            Value::Integer(125_000),
            text(r#"[{"kind":"money","amount":125000,"method":"card"}]"#),
            text("[]"),
            Value::Integer(0),
            text("[]"),
            Value::Null,
        ]
    } else if begins("INSERT INTO purchase_lines") {
        vec![id(row.merchant), id(row.purchase), text(&row.lines)]
    } else if begins("INSERT INTO customer_totals") {
        vec![
            id(row.merchant),
            row.customer.clone(),
            Value::Integer(125_000),
            text("2026-11-20T10:00:00+00:00"),
        ]
    } else if begins("UPDATE carts") {
        let instants = ["2026-11-20T10:00:00+00:00", "2026-11-21T10:00:00+00:00"].map(text);
        [vec![id(row.merchant), id(row.purchase)], instants.to_vec(), vec![row.customer.clone()]].concat()
    } else if begins("UPDATE customer_totals") {
        // The gaps of somebody who buys each month, or all of them anew.
        let gaps = [Value::Integer(10), Value::Integer(30), text("2026-12-20"), text("2026-11-20")];
        let list = text("[30,30,30,30,30,30,30,30,30,30]");
        let is_known = statement.contains("$7");
        let known = if is_known { [gaps.to_vec(), vec![list]].concat() } else { Vec::new() };
        [vec![id(row.merchant), row.customer.clone()], known].concat()
    } else {
        return Err(format!("the bench does not know what the program gives to: {statement}").into());
    })
}

/// What changes from receipt to receipt, and what the first statement finds out about it.
struct Row {
    merchant: [u8; 16],
    terminal: [u8; 16],
    source: String,
    receipt: String,
    purchase: [u8; 16],
    card: String,
    lines: String,
    customer: Value,
    store: Value,
}

fn bytes(id: &str) -> Result<[u8; 16], Failure> {
    let digits: String = id.chars().filter(|letter| *letter != '-').collect();
    Ok(u128::from_str_radix(&digits, 16)?.to_be_bytes())
}

fn lines() -> String {
    let line = |line: u64| {
        serde_json::json!({"line": line, "kind": "item", "sku": format!("S-{line:04}"),
            "name": format!("Bakery {line}"), "category": "Bakery", "quantity": 2_000, "unit": null,
            "unit_price": 12_500, "discount": 0, "total": 25_000})
    };
    serde_json::Value::Array((1..=5).map(line).collect()).to_string()
}

/// One thread writes for so long, as many receipts under one commit as clients can be waiting for.
fn write(
    program: &Program,
    file: &Path,
    statements: &[String],
    round: u32,
    duration: Duration,
) -> Result<f64, Failure> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    for (name, value) in [("synchronous", "FULL"), ("cache_size", "-65536"), ("temp_store", "memory")] {
        connection.pragma_update(None, name, value)?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    let mut row = Row {
        merchant: bytes(program.merchant())?,
        terminal: bytes(program.till_id())?,
        source: program.till_id().to_owned(),
        receipt: String::new(),
        purchase: [0; 16],
        card: String::new(),
        lines: lines(),
        customer: Value::Null,
        store: Value::Null,
    };
    let first = 0x0192_f0c1_0000_7000_8000_0000_0000_0000_u128 + (u128::from(round) << 40);
    let started = Instant::now();
    let mut written = 0_u64;
    while started.elapsed() < duration {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..CLIENTS {
            written += 1;
            row.receipt = format!("S{round}-{written}");
            row.purchase = (first + u128::from(written)).to_be_bytes();
            row.card = card(written.wrapping_mul(0x9E37_79B1) % program.cards());
            connection.execute_batch("SAVEPOINT piece")?;
            for statement in statements {
                let mut prepared = connection.prepare_cached(statement)?;
                let given = parameters(statement, &row)?;
                // SQLite counts parameters in the order in which their names first appear.
                for place in 1..=prepared.parameter_count() {
                    let number =
                        prepared.parameter_name(place).and_then(|name| name[1..].parse::<usize>().ok());
                    let value = number.and_then(|number| given.get(number.checked_sub(1)?));
                    prepared.raw_bind_parameter(place, value.ok_or("a parameter has no value")?)?;
                }
                let mut found = prepared.raw_query();
                if let Some(found) = found.next()?
                    && statement.trim_start().starts_with("SELECT")
                {
                    row.customer = found.get("customer_id")?;
                    row.store = found.get("store_id")?;
                }
            }
            connection.execute_batch("RELEASE SAVEPOINT piece")?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(written as f64 / started.elapsed().as_secs_f64())
}

/// Measures in `rounds` rounds of `duration` each for both.
pub fn measure(
    program: &Program,
    file: &Path,
    rounds: u32,
    duration: Duration,
) -> Result<(Line, crate::program::Server), Failure> {
    let statements = statements(program)?;
    let server: Server = program.serve(&["--no-worker"], &[])?;
    let mut ours: Vec<Pace> = Vec::new();
    let mut limits = Vec::new();
    record(program, &server, Duration::from_secs(2))?;
    for round in 0..rounds {
        ours.push(record(program, &server, duration)?);
        limits.push(write(program, file, &statements, round, duration)?);
    }
    let ratio = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours.per_second / limit));
    let p99 = Spread::of(ours.iter().map(|pace| pace.p99));
    let line = Line {
        work: "Record a purchase, SQLite, 16 clients, 5 lines".to_owned(),
        ours: Spread::of(ours.iter().map(|pace| pace.per_second)).text("/s", 0),
        limit: format!(
            "one thread in C, {} statements, {CLIENTS} receipts a commit, synchronous=FULL: {}",
            statements.len(),
            Spread::of(limits).text("/s", 0)
        ),
        ratio: ratio.text("", 2),
        goal: "≥ 0.7; p99 ≤ 30 ms".to_owned(),
        met: ratio.median >= 0.7 && p99.median <= 30.0,
        notes: format!(
            "p50 {}, p99 {}",
            Spread::of(ours.iter().map(|pace| pace.median)).text("ms", 1),
            p99.text("ms", 1)
        ),
    };
    Ok((line, server))
}
