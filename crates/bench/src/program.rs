//! The program under measurement.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Failure;
use crate::http::Connection;
use crate::machine::{Process, free_port, output_of};

/// The program with one database.
pub struct Program {
    binary: PathBuf,
    folder: PathBuf,
    /// Where the database is.
    pub database_url: String,
    /// What `seed load` told: the merchant, its owner and a till's key.
    pub load: Value,
}

/// A program that serves.
pub struct Server {
    /// The process.
    pub process: Process,
    /// Where it listens, `address:port`.
    pub host: String,
    /// How long it took until it could serve.
    pub ready_after: Duration,
    /// Where its log goes.
    pub log: PathBuf,
}

/// How much is loaded.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many customers.
    pub customers: u32,
    /// How many purchases.
    pub purchases: u32,
}

const OPERATOR: &str = "operator@bench.test";
const PASSWORD: &str = "a password of the bench";

impl Program {
    /// Makes the schema and loads the data. Gives the program and how long the load took.
    pub fn load(
        binary: &Path,
        folder: &Path,
        database_url: String,
        size: Size,
    ) -> Result<(Self, Duration), Failure> {
        std::fs::create_dir_all(folder)?;
        let mut program =
            Self { binary: binary.to_owned(), folder: folder.to_owned(), database_url, load: Value::Null };
        output_of(program.command().args(["migrate", "up"]))?;
        let started = Instant::now();
        let told = output_of(program.command().args([
            "seed",
            "load",
            "--customers",
            &size.customers.to_string(),
            "--purchases",
            &size.purchases.to_string(),
        ]))?;
        let took = started.elapsed();
        program.load = serde_json::from_str(&told)?;
        program.make_operator()?;
        Ok((program, took))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        // A setting of the caller's shell must not reach what is measured.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("REGULARS_") {
                command.env_remove(name);
            }
        }
        command
            .env("REGULARS_DATABASE_URL", &self.database_url)
            .env("REGULARS_SECRET_FILE", self.folder.join("secret"))
            .env("REGULARS_LOG", "warn");
        command
    }

    fn make_operator(&self) -> Result<(), Failure> {
        let mut child = self
            .command()
            .args(["admin", "create-operator", "--email", OPERATOR, "--name", "Bench"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        child.stdin.take().ok_or("no input")?.write_all(format!("{PASSWORD}\n").as_bytes())?;
        if child.wait()?.success() { Ok(()) } else { Err("no operator was made".into()) }
    }

    /// Serves without the limits of requests, with these further settings and arguments: all of the load is one caller's.
    pub fn serve(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Result<Server, Failure> {
        let without = [
            ("REGULARS_RATE_LIMIT", "1000000"),
            ("REGULARS_PAGE_LIMIT", "1000000"),
            ("REGULARS_CONNECTIONS_PER_PEER", "1000000"),
        ];
        self.serve_as_delivered(arguments, &[without.as_slice(), settings].concat())
    }

    /// Serves, with these settings and arguments and no others.
    pub fn serve_as_delivered(
        &self,
        arguments: &[&str],
        settings: &[(&str, &str)],
    ) -> Result<Server, Failure> {
        let host = format!("127.0.0.1:{}", free_port()?);
        let log = self.folder.join("server.log");
        let mut command = self.command();
        command.arg("serve").args(arguments).env("REGULARS_BIND", &host).stdout(Stdio::null());
        command.envs(settings.iter().copied()).stderr(File::create(&log)?);
        let started = Instant::now();
        let process = Process::start(&mut command)?;
        while started.elapsed() < Duration::from_secs(30) {
            let ready = Connection::open(&host, "").and_then(|mut connection| connection.get("/readyz"));
            if ready.is_ok_and(|answer| answer.status == 200) {
                return Ok(Server { process, host, ready_after: started.elapsed(), log });
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the program does not become ready".into())
    }

    /// Sends newsletters to the relay at that port over so many connections, and serves nothing.
    pub fn work(&self, relay: u16, connections: u32) -> Result<Process, Failure> {
        let mut command = self.command();
        command
            .arg("worker")
            .env("REGULARS_SMTP_URL", format!("smtp://127.0.0.1:{relay}?tls=none"))
            .env("REGULARS_SMTP_CONNECTIONS", connections.to_string())
            .env("REGULARS_PUBLIC_URL", "https://news.example")
            .stdout(Stdio::null())
            .stderr(File::create(self.folder.join("worker.log"))?);
        Process::start(&mut command)
    }

    /// The key of a till.
    pub fn till(&self) -> &str {
        self.load["terminal"]["api_key"].as_str().unwrap_or_default()
    }

    /// The id of the till.
    pub fn till_id(&self) -> &str {
        self.load["terminal"]["id"].as_str().unwrap_or_default()
    }

    /// The merchant's id.
    pub fn merchant(&self) -> &str {
        self.load["merchant"]["id"].as_str().unwrap_or_default()
    }

    /// How many cards there are, numbered from nought.
    pub fn cards(&self) -> u64 {
        self.load["cards"].as_u64().unwrap_or_default()
    }

    /// A connection of the merchant's owner.
    pub fn owner(&self, server: &Server) -> Result<Connection, Failure> {
        let account = &self.load["accounts"][0];
        sign_in(server, &account["email"], &account["password"])
    }

    /// A connection of the platform's operator.
    pub fn operator(&self, server: &Server) -> Result<Connection, Failure> {
        sign_in(server, &json!(OPERATOR), &json!(PASSWORD))
    }
}

fn sign_in(server: &Server, username: &Value, password: &Value) -> Result<Connection, Failure> {
    let body = json!({"grant_type": "password", "username": username, "password": password});
    let tokens = Connection::open(&server.host, "")?.post("/v1/auth/token", &body.to_string())?.json()?;
    Connection::open(&server.host, tokens["access_token"].as_str().ok_or("no access token")?)
}

/// Where the numbers of the load's cards begin.
const FIRST_CARD: u64 = 1_000_000_000;

/// The number of a card of the load, from its place among them.
pub fn card(place: u64) -> String {
    let digits = format!("2{:011}", FIRST_CARD + place);
    let weighted = digits.bytes().enumerate().map(|(index, digit)| {
        let digit = u32::from(digit - b'0');
        if index % 2 == 0 { digit } else { 3 * digit }
    });
    let check = (10 - weighted.sum::<u32>() % 10) % 10;
    format!("{digits}{check}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_card_has_its_check_digit() {
        assert_eq!(super::card(0), "2010000000007");
        assert_eq!(super::card(39_999), "2010000399996");
    }
}
