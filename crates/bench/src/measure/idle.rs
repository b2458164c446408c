//! A program that has nothing to do: how soon it serves, and what it holds.

use std::time::Duration;

use crate::Failure;
use crate::figures::{Line, Spread};
use crate::machine::memory;
use crate::program::Program;

/// How long it is left alone.
const REST: Duration = Duration::from_secs(2);

/// Starts the program anew in each round, on the database that is there.
pub fn measure(program: &Program, database: &str, rounds: u32) -> Result<Line, Failure> {
    let mut ready = Vec::new();
    let mut held = Vec::new();
    for _ in 0..rounds {
        let server = program.serve(&["--with-worker"], &[])?;
        ready.push(server.ready_after.as_secs_f64());
        std::thread::sleep(REST);
        held.push(memory(server.process.id(), "VmRSS")?);
        server.process.end()?;
    }
    let (ready, held) = (Spread::of(ready), Spread::of(held));
    Ok(Line {
        work: format!("Idle program, {database}"),
        ours: held.text("MiB", 0),
        limit: "–".to_owned(),
        ratio: "–".to_owned(),
        goal: "≤ 40 MB, ready in ≤ 1 s".to_owned(),
        met: held.median * 1.048_576 <= 40.0 && ready.median <= 1.0,
        notes: format!("ready after {}", ready.text("s", 2)),
    })
}
