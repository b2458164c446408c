//! The worker is killed at random instants of a campaign. Nothing is lost, nothing is sent twice, and what is in doubt
//! is no more than what was on the wire, and listed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use regulars_kernel::{CustomerId, Environment, NewsletterId};
use regulars_newsletters::{DeliveryKey, delivery_id};
use regulars_tests::{Process, programs};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::newsletters::campaign::{campaign_to, customer, until_sent, worker};
use crate::newsletters::fixture::{Fixture, id, states};

const AUDIENCE: usize = 20_000;
const KILLS: usize = 10;
const CONNECTIONS: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_at_any_instant_loses_and_doubles_nothing() {
    let programs = programs();
    let (fixture, merchant, newsletter) = campaign_to(AUDIENCE).await;
    let log = fixture.database.folder.path().join("accepted");
    let (_server, port) = smtp_server(&programs, &log);
    let mut dead_leases = BTreeSet::new();
    for target in targets() {
        let mut worker = worker(&programs, &fixture, port, CONNECTIONS, 2);
        let mut sent = target;
        let on_the_wire = loop {
            sent = wait_for(&log, sent, &mut worker);
            // A kill between two slices proves nothing, so the worker is looked at where it stands.
            worker.stand_still();
            let mut on_the_wire = sending(&fixture, newsletter).await;
            on_the_wire.retain(|lease| !dead_leases.contains(lease));
            if !on_the_wire.is_empty() {
                break on_the_wire;
            }
            worker.go_on();
        };
        worker.0.kill().unwrap();
        worker.0.wait().unwrap();
        assert!(on_the_wire.len() <= CONNECTIONS, "{} were on the wire at {target}", on_the_wire.len());
        dead_leases.extend(on_the_wire);
    }
    let mut worker = worker(&programs, &fixture, port, CONNECTIONS, 2);
    until_sent(&fixture, newsletter, &mut worker).await;
    check(&fixture, newsletter, &log).await;
    assert_eq!(fixture.available(merchant).await, 0, "every message has used its unit");
}

async fn check(fixture: &Fixture, newsletter: NewsletterId, log: &Path) {
    let accepted = accepted(log);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for message in &accepted {
        *times.entry(message).or_default() += 1;
    }
    let doubled: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(doubled.is_empty(), "sent twice: {doubled:?}");

    let found = fixture.states(newsletter).await;
    let unknown = found.get("unknown").copied().unwrap_or_default();
    let audience = i64::try_from(AUDIENCE).unwrap();
    let expected = if unknown > 0 {
        states(&[("sent", audience - unknown), ("unknown", unknown)])
    } else {
        states(&[("sent", audience)])
    };
    assert_eq!(found, expected);
    assert!(unknown <= i64::try_from(CONNECTIONS * KILLS).unwrap(), "{unknown} are unknown");
    assert_eq!(fixture.counters(newsletter).await, [audience - unknown, 0, unknown, 0, 0]);

    let in_doubt = customers_in(fixture, newsletter, "unknown").await;
    let lost: Vec<_> = (1..=AUDIENCE)
        .map(customer)
        .filter(|customer| !in_doubt.contains(&customer.value()))
        .filter(|customer| !times.contains_key(message_id(newsletter, *customer).as_str()))
        .collect();
    assert!(lost.is_empty(), "counted as sent and never accepted: {lost:?}");
    let arrived = in_doubt
        .iter()
        .filter(|customer| times.contains_key(message_id(newsletter, CustomerId::new(**customer)).as_str()))
        .count();
    println!("{KILLS} kills: {unknown} of {AUDIENCE} unknown, of which {arrived} had arrived");
    assert_eq!(times.len(), AUDIENCE - in_doubt.len() + arrived, "only the audience was written to");
}

fn message_id(newsletter: NewsletterId, customer: CustomerId) -> String {
    format!("{}@cvecara.example", delivery_id(newsletter, DeliveryKey::by_email(customer)))
}

/// How many messages there are at each kill: random, in order.
fn targets() -> Vec<usize> {
    let random: [u8; 4 * KILLS] = Environment::system().random_bytes();
    let mut targets: Vec<usize> = random
        .chunks_exact(4)
        .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        .map(|number| 200 + usize::try_from(number).unwrap() % (AUDIENCE - 2_000))
        .collect();
    targets.sort_unstable();
    println!("kills at {targets:?}");
    targets
}

fn accepted(log: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Waits until at least `target` messages were accepted, and some of them by this worker, and tells how many were.
fn wait_for(log: &Path, target: usize, worker: &mut Process) -> usize {
    let before = accepted(log).len();
    let target = target.max(before + 20);
    let patience = Instant::now() + Duration::from_secs(120);
    loop {
        let accepted = accepted(log).len();
        if accepted >= target {
            return accepted;
        }
        assert!(Instant::now() < patience, "the worker does not send");
        assert!(worker.0.try_wait().unwrap().is_none(), "the worker has ended");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The lease of each message that is on the wire.
async fn sending(fixture: &Fixture, newsletter: NewsletterId) -> Vec<Uuid> {
    let sql = format!(
        "SELECT lease_id FROM deliveries WHERE newsletter_id = {} AND state = 'sending'",
        id(newsletter.value())
    );
    uuids(fixture, &sql, "lease_id").await
}

async fn customers_in(fixture: &Fixture, newsletter: NewsletterId, state: &str) -> BTreeSet<Uuid> {
    let sql = format!(
        "SELECT customer_id FROM deliveries WHERE newsletter_id = {} AND state = '{state}'",
        id(newsletter.value())
    );
    uuids(fixture, &sql, "customer_id").await.into_iter().collect()
}

async fn uuids(fixture: &Fixture, sql: &str, column: &str) -> Vec<Uuid> {
    let backend = fixture.connection.get_database_backend();
    let rows = fixture
        .connection
        .query_all_raw(sea_orm::Statement::from_string(backend, sql.to_owned()))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get("", column).unwrap()).collect()
}

fn smtp_server(programs: &Path, log: &Path) -> (Process, u16) {
    let mut server = Command::new(programs.join("smtp-server"))
        .args(["--throttle-ms", "4", "--log"])
        .arg(log)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Process(server), line.trim().parse().unwrap())
}
