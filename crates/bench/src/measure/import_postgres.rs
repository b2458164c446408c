//! Importing a file of customers on PostgreSQL, against COPY of the very rows into the very tables.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::receipt::body;
use crate::Failure;
use crate::figures::{Line, quantile};
use crate::http::Connection;
use crate::machine::memory;
use crate::postgres::Postgres;
use crate::program::{Program, Server, Size, card};

/// The database that rows are imported into, and the one that they are copied into.
const IMPORTED: &str = "imported";
const COPIED: &str = "copied";
/// How often it is asked how far the import is.
const ASKED_EVERY: Duration = Duration::from_millis(250);
/// How long the till beside it waits between two receipts.
const TILL_PAUSES: Duration = Duration::from_millis(25);
/// How long an import may take.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// The tables that a row of the file is written into, in an order in which each finds what it refers to, and how the rows of the
/// imported customers are found.
const TABLES: [(&str, &str); 8] = [
    ("customers", "t.id"),
    ("customer_keys", "t.customer_id"),
    ("customer_tags", "t.customer_id"),
    ("audit_events", "t.customer_id"),
    ("consent_events", "t.customer_id"),
    ("consent_states", "t.customer_id"),
    ("customer_imports", "NULL"),
    ("customer_import_rows", "t.customer_id"),
];

/// A file of so many people.
fn file(rows: u32) -> String {
    let mut text = String::from(
        "external_id,first_name,last_name,email,phone,birth_date,street,postcode,city,country,advertising_email,\
         advertising_source,advertising_text_version,advertising_date\n",
    );
    for row in 0..rows {
        let (day, month, year) = (1 + row % 28, 1 + row / 28 % 12, 1950 + row / 336 % 50);
        let _ = writeln!(
            text,
            "I-{row},Ana{},Petrović{row},kupac{row}@example.com,+3816{:08},{year}-{month:02}-{day:02},Bulevar {row},\
             {:05},Novi Sad,RS,yes,form in the shop,2026-01,2026-01-31",
            row % 500,
            10_000_000 + row,
            11_000 + row % 10_000
        );
    }
    text
}

fn upload(connection: &mut Connection, text: &str) -> Result<Value, Failure> {
    let options = json!({"data_consent": {"source": "form in the shop", "text_version": "2026-01"}});
    let body = format!(
        "--part\r\nContent-Disposition: form-data; name=\"options\"\r\nContent-Type: application/json\r\n\r\n{options}\r\n\
         --part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{text}\r\n--part--\r\n"
    );
    connection.post_as("multipart/form-data; boundary=part", "/v1/customers/imports", &body)?.json()
}

/// Waits until the import stands there.
fn wait(connection: &mut Connection, path: &str, state: &str) -> Result<Value, Failure> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let import = connection.get(path)?.json()?;
        if import["state"] == state {
            return Ok(import);
        }
        if import["state"] == "failed" {
            return Err(format!("the import failed: {import}").into());
        }
        std::thread::sleep(ASKED_EVERY);
    }
    Err("the import takes too long".into())
}

/// Uploads a file of so many people and waits until its rows are looked at. Gives where it is and how long that took.
pub fn import_checked(owner: &mut Connection, rows: u32) -> Result<(String, Duration), Failure> {
    let text = file(rows);
    let started = Instant::now();
    let import = upload(owner, &text)?;
    let path = format!("/v1/customers/imports/{}", import["id"].as_str().unwrap_or_default());
    wait(owner, &path, "checked")?;
    Ok((path, started.elapsed()))
}

