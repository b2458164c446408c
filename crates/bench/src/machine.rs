//! What the machine is and how busy it was.

use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;

/// How many processors there are.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The load averages over 1, 5 and 15 minutes.
pub fn load_averages() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

/// A line of a process's status in MiB, such as `VmRSS` for what it holds now and `VmHWM` for the most it ever held.
pub fn memory(process: u32, line: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let found = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
    let kibibytes: f64 =
        found.and_then(|text| text.split_whitespace().next()).ok_or("the process has no memory")?.parse()?;
    Ok(kibibytes / 1024.0)
}

/// From now on `VmHWM` of the process is the most that it holds from now on.
pub fn forget_peak(process: u32) -> Result<(), Failure> {
    Ok(fs::write(format!("/proc/{process}/clear_refs"), "5")?)
}

/// A port of this machine that is free just now.
pub fn free_port() -> Result<u16, Failure> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A process that ends with the bench.
pub struct Process(pub Child);

impl Process {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self, Failure> {
        let started = command.stdin(Stdio::null()).spawn();
        Ok(Self(started.map_err(|error| format!("{}: {error}", command.get_program().display()))?))
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Tells it to end, and waits until it has.
    pub fn end(mut self) -> Result<ExitStatus, Failure> {
        let told = Command::new("kill").args(["-TERM", &self.id().to_string()]).status()?;
        if !told.success() {
            return Err("a process cannot be told to end".into());
        }
        let patience = Instant::now() + Duration::from_secs(40);
        while Instant::now() < patience {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err("a process does not end".into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Runs a command to its end and gives what it printed.
pub fn output_of(command: &mut Command) -> Result<String, Failure> {
    let named = command.get_program().display().to_string();
    let done = command.output().map_err(|error| format!("{named}: {error}"))?;
    if !done.status.success() {
        let told: String = String::from_utf8_lossy(&done.stderr).chars().take(1_000).collect();
        return Err(format!("{named} failed: {told}").into());
    }
    Ok(String::from_utf8(done.stdout)?)
}
