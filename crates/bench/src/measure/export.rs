//! Files of all customers, against COPY of the very values.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Failure;
use crate::figures::{Line, Spread};
use crate::machine::{forget_peak, memory};
use crate::postgres::Postgres;
use crate::program::{Program, Server};

/// How often it is asked how far the export is.
const ASKED_EVERY: Duration = Duration::from_millis(25);
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(3_600);
/// The columns: those of a file that somebody works with.
const COLUMNS: [&str; 14] = [
    "id",
    "external_id",
    "gender",
    "first_name",
    "last_name",
    "email",
    "phone",
    "birth_date",
    "street",
    "postcode",
    "city",
    "tags",
    "purchase_count",
    "purchase_total",
];

/// The same by hand.
const BY_HAND: &str = "SELECT c.id, c.external_id, c.gender, c.first_name, c.last_name, c.email, c.phone, c.birth_date,
    c.street, c.postcode, c.city,
    (SELECT string_agg(t.name, ', ' ORDER BY t.name) FROM customer_tags AS ct
     JOIN tags AS t ON t.merchant_id = ct.merchant_id AND t.id = ct.tag_id
     WHERE ct.merchant_id = c.merchant_id AND ct.customer_id = c.id),
    w.purchase_count, w.purchase_total
    FROM customers AS c LEFT JOIN customer_totals AS w ON w.merchant_id = c.merchant_id AND w.customer_id = c.id
    ORDER BY c.created_at DESC, c.id DESC";

/// Writes all customers into a file of each kind: those that were loaded, and those that an import has brought since. Where there is a
/// PostgreSQL, COPY does the same.
pub fn measure(
    program: &Program,
    server: &Server,
    postgres: Option<&Postgres>,
    customers: u32,
    rounds: u32,
) -> Result<Vec<Line>, Failure> {
    let mut owner = program.owner(server)?;
    let mut lines = Vec::new();
    for format in ["csv", "xlsx"] {
        let (mut ours, mut limits, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let (mut peak, mut bytes, mut rows) = (0.0_f64, 0, customers);
        let before = memory(server.process.id(), "VmRSS")?;
        forget_peak(server.process.id())?;
        for _ in 0..rounds {
            let started = Instant::now();
            let asked = json!({"format": format, "fields": COLUMNS, "sort": "-created_at"});
            let export = owner.post("/v1/customers/exports", &asked.to_string())?.json()?;
            let path = format!("/v1/exports/{}", export["id"].as_str().unwrap_or_default());
            let ready = wait(&mut owner, &path)?;
            let written =
                ready["rows"].as_u64().and_then(|rows| u32::try_from(rows).ok()).unwrap_or_default();
            if written < customers {
                return Err(format!("the file has not all customers: {ready}").into());
            }
            rows = written;
            bytes = owner.download(&format!("{path}/file"))?;
            let took = started.elapsed().as_secs_f64();
            peak = peak.max(memory(server.process.id(), "VmHWM")?);
            owner.delete(&path)?;
            ours.push(f64::from(rows) / took);
            if let Some(postgres) = postgres {
                let by_hand = postgres.copied(BY_HAND)?.as_secs_f64();
                limits.push(f64::from(rows) / by_hand);
                ratios.push(by_hand / took);
            }
        }
        let is_held = !ratios.is_empty();
        let ratio = is_held.then(|| Spread::of(ratios));
        let database = if is_held { "PostgreSQL" } else { "SQLite" };
        lines.push(Line {
            work: format!(
                "Export {rows} customers to {}, download included, {database}",
                format.to_uppercase()
            ),
            ours: Spread::of(ours).text("/s", 0),
            limit: match is_held {
                true => format!("COPY … TO of the same values: {}", Spread::of(limits).text("/s", 0)),
                false => "–".to_owned(),
            },
            ratio: ratio.map_or_else(|| "–".to_owned(), |ratio| ratio.text("", 2)),
            goal: "≥ 0.5, flat memory".to_owned(),
            met: ratio.is_none_or(|ratio| ratio.median >= 0.5) && peak - before < 64.0,
            notes: format!(
                "{:.1} MB; the program held {before:.0} MiB before and {peak:.0} MiB at most",
                f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
            ),
        });
    }
    Ok(lines)
}

fn wait(owner: &mut crate::http::Connection, path: &str) -> Result<Value, Failure> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let export = owner.get(path)?.json()?;
        match export["state"].as_str() {
            Some("ready") => return Ok(export),
            Some("failed") => return Err(format!("the export failed: {export}").into()),
            _ => std::thread::sleep(ASKED_EVERY),
        }
    }
    Err("the export takes too long".into())
}
