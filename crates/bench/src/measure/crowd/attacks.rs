//! What one merchant, or a stranger, does to a program: each until it is told that it is over.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::receipt;
use crate::Failure;
use crate::program::{Program, Server};

/// Whom it is done to, and with what.
pub struct Target {
    host: String,
    owner: String,
    till: String,
    long_newsletter: String,
}

type Attack = fn(&Target, usize, &AtomicBool);

/// Ten kinds of request and five of connection.
pub const ATTACKS: &[(&str, Attack)] = &[
    ("Previews whose clients hang up", previews),
    ("Deep markup", deep_markup),
    ("Previews of a long newsletter", long_previews),
    ("Filters of 19,000 values", many_values),
    ("Sign-ins of invented accounts", sign_ins),
    ("Searches whose clients hang up", searches),
    ("Batches of 300 receipts", batches),
    ("New customers", customers),
    ("Pages of long newsletters", long_lists),
    ("Links that do not hold", forged_links),
    ("Slow bodies", slow_bodies),
    ("Slow heads", slow_heads),
    ("Idle connections", idle),
    ("Answers that nobody reads", unread),
    ("Connections opened and closed", opened),
];

/// A client that hangs up does so after this.
const IMPATIENT: Duration = Duration::from_millis(300);
/// Every other waits so long.
const PATIENT: Duration = Duration::from_secs(20);
/// How many connections each attacker holds.
const HELD: usize = 40;
/// So that no two requests make the same thing.
static NUMBER: AtomicU64 = AtomicU64::new(0);

fn next() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

impl Target {
    /// Makes what the attacks are about.
    pub fn prepare(program: &Program, server: &Server) -> Result<Self, Failure> {
        let mut owner = program.owner(server)?;
        let mut long =
            newsletter(json!([{"type": "text", "text": "Good morning **everybody** ".repeat(360)}]));
        let block = long["content"]["blocks"][0].clone();
        long["content"]["blocks"] = json!(vec![block; 30]);
        let mut made = Value::Null;
        for _ in 0..20 {
            made = owner.post("/v1/newsletters", &long.to_string())?.json()?;
        }
        Ok(Self {
            host: server.host.clone(),
            owner: owner.bearer().to_owned(),
            till: program.till().to_owned(),
            long_newsletter: made["id"].as_str().unwrap_or_default().to_owned(),
        })
    }

