//! The receipt that is recorded over and over: five lines, paid by card, of somebody who shows one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::Failure;
use crate::clients::drive;
use crate::figures::Pace;
use crate::program::{Program, Server, card};

/// When it was.
const OCCURRED_AT: &str = "2026-11-20T10:00:00Z";
/// Counts the runs, so that no two of them make the same receipt.
static RUNS: AtomicU64 = AtomicU64::new(0);

/// The receipt as a body.
pub fn body(number: &str, card: &str) -> Value {
    let line = |line: u64| {
        json!({"sku": format!("S-{line:04}"), "name": format!("Bakery {line}"), "category": "Bakery",
               "quantity": "2", "unit_price": 12_500, "total": 25_000})
    };
    json!({"receipt_number": number, "occurred_at": OCCURRED_AT, "identify": {"card": card}, "currency": "RSD",
           "lines": (1..=5).map(line).collect::<Vec<_>>(), "total": 125_000,
           "tenders": [{"kind": "money", "amount": 125_000, "method": "card"}]})
}

/// Records receipts with all clients.
pub fn record(program: &Program, server: &Server, duration: Duration) -> Result<Pace, Failure> {
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let template = body("{number}", "{card}").to_string();
    let cards = program.cards();
    drive(&server.host, program.till(), duration, |connection, client, number| {
        let mut drawn = (client as u64 + 1) * 0x9E37_79B9 + number * 0x85EB_CA6B;
        drawn = (drawn ^ (drawn >> 15)).wrapping_mul(0x2C1B_3C6D);
        let card = card((drawn ^ (drawn >> 13)) % cards);
        let body =
            template.replace("{number}", &format!("R{run}-{client}-{number}")).replace("{card}", &card);
        connection.post("/v1/purchases", &body)
    })
}
