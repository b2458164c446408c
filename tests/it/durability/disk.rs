//! A disk without room, for one process: the system refuses to make its files longer.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use regulars_tests::{Client, Process, TestDatabase, programs};

/// So many bytes of a file may be written while the disk is full: no database fits.
const FULL: &str = "--fsize=65536:unlimited";
const ROOM: &str = "--fsize=unlimited:unlimited";

/// A process whose disk can be filled.
pub struct OnASmallDisk {
    pub process: Process,
    log: Receiver<String>,
}

impl OnASmallDisk {
    /// Runs the program with these arguments and settings.
    pub fn run(database: &TestDatabase, arguments: &[&str], settings: &[(&str, String)]) -> Self {
        Self::spawn(&mut command(&programs().join("regulars"), database, arguments, settings))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, log) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                sender.send(line).ok();
            }
        });
        Self { process: Process(child), log }
    }

    /// No file grows from here on.
    pub fn fill(&self) {
        self.limit(FULL);
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.limit(ROOM);
    }

    fn limit(&self, limit: &str) {
        let process = self.process.0.id().to_string();
        let limited = Command::new("prlimit").args(["--pid", &process, limit]).status().unwrap();
        assert!(limited.success(), "prlimit {limit}");
    }

    /// Waits until the process has logged a line that holds `text`.
    pub fn until_it_logs(&self, text: &str) {
        let patience = std::time::Duration::from_secs(60);
        while !self.log.recv_timeout(patience).expect("the process logs it").contains(text) {}
    }
}

/// A process that serves, on a disk that can be filled.
pub struct Serving {
    pub on: OnASmallDisk,
    pub client: Client,
}

impl Serving {
    /// Serves on a database.
    pub fn start(database: &TestDatabase) -> Self {
        let settings = [
            ("REGULARS_BIND", "127.0.0.1:0".to_owned()),
            ("REGULARS_RATE_LIMIT", "100000".to_owned()),
            ("REGULARS_LOG", "error".to_owned()),
        ];
        let program = programs().join("regulars");
        let mut command = command(&program, database, &["serve"], &settings);
        let mut on = OnASmallDisk::spawn(command.stdout(Stdio::piped()));
        let client = Client::new(&address_of(&mut on.process.0));
        Self { on, client }
    }

    /// Tells the program to end, which it does by itself.
    pub fn end(mut self) {
        self.on.process.terminate();
    }
}

/// A file that grows beyond the limit is an error of the system to the program, and not the end of it.
fn command(
    program: &Path,
    database: &TestDatabase,
    arguments: &[&str],
    settings: &[(&str, String)],
) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(program)
        .args(arguments)
        .env("REGULARS_DATABASE_URL", &database.url)
        .env("REGULARS_SECRET_FILE", database.folder.path().join("secret"))
        .envs(settings.iter().map(|(name, value)| (*name, value)));
    command
}

fn address_of(serving: &mut Child) -> String {
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines();
    let first = lines.next().expect("the program tells where it listens").unwrap();
    // Whatever it prints later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    first.rsplit(' ').next().unwrap().to_owned()
}
