use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use regulars_tests::{Client, Process, TestDatabase, programs};
use serde_json::Value;

use super::{program, run};

/// What the terminal of the demo is told apart by.
struct Terminal {
    merchant: String,
    key: String,
    mailbox: String,
}

/// Asks one thing of a program of that format as the demo's terminal, and gives what the program logged.
async fn logged(format: &[(&str, &str)]) -> (String, Terminal) {
    let database = TestDatabase::create_demo().await;
    let settings = [
        ("REGULARS_DATABASE_URL", database.url.as_str()),
        ("REGULARS_BIND", "127.0.0.1:0"),
        ("REGULARS_SECRET_FILE", "secret"),
    ];
    let settings = [settings.as_slice(), format].concat();
    let folder = database.folder.path();
    let demo = run(folder, &["seed", "demo", "--json"], &settings);
    let demo: Value = serde_json::from_str(&demo.out).unwrap_or_else(|_| panic!("{}", demo.error));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mailbox = text(&demo["mailbox_url"]);
    let terminal = Terminal {
        merchant: text(&demo["merchant"]["id"]),
        key: text(&demo["terminal"]["api_key"]),
        mailbox: mailbox[mailbox.find("/mailbox/").unwrap()..].to_owned(),
    };

    let mut command = program(folder, &["serve", "--no-worker"], &settings);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut process = Process(child);
    let mut line = String::new();
    BufReader::new(process.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("Regulars listens at ").unwrap_or_else(|| panic!("it said {line:?}"));
    let unknown = "/v1/purchases/01900000-0000-7000-8000-000000000000?city=Petrograd";
    let client = Client::new(url).with_bearer(&terminal.key);
    client.get(unknown.split('?').next().unwrap()).await.expect(404);
    client.get(unknown).await.expect(422);
    Client::new(url).get(&terminal.mailbox).await.expect(200);
    process.terminate();
    let mut log = String::new();
    process.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(!log.contains(&terminal.key) && !log.contains("Petrograd"), "{log}");
    (log, terminal)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_of_a_request_names_merchant_credential_and_route() {
    let (log, terminal) = logged(&[]).await;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_requests: Vec<&Value> =
        lines.iter().filter(|line| line["span"]["name"] == "request").map(|line| &line["span"]).collect();
    assert_eq!(of_requests.len(), 3, "{log}");
    let (of_terminal, of_page) = of_requests.split_at(2);
    // A page knows its merchant by its link.
    assert_eq!(of_page[0]["merchant"], terminal.merchant, "{log}");
    assert_eq!(
        (&of_page[0]["route"], &of_page[0]["credential"]),
        (&"/mailbox/{token}".into(), &Value::Null),
        "{log}"
    );
    assert!(!log.contains(terminal.mailbox.trim_start_matches("/mailbox/")), "{log}");
    for span in of_terminal {
        assert_eq!(span["merchant"], terminal.merchant, "{log}");
        let credential = span["credential"].as_str().unwrap();
        assert_eq!(credential.len(), 36, "an id, and nothing that opens anything: {log}");
        assert_eq!(span["role"], "terminal", "{log}");
        assert_eq!((&span["method"], &span["route"]), (&"GET".into(), &"/v1/purchases/{id}".into()), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_written_where_it_is_asked_for() {
    let (log, terminal) = logged(&[("REGULARS_LOG_FORMAT", "text")]).await;
    let answered = log.lines().find(|line| line.contains("answered")).unwrap_or_else(|| panic!("{log}"));
    for told in
        ["INFO", "route=\"/v1/purchases/{id}\"", &format!("merchant={}", terminal.merchant), "status=404"]
    {
        assert!(answered.contains(told), "{told}: {answered}");
    }
    assert!(serde_json::from_str::<Value>(answered).is_err() && !log.contains('\u{1b}'), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_gets_text() {
    let database = TestDatabase::create().await;
    let program = programs().join("regulars");
    // The worker ends when its terminal goes, even where the tests themselves were told to outlive theirs.
    let worker = format!("exec env --default-signal=HUP {} worker", program.display());
    let mut command = Command::new("script");
    command
        .args(["--quiet", "--return", "--command", &worker, "/dev/null"])
        .current_dir(database.folder.path())
        .env("REGULARS_DATABASE_URL", &database.url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut process = Process(command.spawn().unwrap());
    let lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
    let started = lines.map(Result::unwrap).find(|line| line.contains("the worker has started")).unwrap();
    assert!(started.contains("INFO") && serde_json::from_str::<Value>(&started).is_err(), "{started}");
}