/// Imports a file of `rows` people into a database of its own, and copies what came of it into another.
pub fn measure(binary: &Path, folder: &Path, postgres: &Postgres, rows: u32) -> Result<Line, Failure> {
    postgres.sql(&format!("CREATE DATABASE {IMPORTED}"))?;
    let few = Size { customers: 2_000, purchases: 2_000 };
    let (program, _) = Program::load(binary, &folder.join("imports"), postgres.url_of(IMPORTED), few)?;
    postgres.sql(&format!("CREATE DATABASE {COPIED} TEMPLATE {IMPORTED}"))?;
    let server = program.serve(&["--with-worker"], &[("REGULARS_IMPORT_LIMIT", "512")])?;
    let mut owner = program.owner(&server)?;
    let (path, checked) = import_checked(&mut owner, rows)?;
    let (written, waits) = commit(&program, &server, &mut owner, &path)?;
    let import = owner.get(&path)?.json()?;
    if import["counts"]["create"] != rows {
        return Err(format!("not every row has made a customer: {}", import["counts"]).into());
    }
    let peak = memory(server.process.id(), "VmHWM")?;
    server.process.end()?;
    let copied = copy(postgres, &folder.join("copied"))?;
    let whole = checked + written;
    let ratio = copied.as_secs_f64() / whole.as_secs_f64();
    let pace = |took: Duration| f64::from(rows) / took.as_secs_f64();
    Ok(Line {
        work: format!("Import {rows} rows of a CSV (read, looked at, written), PostgreSQL"),
        ours: format!("{:.0} /s", pace(whole)),
        limit: format!("COPY of what came of them: {:.0} /s", pace(copied)),
        ratio: format!("{ratio:.2}"),
        goal: "≥ 0.5; a till waits tens of milliseconds at most".to_owned(),
        met: ratio >= 0.5 && quantile(&waits, 0.99) < 100.0,
        notes: format!(
            "read and looked at in {:.1} s, written in {:.1} s, which alone is {:.2} of COPY; a purchase beside the writing p50 \
             {:.1} ms, p99 {:.1} ms, at most {:.1} ms; the program's peak memory {peak:.0} MiB",
            checked.as_secs_f64(),
            written.as_secs_f64(),
            copied.as_secs_f64() / written.as_secs_f64(),
            quantile(&waits, 0.5),
            quantile(&waits, 0.99),
            waits.last().copied().unwrap_or_default()
        ),
    })
}

/// Has the rows written while a till records purchases. Gives how long it took, and how long each purchase waited.
pub fn commit(
    program: &Program,
    server: &Server,
    owner: &mut Connection,
    path: &str,
) -> Result<(Duration, Vec<f64>), Failure> {
    let mut till = Connection::open(&server.host, program.till())?;
    let (over, ended) = std::sync::mpsc::channel::<()>();
    let cards = program.cards();
    let beside = std::thread::spawn(move || {
        let mut waits = Vec::new();
        while ended.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            let number = waits.len() as u64;
            let receipt = body(&format!("I-{number}"), &card(number % cards.max(1))).to_string();
            let started = Instant::now();
            let answer = till.post("/v1/purchases", &receipt).and_then(|answer| answer.json());
            if answer.is_err() {
                return Err("a purchase beside the import failed");
            }
            waits.push(started.elapsed().as_secs_f64() * 1_000.0);
            std::thread::sleep(TILL_PAUSES);
        }
        waits.sort_by(f64::total_cmp);
        Ok(waits)
    });
    let started = Instant::now();
    owner.post(&format!("{path}/commit"), "{}")?.json()?;
    wait(owner, path, "committed")?;
    let written = started.elapsed();
    drop(over);
    let waits = beside.join().map_err(|_| "the till broke off")??;
    Ok((written, waits))
}

/// Takes the rows out and copies them into the other database in one transaction, with all its indexes.
fn copy(postgres: &Postgres, folder: &Path) -> Result<Duration, Failure> {
    let folder = postgres.folder_for(folder)?;
    let imported = "IN (SELECT r.customer_id FROM customer_import_rows AS r WHERE r.customer_id IS NOT NULL)";
    for (table, customer) in TABLES {
        let meant = if customer == "NULL" { "TRUE".to_owned() } else { format!("{customer} {imported}") };
        let file = folder.join(table);
        let take = format!(
            "COPY (SELECT t.* FROM {table} AS t WHERE {meant}) TO '{}' (FORMAT binary)",
            file.display()
        );
        postgres.sql_of(IMPORTED, &take)?;
    }
    let copies: String = TABLES
        .map(|(table, _)| format!("COPY {table} FROM '{}' (FORMAT binary);", folder.join(table).display()))
        .concat();
    let started = Instant::now();
    postgres.sql_of(COPIED, &format!("BEGIN; {copies} COMMIT"))?;
    Ok(started.elapsed())
}
