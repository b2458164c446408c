//! The programs as processes of their own.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a process may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(30);

/// A process that ends with the test.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Process {
    /// Has the process stand still at this very instant, until [`Self::go_on`].
    pub fn stand_still(&self) {
        self.signal("-STOP");
    }

    /// Lets the process go on.
    pub fn go_on(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.0.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Tells the process to end, which it does by itself and without an error.
    pub fn terminate(&mut self) {
        self.signal("-TERM");
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(ended) = self.0.try_wait().unwrap() {
                assert!(ended.success(), "the process ended with {ended}");
                return;
            }
            assert!(Instant::now() < end, "the process does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// How the names begin of what cargo tells a test about its package.
const OF_A_PACKAGE: [&str; 5] =
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"];

/// The folder of the programs, which are built first if need be.
pub fn programs() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let profile = here.ancestors().nth(2).unwrap();
    let mut build = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    // What tells a test which package it is of. A build that sees it differs from one that does not: the script of a
    // cryptographic library asks for it, and all that stands on that library would be compiled anew, each time.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| OF_A_PACKAGE.iter().any(|prefix| name.starts_with(prefix))) {
            build.env_remove(&name);
        }
    }
    build.env("CARGO_TARGET_DIR", profile.parent().unwrap());
    build.args(["build", "--quiet", "--locked", "--workspace"]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "the programs can be built");
    profile.to_owned()
}
