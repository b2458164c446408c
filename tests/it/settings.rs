//! Settings of the real program: what it refuses, what it says of them, and what the README says.

mod log;
mod refused;
mod shown;
mod start;

use std::path::Path;
use std::process::{Command, Stdio};

use regulars_tests::programs;

/// What a command said, and whether it succeeded.
struct Said {
    succeeded: bool,
    out: String,
    error: String,
}

/// The program in a folder, with these settings and no others.
fn program(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(programs().join("regulars"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(settings.iter().copied())
        .stdin(Stdio::null());
    command
}

/// Runs a command that ends by itself.
fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Said {
    let ended = program(folder, arguments, settings).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { succeeded: ended.status.success(), out: text(ended.stdout), error: text(ended.stderr) }
}
