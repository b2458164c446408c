//! A PostgreSQL cluster of the bench's own, which keeps its promises: fsync and full-page writes are on.

use std::fs;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::Failure;
use crate::machine::{free_port, output_of};

/// A running cluster. It is stopped when it goes out of scope, and its folder goes with that of the bench.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

/// A statement as the server logged it, with its parameters in their order.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its text, with `$1` and so on.
    pub text: String,
    /// The parameters; none stands for NULL.
    pub parameters: Vec<Option<String>>,
    /// How long it took, with the planning.
    pub milliseconds: f64,
}

const DATABASE: &str = "regulars";

impl Postgres {
    /// Makes a cluster in `parent` and starts it.
    pub fn start(parent: &Path) -> Result<Self, Failure> {
        let folder = parent.join("postgres");
        fs::create_dir(&folder)?;
        if is_root() {
            let text = output_of(Command::new("id").args(["-u", "postgres"]))?;
            chown(&folder, Some(text.trim().parse()?), None)?;
        }
        let cluster = Self { programs: programs()?, folder, port: free_port()? };
        let data = cluster.data().display().to_string();
        cluster.run(
            "initdb",
            &[
                "--pgdata",
                &data,
                "--username=regulars",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ],
        )?;
        let options = [
            format!("-h 127.0.0.1 -p {} -k {}", cluster.port, cluster.folder.display()),
            "-c max_connections=100 -c shared_buffers=1GB -c effective_cache_size=4GB -c max_wal_size=4GB".to_owned(),
            "-c fsync=on -c full_page_writes=on -c synchronous_commit=on".to_owned(),
            "-c logging_collector=on -c log_destination=jsonlog -c log_filename=server -c log_rotation_size=0"
                .to_owned(),
        ];
        let (log, options) = (cluster.folder.join("start.log").display().to_string(), options.join(" "));
        let start = ["--pgdata", &data, "--silent", "--wait", "--log", &log, "--options", &options, "start"];
        cluster.run("pg_ctl", &start)?;
        cluster.run(
            "createdb",
            &["-h", "127.0.0.1", "-p", &cluster.port.to_string(), "-U", "regulars", DATABASE],
        )?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Where the database is.
    pub fn url(&self) -> String {
        self.url_of(DATABASE)
    }

    /// Where another database of the cluster is.
    pub fn url_of(&self, database: &str) -> String {
        format!("postgres://regulars@127.0.0.1:{}/{database}", self.port)
    }

    /// A folder that the server itself may write files into, with the name of that one.
    pub fn folder_for(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(folder.file_name().ok_or("the folder has no name")?);
        fs::create_dir(&folder)?;
        if is_root() {
            let text = output_of(Command::new("id").args(["-u", "postgres"]))?;
            chown(&folder, Some(text.trim().parse()?), None)?;
        }
        Ok(folder)
    }

    /// Runs one of PostgreSQL's programs. It refuses to run as root.
    fn run(&self, program: &str, arguments: &[&str]) -> Result<String, Failure> {
        let path = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        // What a server inherits must not keep the pipe open that its starter's output is read from.
        if program == "pg_ctl" {
            let done = command.args(arguments).current_dir(&self.folder).status()?;
            return if done.success() { Ok(String::new()) } else { Err("pg_ctl failed".into()) };
        }
        output_of(command.args(arguments).current_dir(&self.folder))
    }

    /// Runs SQL and gives what it printed, without headings.
    pub fn sql(&self, text: &str) -> Result<String, Failure> {
        self.sql_of(DATABASE, text)
    }

    /// Runs SQL in another database of the cluster.
    pub fn sql_of(&self, database: &str, text: &str) -> Result<String, Failure> {
        let printed = output_of(Command::new("psql").args([
            "--quiet",
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            &self.url_of(database),
            "--command",
            text,
        ]))?;
        Ok(printed.trim().to_owned())
    }

    /// Runs SQL and gives the server's own time for its last statement in milliseconds.
    pub fn time(&self, text: &str) -> Result<f64, Failure> {
        let logged = self.logged_while(|| self.sql(text).map(drop))?;
        let own = logged.iter().rev().find(|entry| text.ends_with(&entry.text));
        own.map(|entry| entry.milliseconds).ok_or_else(|| "the server did not log how long it took".into())
    }

    /// Has COPY write what a query finds into a file of the server's, as CSV, and gives how long that took.
    pub fn copied(&self, query: &str) -> Result<Duration, Failure> {
        let file = self.folder.join("copied.csv");
        let copy = format!("COPY ({query}) TO '{}' (FORMAT csv, HEADER)", file.display());
        let started = std::time::Instant::now();
        self.sql(&copy)?;
        let took = started.elapsed();
        fs::remove_file(file)?;
        Ok(took)
    }

    /// Runs pgbench on a script and gives what it printed.
    pub fn pgbench(&self, arguments: &[String]) -> Result<String, Failure> {
        let mut command = Command::new("pgbench");
        command.args(["-n", "-h", "127.0.0.1", "-U", "regulars", "-p", &self.port.to_string()]);
        output_of(command.args(arguments).arg(DATABASE))
    }

    /// Everything that the server does for clients while `work` goes on, with the time that each statement took.
    pub fn logged_while(&self, work: impl FnOnce() -> Result<(), Failure>) -> Result<Vec<Logged>, Failure> {
        let log = self.data().join("log/server.json");
        self.sql("ALTER SYSTEM SET log_min_duration_statement = 0")?;
        self.sql("SELECT pg_reload_conf()")?;
        // A backend looks at its settings between two statements, so this is over with the next one.
        std::thread::sleep(Duration::from_millis(300));
        let before = fs::read(&log)?.len();
        work()?;
        self.sql("ALTER SYSTEM RESET log_min_duration_statement")?;
        self.sql("SELECT pg_reload_conf()")?;
        std::thread::sleep(Duration::from_millis(300));
        read_log(&String::from_utf8(fs::read(&log)?.split_off(before))?)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data().display().to_string();
        if self.run("pg_ctl", &["--pgdata", &data, "--silent", "--mode=immediate", "stop"]).is_err() {
            eprintln!("the cluster in {data} could not be stopped");
        }
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// The folder of the newest server on this machine.
fn programs() -> Result<PathBuf, Failure> {
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_| "PostgreSQL is not installed")?;
    let newest = versions
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .max()
        .ok_or("PostgreSQL is not installed")?;
    Ok(PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin")))
}

/// The executed statements of a log. What it took to parse a statement, and to bind and plan it, counts with it.
fn read_log(text: &str) -> Result<Vec<Logged>, Failure> {
    let mut statements = Vec::new();
    let mut prepared: Vec<(u64, f64)> = Vec::new();
    for line in text.lines() {
        let entry: Value = serde_json::from_str(line)?;
        let message = entry["message"].as_str().unwrap_or_default();
        let Some(rest) = message.strip_prefix("duration: ") else { continue };
        let Some((milliseconds, rest)) = rest.split_once(" ms  ") else { continue };
        let milliseconds: f64 = milliseconds.parse()?;
        let process = entry["pid"].as_u64().unwrap_or_default();
        let text = if let Some(text) = rest.strip_prefix("statement: ") {
            text
        } else if let Some(text) = rest.strip_prefix("execute ") {
            text.split_once(": ").map_or("", |(_, text)| text)
        } else {
            prepared.push((process, milliseconds));
            continue;
        };
        let before: f64 = prepared.iter().filter(|(other, _)| *other == process).map(|(_, time)| time).sum();
        prepared.retain(|(other, _)| *other != process);
        let detail = entry["detail"].as_str().unwrap_or_default();
        let parameters = detail.strip_prefix("parameters: ").map(parameters).transpose()?.unwrap_or_default();
        statements.push(Logged { text: text.to_owned(), parameters, milliseconds: before + milliseconds });
    }
    Ok(statements)
}

/// `$1 = 'a''b', $2 = NULL` as values.
fn parameters(text: &str) -> Result<Vec<Option<String>>, Failure> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(" = ") {
        if let Some(after) = after.strip_prefix("NULL") {
            values.push(None);
            rest = after;
            continue;
        }
        let mut value = String::new();
        let mut letters = after.strip_prefix('\'').ok_or("a parameter is not quoted")?.char_indices();
        loop {
            match letters.next().ok_or("a parameter does not end")? {
                (at, '\'') if after[at + 2..].starts_with('\'') => {
                    value.push('\'');
                    letters.next();
                }
                (at, '\'') => {
                    rest = &after[at + 2..];
                    break;
                }
                (_, letter) => value.push(letter),
            }
        }
        values.push(Some(value));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_the_log_are_read() {
        let read = parameters("$1 = 'a''b', $2 = NULL, $3 = '', $4 = 'x = ''y'''").unwrap();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read, [text("a'b"), None, text(""), text("x = 'y'")]);
    }

    #[test]
    fn a_statement_takes_what_it_took_to_plan_it_too() {
        let line =
            |message: &str| format!(r#"{{"pid":7,"message":"{message}","detail":"parameters: $1 = '7'"}}"#);
        let log = [
            line("duration: 0.5 ms  bind sqlx_s_1: SELECT $1"),
            line("duration: 0.25 ms  execute sqlx_s_1: SELECT $1"),
            line("parameter x changed"),
            line("duration: 2.0 ms  statement: COMMIT"),
        ];
        let read = read_log(&log.join("\n")).unwrap();
        assert_eq!((read[0].text.as_str(), read[0].milliseconds), ("SELECT $1", 0.75));
        assert_eq!(read[0].parameters, [Some("7".to_owned())]);
        assert_eq!((read[1].text.as_str(), read[1].milliseconds), ("COMMIT", 2.0));
    }
}
