//! The SMTP driver by itself, against `smtp-source` to the same `smtp-sink`.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::figures::{Line, Spread};
use crate::machine::{Process, free_port, output_of};

/// How many connections both sides hold.
pub const SESSIONS: u32 = 10;
/// The size of a message of the driver's example.
const BYTES: u32 = 10_240;

/// A server that takes mail and forgets it.
pub struct Sink {
    /// Its port.
    pub port: u16,
    _process: Process,
}

impl Sink {
    /// Starts it.
    pub fn start() -> Result<Self, Failure> {
        let port = free_port()?;
        let mut command = Command::new("smtp-sink");
        // It refuses to go on as root.
        if output_of(Command::new("id").arg("-u"))?.trim() == "0" {
            command.args(["-u", "nobody"]);
        }
        command.arg(format!("127.0.0.1:{port}")).arg("1024").stderr(Stdio::null());
        let process =
            Process::start(&mut command).map_err(|error| format!("{error}: is postfix installed?"))?;
        std::thread::sleep(Duration::from_millis(500));
        Ok(Self { port, _process: process })
    }
}

/// How many messages of so many bytes `smtp-source` sends in a second, over connections that stay open.
pub fn source(sink: &Sink, messages: u32, bytes: u32) -> Result<f64, Failure> {
    let started = Instant::now();
    output_of(Command::new("smtp-source").args([
        "-d",
        "-s",
        &SESSIONS.to_string(),
        "-m",
        &messages.to_string(),
        "-l",
        &bytes.to_string(),
        "-f",
        "news@load.test",
        "-t",
        "customer@example.com",
        &format!("127.0.0.1:{}", sink.port),
    ]))?;
    Ok(f64::from(messages) / started.elapsed().as_secs_f64())
}

/// Runs the driver's example, which tells its own pace.
fn driver(example: &Path, sink: &Sink, messages: u32) -> Result<f64, Failure> {
    let address = format!("smtp://127.0.0.1:{}?tls=none", sink.port);
    let told = output_of(Command::new(example).args([
        &address,
        &messages.to_string(),
        &SESSIONS.to_string(),
        "ahead",
    ]))?;
    if !told.contains(&format!("accepted {messages} of {messages}")) {
        return Err(format!("not every message was accepted: {told}").into());
    }
    let pace = told.split(" s: ").nth(1).and_then(|rest| rest.split_whitespace().next());
    Ok(pace.ok_or("the driver does not tell its pace")?.parse()?)
}

/// Measures in `rounds` rounds.
pub fn measure(example: &Path, sink: &Sink, messages: u32, rounds: u32) -> Result<Line, Failure> {
    let mut ours = Vec::new();
    let mut limits = Vec::new();
    for _ in 0..rounds {
        ours.push(driver(example, sink, messages)?);
        limits.push(source(sink, messages, BYTES)?);
    }
    let ratio = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours / limit));
    Ok(Line {
        work: format!("SMTP driver alone, {messages} messages of 10 KB"),
        ours: Spread::of(ours).text("/s", 0),
        limit: format!("smtp-source -d -s {SESSIONS}: {}", Spread::of(limits).text("/s", 0)),
        ratio: ratio.text("", 2),
        goal: "≥ 0.9".to_owned(),
        met: ratio.median >= 0.9,
        notes: String::new(),
    })
}
