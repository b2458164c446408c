//! Importing a file of customers on SQLite, against plain inserts of the very rows into the very tables by the C library.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::import_postgres::{TABLES, commit, import_checked};
use crate::Failure;
use crate::figures::{Line, Spread, quantile};
use crate::program::Program;

/// Imports a file of `rows` people, and inserts what came of it into a copy of the database from before.
pub fn measure(program: &Program, file: &Path, rows: u32) -> Result<Line, Failure> {
    let before = file.with_extension("before.db");
    Connection::open(file)?.execute("VACUUM INTO ?1", [before.to_string_lossy()])?;
    let server = program.serve(&[], &[])?;
    let mut owner = program.owner(&server)?;
    let (path, checked) = import_checked(&mut owner, rows)?;
    let (written, waits) = commit(program, &server, &mut owner, &path)?;
    server.process.end()?;
    let inserted = insert(file, &before)?;
    std::fs::remove_file(&before)?;
    let pace = f64::from(rows) / written.as_secs_f64();
    let ratio = inserted.as_secs_f64() / written.as_secs_f64();
    Ok(Line {
        work: format!("Write {rows} checked rows of a CSV, SQLite"),
        ours: Spread::of([pace]).text("/s", 0),
        limit: format!(
            "inserts of what came of them, prepared, one commit: {:.0} /s",
            f64::from(rows) / inserted.as_secs_f64()
        ),
        ratio: format!("{ratio:.2}"),
        goal: "a till waits tens of milliseconds at most".to_owned(),
        met: quantile(&waits, 0.99) < 100.0,
        notes: format!(
            "looked at in {:.1} s; a purchase beside it p50 {:.1} ms, p99 {:.1} ms, at most {:.1} ms",
            checked.as_secs_f64(),
            quantile(&waits, 0.5),
            quantile(&waits, 0.99),
            waits.last().copied().unwrap_or_default()
        ),
    })
}

/// Takes the rows out and inserts them into the other file, with all its indexes. Only inserting takes time.
fn insert(from: &Path, into: &Path) -> Result<Duration, Failure> {
    let imported = "IN (SELECT r.customer_id FROM customer_import_rows AS r WHERE r.customer_id IS NOT NULL)";
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut target = Connection::open(into)?;
    target.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")?;
    let mut took = Duration::ZERO;
    let transaction = target.transaction()?;
    for (table, customer) in TABLES {
        let meant = if customer == "NULL" { "TRUE".to_owned() } else { format!("{customer} {imported}") };
        // Imports that were there before are in the copy already.
        let known = if customer == "NULL" {
            transaction.query_row("SELECT count(*) FROM customer_imports", [], |row| row.get::<_, i64>(0))?
        } else {
            0
        };
        let mut select = source.prepare(&format!(
            "SELECT t.* FROM {table} AS t WHERE {meant} ORDER BY 1, 2 LIMIT -1 OFFSET {known}"
        ))?;
        let columns = select.column_count();
        let rows: Vec<Vec<Value>> = select
            .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?
            .collect::<Result<_, _>>()?;
        let parameters = vec!["?"; columns].join(", ");
        let begun = Instant::now();
        let mut insert = transaction.prepare(&format!("INSERT INTO {table} VALUES ({parameters})"))?;
        for row in rows {
            insert.execute(params_from_iter(row))?;
        }
        took += begun.elapsed();
    }
    let begun = Instant::now();
    transaction.commit()?;
    Ok(took + begun.elapsed())
}
