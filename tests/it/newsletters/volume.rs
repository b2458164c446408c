//! A large newsletter through a mail server that others wrote: postfix's `smtp-sink`, as a process of its own.

use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use regulars_newsletters::{DeliveryKey, delivery_id};
use regulars_tests::{Process, programs};

use crate::newsletters::campaign::{campaign_to, customer, until_sent, worker};
use crate::newsletters::fixture::states;

const AUDIENCE: usize = 5_000;
const CONNECTIONS: usize = 20;
/// How long the sink may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_large_newsletter_arrives_once_at_each_address() {
    let programs = programs();
    let (fixture, merchant, newsletter) = campaign_to(AUDIENCE).await;
    let left = fixture.available(merchant).await;
    let arrived = tempfile::tempdir().unwrap();
    // The sink puts off the rights of root before it writes.
    std::fs::set_permissions(arrived.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
    let (_sink, port) = smtp_sink(arrived.path());
    let mut worker = worker(&programs, &fixture, port, CONNECTIONS, 60);
    until_sent(&fixture, newsletter, &mut worker).await;
    let audience = i64::try_from(AUDIENCE).unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", audience)]));
    assert_eq!(fixture.counters(newsletter).await, [audience, 0, 0, 0, 0]);
    assert_eq!(fixture.available(merchant).await, left, "every message has used the unit reserved for it");
    let expected: BTreeMap<String, String> = (1..=AUDIENCE)
        .map(|number| {
            let id = delivery_id(newsletter, DeliveryKey::by_email(customer(number)));
            (format!("<{id}@cvecara.example>"), format!("<kupac-{number}@example.com>"))
        })
        .collect();
    let messages = messages(arrived.path());
    assert_eq!(messages.len(), AUDIENCE, "none is sent twice");
    assert!(
        messages.into_iter().collect::<BTreeMap<_, _>>() == expected,
        "each at the address that it is for"
    );
}

/// The Message-ID of each message that has arrived, and whom its envelope names.
fn messages(folder: &Path) -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let header = |name: &str| {
                let value = text.lines().find_map(|line| line.strip_prefix(name));
                value.unwrap_or_else(|| panic!("a message without {name}")).trim().to_owned()
            };
            (header("Message-ID:"), header("X-Rcpt-Args:"))
        })
        .collect()
}

/// Starts a sink that keeps each message as a file of `folder`.
fn smtp_sink(folder: &Path) -> (Process, u16) {
    let end = Instant::now() + PATIENCE;
    loop {
        // It cannot be told to choose a port, so another process may take this one first.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("smtp-sink");
        if is_root() {
            command.args(["-u", "nobody"]);
        }
        command.arg("-d").arg(folder.join("message.")).arg(format!("127.0.0.1:{port}")).arg("64");
        let mut sink = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        while sink.0.try_wait().unwrap().is_none() {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return (sink, port);
            }
            assert!(Instant::now() < end, "the sink does not listen");
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(Instant::now() < end, "the sink does not start");
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}
