//! The program as processes of its own.

use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use regulars_tests::{Client, Process, TestDatabase, programs};

/// How long anything may take that another process does.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again until there is an answer: another process works at its own pace.
pub async fn eventually<Found, Asked: Future<Output = Option<Found>>>(
    what: &str,
    ask: impl Fn() -> Asked,
) -> Found {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(Instant::now() < end, "there is no {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A process that serves and sends.
pub struct Serving {
    pub client: Client,
    process: Process,
    program: PathBuf,
    settings: Vec<(&'static str, String)>,
}

impl Serving {
    /// Brings an empty database up to date, and serves on it.
    pub async fn start(database: &TestDatabase, relay: &str) -> Self {
        let program = programs().join("regulars");
        let secret = database.folder.path().join("secret");
        let settings = vec![
            ("REGULARS_DATABASE_URL", database.url.clone()),
            ("REGULARS_BIND", "127.0.0.1:0".to_owned()),
            ("REGULARS_SECRET_FILE", secret.display().to_string()),
            ("REGULARS_SMTP_URL", relay.to_owned()),
            ("REGULARS_LOG", "warn".to_owned()),
        ];
        assert!(command(&program, &settings, &["migrate", "up"]).status().unwrap().success());
        let mut serving =
            command(&program, &settings, &["serve", "--with-worker"]).stdout(Stdio::piped()).spawn().unwrap();
        let client = Client::new(&address_of(&mut serving));
        eventually("answer of the program", async || {
            client.get("/readyz").await.status.is_success().then_some(())
        })
        .await;
        Self { client, process: Process(serving), program, settings }
    }

    /// Adds an operator by the command line.
    pub fn create_operator(&self, email: &str, password: &str) {
        let arguments = ["admin", "create-operator", "--email", email, "--name", "Olga"];
        let mut command = command(&self.program, &self.settings, &arguments);
        let mut running = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(running.stdin.take().unwrap(), "{password}").unwrap();
        assert!(running.wait().unwrap().success());
    }

    /// Tells the program to end, which it does by itself.
    pub fn end(mut self) {
        self.process.terminate();
    }
}

fn command(program: &Path, settings: &[(&'static str, String)], arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).envs(settings.iter().cloned());
    command
}

/// Where the program says that it listens.
fn address_of(serving: &mut Child) -> String {
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines();
    let first = lines.next().expect("the program tells where it listens").unwrap();
    // Whatever it prints later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    first.rsplit(' ').next().unwrap().to_owned()
}
