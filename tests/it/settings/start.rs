use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::Stdio;

use regulars_tests::{Client, Process, TestDatabase};

use super::{program, run};

#[test]
fn demo_data_before_the_schema_lead_to_the_command_that_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["seed", "demo"], &[]);
    assert!(!said.succeeded);
    assert!(
        said.error.contains("run `regulars migrate up` first") && said.error.contains("regulars.db"),
        "{}",
        said.error
    );
    assert_eq!(said.error.lines().count(), 1, "{}", said.error);
}

#[test]
fn what_cannot_be_opened_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = {
        let unused = TcpListener::bind("127.0.0.1:0").unwrap();
        unused.local_addr().unwrap().to_string()
    };
    let database = format!("postgres://regulars:c4nary@{closed}/regulars");
    let said = run(folder.path(), &["serve"], &[("REGULARS_DATABASE_URL", &database)]);
    assert!(!said.succeeded && said.error.contains(&format!("{closed}/regulars")), "{}", said.error);
    assert!(!said.error.contains("c4nary"), "{}", said.error);

    let said = run(folder.path(), &["serve"], &[("REGULARS_DATABASE_URL", "sqlite:///nowhere/at/all.db")]);
    assert!(!said.succeeded && said.error.contains("/nowhere/at/all.db"), "{}", said.error);

    assert!(run(folder.path(), &["migrate", "up"], &[]).succeeded);
    let said = run(folder.path(), &["serve"], &[("REGULARS_SECRET_FILE", "/nowhere/secret")]);
    assert!(!said.succeeded && said.error.contains("/nowhere/secret"), "{}", said.error);

    let address = taken.local_addr().unwrap().to_string();
    let said = run(folder.path(), &["serve"], &[("REGULARS_BIND", &address)]);
    assert!(!said.succeeded && said.error.contains(&address), "{}", said.error);
    let said = run(folder.path(), &["serve"], &[("REGULARS_BIND", "nobody.invalid:8080")]);
    assert!(!said.succeeded && said.error.contains("nobody.invalid:8080"), "{}", said.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_to_listen_at_is_looked_up_and_a_missing_relay_is_told_once() {
    let database = TestDatabase::create().await;
    let settings = [
        ("REGULARS_DATABASE_URL", database.url.as_str()),
        ("REGULARS_BIND", "localhost:0"),
        ("REGULARS_SECRET_FILE", "secret"),
    ];
    let mut command = program(database.folder.path(), &["serve", "--with-worker"], &settings);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut process = Process(child);
    let mut line = String::new();
    BufReader::new(process.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("Regulars listens at ").unwrap_or_else(|| panic!("it said {line:?}"));
    assert!(url.starts_with("http://localhost:"), "{url}");
    Client::new(url).get("/healthz").await.expect(200);
    process.terminate();
    let mut log = String::new();
    process.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(log.matches("there is no mail relay").count(), 1, "{log}");
}
