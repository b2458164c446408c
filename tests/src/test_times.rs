//! How long tests take, for the list of the slowest that `make test` prints.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::Instant;

/// Runs from when it is made until it is dropped, for the test on whose thread it is made. It writes a line to the file
/// that `TEST_TIMES` names, and nothing without it.
pub struct TestTime {
    test: Option<String>,
    begun: Instant,
}

impl TestTime {
    pub fn begin() -> Self {
        // The harness names a thread after the test that it runs.
        Self { test: std::thread::current().name().map(str::to_owned), begun: Instant::now() }
    }
}

impl Drop for TestTime {
    fn drop(&mut self) {
        let (Some(test), Ok(path)) = (&self.test, std::env::var("TEST_TIMES")) else { return };
        let line = format!("{:.1} {test}\n", self.begun.elapsed().as_secs_f64());
        // Several tests write at a time; a line that is written at once stays whole.
        if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(path) {
            file.write_all(line.as_bytes()).ok();
        }
    }
}
