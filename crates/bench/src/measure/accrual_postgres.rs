//! Giving points to every member at once on PostgreSQL, against the bare INSERT of the very rows into the very tables.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Failure;
use crate::figures::Line;
use crate::http::Connection;
use crate::machine::memory;
use crate::postgres::Postgres;
use crate::program::{Program, Size};

/// The database in which points are given, and the one into which the rows are inserted.
const CREDITED: &str = "credited";
const INSERTED: &str = "inserted";
/// How often it is asked how far the accrual is.
const ASKED_EVERY: Duration = Duration::from_millis(250);
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// The tables that it writes, in an order in which each finds what it refers to.
const TABLES: [&str; 6] = [
    "point_accruals",
    "point_accrual_items",
    "point_accounts",
    "point_operations",
    "point_lots",
    "point_lot_moves",
];

/// Gives points to `members` who have none yet, in a database of its own, and inserts what came of it into another.
pub fn measure(binary: &Path, folder: &Path, postgres: &Postgres, members: u32) -> Result<Line, Failure> {
    postgres.sql(&format!("CREATE DATABASE {CREDITED}"))?;
    let size = Size { customers: members, purchases: 2_000 };
    let (program, _) = Program::load(binary, &folder.join("accruals"), postgres.url_of(CREDITED), size)?;
    let server = program.serve(&[], &[])?;
    let path = programme(&mut program.owner(&server)?, postgres)?;
    server.process.end()?;
    postgres.sql(&format!("CREATE DATABASE {INSERTED} TEMPLATE {CREDITED}"))?;
    let server = program.serve(&["--with-worker"], &[])?;
    let mut owner = program.owner(&server)?;
    let asked = json!({
        "name": "Everybody", "point_type": "points", "audience": {"filter": {"all": []}}, "points": 50,
        "reason": "goodwill"
    });
    let started = Instant::now();
    let accrual = owner.post(&format!("{path}/accruals"), &asked.to_string())?.json()?;
    let accrual =
        wait(&mut owner, &format!("{path}/accruals/{}", accrual["id"].as_str().unwrap_or_default()))?;
    let took = started.elapsed();
    if accrual["counts"]["credited"] != members {
        return Err(format!("not every member was credited: {}", accrual["counts"]).into());
    }
    let peak = memory(server.process.id(), "VmHWM")?;
    server.process.end()?;
    let inserted = insert(postgres, &folder.join("credited"))?;
    let ratio = inserted.as_secs_f64() / took.as_secs_f64();
    let pace = |took: Duration| f64::from(members) / took.as_secs_f64();
    Ok(Line {
        work: format!("Give points to {members} members at once, PostgreSQL"),
        ours: format!("{:.0} /s", pace(took)),
        limit: format!("INSERT of what came of it: {:.0} /s", pace(inserted)),
        ratio: format!("{ratio:.2}"),
        goal: "≥ 0.5".to_owned(),
        met: ratio >= 0.5,
        notes: format!(
            "from the request to the last member in {:.1} s; the program's peak memory {peak:.0} MiB",
            took.as_secs_f64()
        ),
    })
}

/// An active programme in which every customer is; where it is.
fn programme(owner: &mut Connection, postgres: &Postgres) -> Result<String, Failure> {
    let made = owner.post("/v1/programmes", &json!({"name": "Club"}).to_string())?.json()?;
    let id = made["id"].as_str().unwrap_or_default().to_owned();
    let path = format!("/v1/programmes/{id}");
    let kind = json!({"code": "points", "name": "Points"});
    owner.post(&format!("{path}/point-types"), &kind.to_string())?.json()?;
    postgres.sql_of(CREDITED, &format!("UPDATE programmes SET state = 'active' WHERE id = '{id}'"))?;
    postgres.sql_of(
        CREDITED,
        &format!(
            "INSERT INTO programme_members (merchant_id, id, programme_id, customer_id, joined_at)
             SELECT c.merchant_id, gen_random_uuid(), '{id}', c.id, c.created_at FROM customers AS c"
        ),
    )?;
    Ok(path)
}

/// Waits until everybody had their turn.
fn wait(owner: &mut Connection, path: &str) -> Result<Value, Failure> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let accrual = owner.get(path)?.json()?;
        if accrual["state"] == "done" {
            return Ok(accrual);
        }
        if accrual["state"] == "cancelled" {
            return Err(format!("the accrual ended: {accrual}").into());
        }
        std::thread::sleep(ASKED_EVERY);
    }
    Err("the accrual takes too long".into())
}

/// Takes the rows over, and inserts them in one transaction, with all their indexes.
fn insert(postgres: &Postgres, folder: &Path) -> Result<Duration, Failure> {
    let folder = postgres.folder_for(folder)?;
    for table in TABLES {
        let file = folder.join(table);
        postgres.sql_of(CREDITED, &format!("COPY {table} TO '{}' (FORMAT binary)", file.display()))?;
        let staged = format!(
            "CREATE TABLE staged_{table} (LIKE {table}); COPY staged_{table} FROM '{}' (FORMAT binary)",
            file.display()
        );
        postgres.sql_of(INSERTED, &staged)?;
    }
    let inserts: String =
        TABLES.map(|table| format!("INSERT INTO {table} SELECT * FROM staged_{table};")).concat();
    let started = Instant::now();
    postgres.sql_of(INSERTED, &format!("BEGIN; {inserts} COMMIT"))?;
    Ok(started.elapsed())
}