    /// Asks on a connection of its own and reads the answer, or hangs up. Whatever comes of it is welcome.
    fn ask(&self, bearer: &str, method: &str, path: &str, body: &str, patience: Duration) {
        let asked = || -> std::io::Result<()> {
            let mut stream = TcpStream::connect(&self.host)?;
            stream.set_read_timeout(Some(patience))?;
            write!(
                stream,
                "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {bearer}\r\nConnection: close\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                self.host,
                body.len()
            )?;
            let mut piece = [0; 64 * 1024];
            while stream.read(&mut piece)? > 0 {}
            Ok(())
        };
        if asked().is_err() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Holds connections on which so much is written and nothing read.
    fn hold(&self, written: &str, over: &AtomicBool) {
        let mut held: Vec<TcpStream> = Vec::new();
        while held.len() < HELD && !over.load(Ordering::Relaxed) {
            let opened = TcpStream::connect(&self.host);
            if let Some(mut stream) = opened.ok().filter(|stream| stream.set_nonblocking(true).is_ok()) {
                stream.write_all(written.as_bytes()).ok();
                held.push(stream);
            }
        }
        while !over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn newsletter(blocks: Value) -> Value {
    json!({"name": "Long", "subject": "Long", "intro": "Long", "audience": {"segment_key": "all_verified"},
           "content": {"blocks": blocks}, "channels": ["email"], "locale": "sr-RS"})
}

fn until(over: &AtomicBool, mut act: impl FnMut()) {
    while !over.load(Ordering::Relaxed) {
        act();
    }
}

fn previews(target: &Target, _: usize, over: &AtomicBool) {
    let sum = |days: usize| json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": days, "unit": "day"}, "op": "gte", "value": days}});
    let pairs: Vec<Value> = (0..9).map(|days| json!({"any": [sum(300 + days), sum(400 + days)]})).collect();
    let body = json!({"filter": {"all": pairs}}).to_string();
    until(over, || target.ask(&target.owner, "POST", "/v1/segments/preview", &body, IMPATIENT));
}

fn deep_markup(target: &Target, _: usize, over: &AtomicBool) {
    let block = json!({"type": "text", "text": "- ".repeat(4_900)});
    let body = newsletter(json!(vec![block; 20])).to_string();
    until(over, || target.ask(&target.owner, "POST", "/v1/newsletters", &body, PATIENT));
}

fn long_previews(target: &Target, _: usize, over: &AtomicBool) {
    let path = format!("/v1/newsletters/{}/preview", target.long_newsletter);
    until(over, || target.ask(&target.owner, "POST", &path, "{}", PATIENT));
}

fn many_values(target: &Target, _: usize, over: &AtomicBool) {
    let any: Vec<Value> = (0..190)
        .map(|list| {
            let values: Vec<String> = (0..100).map(|value| format!("c{list}-{value}")).collect();
            json!({"field": "city", "op": "in", "value": values})
        })
        .collect();
    let body = json!({"filter": {"any": any}}).to_string();
    until(over, || target.ask(&target.owner, "POST", "/v1/segments/preview", &body, PATIENT));
}

fn sign_ins(target: &Target, _: usize, over: &AtomicBool) {
    until(over, || {
        let username = format!("a{}@invented.test", next());
        let body = json!({"grant_type": "password", "username": username, "password": "a wrong password"});
        target.ask("", "POST", "/v1/auth/token", &body.to_string(), PATIENT);
    });
}

fn searches(target: &Target, _: usize, over: &AtomicBool) {
    let path = "/v1/customers?q=a%20e%20i&limit=200&total=exact";
    until(over, || target.ask(&target.owner, "GET", path, "", IMPATIENT));
}

fn batches(target: &Target, _: usize, over: &AtomicBool) {
    until(over, || {
        let receipts: Vec<Value> = (0..300)
            .map(|_| {
                let mut item = receipt(&format!("B-{}", next()));
                item["kind"] = json!("purchase");
                item
            })
            .collect();
        let body = json!({"items": receipts}).to_string();
        target.ask(&target.till, "POST", "/v1/purchases/batch", &body, PATIENT);
    });
}

fn customers(target: &Target, _: usize, over: &AtomicBool) {
    until(over, || {
        let email = format!("n{}@crowd.test", next());
        let body = json!({"first_name": "Ana", "email": email, "data_consent": {"source": "counter"}});
        target.ask(&target.owner, "POST", "/v1/customers", &body.to_string(), PATIENT);
    });
}

fn long_lists(target: &Target, _: usize, over: &AtomicBool) {
    until(over, || target.ask(&target.owner, "GET", "/v1/newsletters?limit=200", "", PATIENT));
}

fn forged_links(target: &Target, attacker: usize, over: &AtomicBool) {
    let folder = ["l", "u", "p", "w", "c"][attacker % 5];
    until(over, || target.ask("", "GET", &format!("/{folder}/{:0>86}", next()), "", PATIENT));
}

fn slow_bodies(target: &Target, _: usize, over: &AtomicBool) {
    let path = "POST /p/abcdef HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    target.hold(&format!("{path}Content-Length: 1000\r\n\r\na"), over);
}

fn slow_heads(target: &Target, _: usize, over: &AtomicBool) {
    target.hold("GET /healthz HTTP/1.1\r\nHost: a", over);
}

fn idle(target: &Target, _: usize, over: &AtomicBool) {
    target.hold("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", over);
}

fn unread(target: &Target, _: usize, over: &AtomicBool) {
    target.hold(&"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20), over);
}

fn opened(target: &Target, _: usize, over: &AtomicBool) {
    // No more at a time than the machine has ports for.
    until(over, || {
        drop(TcpStream::connect(&target.host));
        std::thread::sleep(Duration::from_millis(1));
    });
}
