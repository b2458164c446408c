//! The quick search: any part of any field, as somebody types it.

use std::time::Instant;

use serde_json::Value;

use crate::Failure;
use crate::figures::{Line, Spread, quantile};
use crate::http::Connection;
use crate::program::{Program, Server};

/// How many customers the words are taken from.
const PEOPLE: usize = 20;
/// How many of them stand next to each other in the list.
const PAGE: &str = "/v1/customers?sort=last_name&limit=200";

/// What is typed, and of what kind it is.
struct Typed {
    kind: &'static str,
    text: String,
}

fn letters(text: &str, from: usize, at_most: usize) -> String {
    text.chars().skip(from).take(at_most).collect()
}

/// What somebody types to find customers who are there, and some that find nobody or nearly everybody.
fn words(people: &[Value]) -> Vec<Typed> {
    let mut words = Vec::new();
    for person in people {
        let field = |name: &str| person[name].as_str().unwrap_or_default().to_owned();
        let (first, last) = (field("first_name"), field("last_name"));
        let (email, phone) = (field("email"), field("phone"));
        let local = email.split('@').next().unwrap_or_default();
        let digits = phone.chars().count().saturating_sub(6);
        for (kind, text) in [
            ("a family name", last.clone()),
            ("the beginning of a family name", letters(&last, 0, 3)),
            ("the middle of a given name", letters(&first, 1, 3)),
            ("given and family name", format!("{first} {last}")),
            ("an e-mail address", email.clone()),
            ("a part of an e-mail address", letters(local, 2, 6)),
            ("the end of a phone number", letters(&phone, digits, 6)),
            ("a number of the shop's own", field("external_id")),
        ] {
            if text.trim().chars().count() >= 2 {
                words.push(Typed { kind, text });
            }
        }
    }
    for (kind, text) in
        [("what nobody has", "qxzzyw"), ("two letters", "an"), ("what everybody has", "example")]
    {
        words.push(Typed { kind, text: text.to_owned() });
    }
    words
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Searches for each of the words, so many times, by one caller.
pub fn measure(
    program: &Program,
    server: &Server,
    database: &str,
    customers: u32,
    rounds: u32,
) -> Result<Line, Failure> {
    let mut owner = program.owner(server)?;
    let page = owner.get(PAGE)?.json()?;
    let all = page["items"].as_array().ok_or("a list has no items")?;
    let people: Vec<Value> = all.iter().step_by((all.len() / PEOPLE).max(1)).take(PEOPLE).cloned().collect();
    let words = words(&people);
    let mut p95 = Vec::new();
    let mut p50 = Vec::new();
    let mut slowest: Vec<(f64, &'static str)> = Vec::new();
    for _ in 0..rounds {
        let mut taken = Vec::with_capacity(words.len());
        for Typed { kind, text } in &words {
            let took = search(&mut owner, text)?;
            taken.push(took);
            match slowest.iter_mut().find(|(_, known)| known == kind) {
                Some((most, _)) => *most = most.max(took),
                None => slowest.push((took, *kind)),
            }
        }
        taken.sort_by(f64::total_cmp);
        p95.push(quantile(&taken, 0.95));
        p50.push(quantile(&taken, 0.5));
    }
    slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
    let worst: Vec<String> =
        slowest.iter().take(3).map(|(took, kind)| format!("{kind} {took:.0} ms")).collect();
    let p95 = Spread::of(p95);
    Ok(Line {
        work: format!("Quick search of {} words among {customers} customers, {database}", words.len()),
        ours: format!("p95 {}", p95.text("ms", 1)),
        limit: "–".to_owned(),
        ratio: "–".to_owned(),
        goal: "p95 ≤ 100 ms".to_owned(),
        met: p95.median <= 100.0,
        notes: format!("p50 {}; slowest: {}", Spread::of(p50).text("ms", 1), worst.join(", ")),
    })
}

fn search(owner: &mut Connection, text: &str) -> Result<f64, Failure> {
    let started = Instant::now();
    owner.get(&format!("/v1/customers?limit=20&q={}", encoded(text)))?.json()?;
    Ok(started.elapsed().as_secs_f64() * 1_000.0)
}
