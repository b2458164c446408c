//! Another merchant's till while one merchant, or a stranger, asks for whatever is dear: ten kinds of expensive request and
//! five of slow or endless connection. Before each of them the till has a while to itself, which is the limit it is held
//! against.

mod attacks;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rustix::process::setpriority_process;
use rustix::thread::gettid;
use serde_json::{Value, json};

use crate::Failure;
use crate::figures::{Line, Pace, quantile};
use crate::http::Connection;
use crate::machine::memory;
use crate::program::{Program, Server};
use attacks::{ATTACKS, Target};

/// How much less than of the till and the program the system thinks of those who attack.
const NICENESS: i32 = 5;
/// How many attack at a time.
const ATTACKERS: usize = 12;
/// Between two receipts of the till: it keeps below what one credential may send.
const PAUSE: Duration = Duration::from_millis(10);
/// Between two looks at `/healthz`.
const LOOKS: Duration = Duration::from_millis(100);

/// What was seen in a while.
struct Seen {
    till: Vec<f64>,
    refused: u64,
    slowest_look: f64,
}

/// Gives the line of the till, the line of the memory, and a row for each attack. `most_memory` is in MB.
pub fn measure(
    program: &Program,
    database: &str,
    each: Duration,
    most_memory: f64,
) -> Result<(Vec<Line>, Vec<String>), Failure> {
    let server = program.serve_as_delivered(&["--with-worker"], &[])?;
    let till = till_of_another_merchant(program, &server)?;
    let target = Target::prepare(program, &server)?;
    let number = AtomicU64::new(0);
    // Whatever comes first is slow: the statements are not prepared yet.
    watch(&server.host, &till, &number, each)?;
    let (mut rows, mut worst, mut slowest_look, mut refused) = (Vec::new(), (0.0, ""), 0.0_f64, 0);
    let mut quiets = Vec::new();
    let wanted = std::env::var("BENCH_ATTACK").unwrap_or_default();
    for (name, attack) in ATTACKS.iter().filter(|(name, _)| name.starts_with(&wanted)) {
        let quiet = watch(&server.host, &till, &number, each / 2)?;
        let over = AtomicBool::new(false);
        let beside = std::thread::scope(|scope| {
            for attacker in 0..ATTACKERS {
                let (over, target) = (&over, &target);
                scope.spawn(move || {
                    // They have processors of their own where they are: what they take of these is not the till's.
                    setpriority_process(Some(gettid()), NICENESS).ok();
                    attack(target, attacker, over);
                });
            }
            let seen = watch(&server.host, &till, &number, each);
            over.store(true, Ordering::Relaxed);
            seen
        })?;
        let (before, during) = (Pace::of(quiet.till.clone(), each / 2), Pace::of(beside.till, each));
        let ratio = during.p99 / before.p99.max(0.1);
        if ratio > worst.0 {
            worst = (ratio, *name);
        }
        slowest_look = slowest_look.max(beside.slowest_look);
        refused += beside.refused;
        quiets.extend(quiet.till);
        rows.push(format!(
            "| {name}, {database} | {:.1} ms | {:.1} ms | {ratio:.1} | {:.0} ms | {:.0} MiB |",
            before.p99,
            during.p99,
            beside.slowest_look,
            memory(server.process.id(), "VmRSS")?
        ));
    }
    let peak = memory(server.process.id(), "VmHWM")? * 1.048_576;
    server.process.end()?;
    quiets.sort_by(f64::total_cmp);
    let lines = vec![
        Line {
            work: format!("Another merchant's till beside {} attacks, {database}", ATTACKS.len()),
            ours: format!("worst: {}", worst.1),
            limit: format!("the till alone: p99 {:.1} ms", quantile(&quiets, 0.99)),
            ratio: format!("{:.1}", worst.0),
            goal: "p99 ≤ 2 × that alone, none refused; /healthz ≤ 1 s".to_owned(),
            met: worst.0 <= 2.0 && refused == 0 && slowest_look <= 1_000.0,
            notes: format!("{refused} receipts refused; slowest /healthz {slowest_look:.0} ms"),
        },
        Line {
            work: format!("The most memory through all of it, {database}"),
            ours: format!("{peak:.0} MB"),
            limit: "–".to_owned(),
            ratio: "–".to_owned(),
            goal: format!("≤ {most_memory:.0} MB"),
            met: peak <= most_memory,
            notes: String::new(),
        },
    ];
    Ok((lines, rows))
}

/// Records receipts one after the other and looks at `/healthz` now and then.
fn watch(host: &str, till: &str, number: &AtomicU64, duration: Duration) -> Result<Seen, Failure> {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let mut slowest = 0.0_f64;
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                // A look that fails is as long as it took; one that never ends is seen as well.
                Connection::open(host, "").and_then(|mut connection| connection.get("/healthz")).ok();
                slowest = slowest.max(milliseconds(asked));
                std::thread::sleep(LOOKS);
            }
            slowest
        });
        let begun = Instant::now();
        let (mut latencies, mut refused) = (Vec::new(), 0);
        let mut connection = Connection::open(host, till)?;
        while begun.elapsed() < duration {
            let receipt = receipt(&format!("K-{}", number.fetch_add(1, Ordering::Relaxed)));
            let asked = Instant::now();
            match connection.post("/v1/purchases", &receipt.to_string()) {
                Ok(answer) if answer.status == 201 => {}
                Ok(_) => refused += 1,
                Err(_) => {
                    refused += 1;
                    connection = Connection::open(host, till)?;
                }
            }
            latencies.push(milliseconds(asked));
            std::thread::sleep(PAUSE);
        }
        over.store(true, Ordering::Relaxed);
        let slowest_look = looking.join().map_err(|_| "a look panicked")?;
        Ok(Seen { till: latencies, refused, slowest_look })
    })
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// A receipt of one line.
pub fn receipt(number: &str) -> Value {
    json!({"receipt_number": number, "occurred_at": "2026-11-20T10:00:00Z", "currency": "RSD", "total": 9_000,
           "lines": [{"sku": "1", "name": "Bread", "quantity": "1", "unit_price": 9_000, "total": 9_000}]})
}

/// The key of a till of a merchant that has nothing else.
fn till_of_another_merchant(program: &Program, server: &Server) -> Result<String, Failure> {
    const EMAIL: &str = "owner@neighbour.test";
    const PASSWORD: &str = "a password of the neighbour";
    let merchant = json!({
        "name": "Neighbour", "mode": "live", "time_zone": "Europe/Belgrade", "currency": "RSD", "locale": "sr-RS",
        "owner": {"email": EMAIL, "password": PASSWORD, "name": "Vesna"}
    });
    program.operator(server)?.post("/v1/merchants", &merchant.to_string())?.json()?;
    let sign_in = json!({"grant_type": "password", "username": EMAIL, "password": PASSWORD});
    let tokens = Connection::open(&server.host, "")?.post("/v1/auth/token", &sign_in.to_string())?.json()?;
    let mut owner = Connection::open(&server.host, tokens["access_token"].as_str().unwrap_or_default())?;
    let code = owner.post("/v1/terminals/pairing-codes", &json!({"name": "Till"}).to_string())?.json()?;
    let pairing = json!({"code": code["code"]}).to_string();
    let paired = Connection::open(&server.host, "")?.post("/v1/terminals/pair", &pairing)?.json()?;
    Ok(paired["api_key"].as_str().ok_or("no key of a till")?.to_owned())
}
