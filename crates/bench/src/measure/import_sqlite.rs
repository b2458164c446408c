//! Importing a file of customers on SQLite: there is no COPY to hold against it, but a till beside it must not wait.

use super::import_postgres::{commit, import_checked};
use crate::Failure;
use crate::figures::{Line, quantile};
use crate::program::Program;

/// Imports a file of `rows` people.
pub fn measure(program: &Program, rows: u32) -> Result<Line, Failure> {
    let server = program.serve(&[], &[("REGULARS_IMPORT_LIMIT", "512")])?;
    let mut owner = program.owner(&server)?;
    let (path, checked) = import_checked(&mut owner, rows)?;
    let (written, waits) = commit(program, &server, &mut owner, &path)?;
    server.process.end()?;
    let pace = f64::from(rows) / (checked + written).as_secs_f64();
    Ok(Line {
        work: format!("Import {rows} rows of a CSV (read, looked at, written), SQLite"),
        ours: format!("{pace:.0} /s"),
        limit: "a till beside it".to_owned(),
        ratio: String::new(),
        goal: "a till waits tens of milliseconds at most".to_owned(),
        met: quantile(&waits, 0.99) < 100.0,
        notes: format!(
            "read and looked at in {:.1} s, written in {:.1} s; a purchase beside the writing p50 {:.1} ms, p99 {:.1} ms, at most {:.1} ms",
            checked.as_secs_f64(),
            written.as_secs_f64(),
            quantile(&waits, 0.5),
            quantile(&waits, 0.99),
            waits.last().copied().unwrap_or_default()
        ),
    })
}
