//! Freezing the audience of a newsletter, and sending it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::smtp_driver::{SESSIONS, Sink, source};
use crate::Failure;
use crate::figures::{Line, Spread};
use crate::http::Connection;
use crate::machine::memory;
use crate::postgres::Postgres;
use crate::program::{Program, Server};

/// About the size of the message that the newsletter below makes.
const BYTES: u32 = 14_000;
/// Over how many connections the goal is measured, and how many a worker holds if it is told nothing.
const CONNECTIONS: u32 = 40;
const DEFAULT_CONNECTIONS: u32 = 20;
/// How long a campaign may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// Content of about 10 KB as HTML, with ten links that are tracked.
fn newsletter() -> Value {
    let mut blocks = vec![json!({
        "type": "text",
        "text": "## Prolećna ponuda\n\nDragi kupče **{{ first_name | default('') }}**, spremili smo nešto posebno. \
                 [Pogledajte celu ponudu](https://cvecara.example/ponuda) ili nam pišite.\n\n\
                 - sveže ruže svakog jutra\n- besplatna dostava u Novom Sadu\n- poklon uz svaku kupovinu"
    })];
    for name in ["Crvene ruže", "Lale", "Hortenzije", "Sukulenti"] {
        let page = format!("https://cvecara.example/kupi/{}", blocks.len());
        blocks.push(
            json!({"type": "image", "url": "https://images.example/cvet.png", "alt": name, "link": page}),
        );
        blocks.push(
            json!({"type": "text", "text": format!("**{name}**\nBuket od 1.990 RSD, do isteka zaliha.")}),
        );
        blocks.push(json!({"type": "button", "label": "Naruči", "url": page}));
    }
    json!({"name": "Bench", "subject": "{{ greeting }}", "intro": "Stiglo je proleće.",
           "audience": {"segment_key": "all_verified"}, "content": {"blocks": blocks}, "channels": ["email"],
           "locale": "sr-RS"})
}

/// One newsletter that is about to be sent.
fn make(owner: &mut Connection) -> Result<String, Failure> {
    let made = owner.post("/v1/newsletters", &newsletter().to_string())?.json()?;
    Ok(made["id"].as_str().ok_or("a newsletter without an id")?.to_owned())
}

fn send(owner: &mut Connection, newsletter: &str) -> Result<u32, Failure> {
    let sent = owner.post(&format!("/v1/newsletters/{newsletter}/send"), "{}")?.json()?;
    Ok(u32::try_from(sent["recipients"].as_u64().ok_or("no recipients")?)?)
}

/// Gives the merchant quota for so many messages.
fn grant(program: &Program, server: &Server, messages: u32) -> Result<(), Failure> {
    let mut operator = program.operator(server)?;
    let mut packs = messages.div_ceil(10_000) + 1;
    while packs > 0 {
        let now = packs.min(1_000);
        let path = format!("/v1/merchants/{}/quota-packs", program.merchant());
        operator.post(&path, &json!({"packs": now}).to_string())?.json()?;
        packs -= now;
    }
    Ok(())
}

/// Freezes an audience over and over; nothing is sent, since nobody works.
pub fn freeze(
    program: &Program,
    server: &Server,
    postgres: &Postgres,
    customers: u32,
    rounds: u32,
) -> Result<Line, Failure> {
    grant(program, server, customers * (rounds + 1))?;
    let mut owner = program.owner(server)?;
    let mut ours = Vec::new();
    let mut statements = Vec::new();
    let mut limits = Vec::new();
    let mut frozen = 0;
    for _ in 0..=rounds {
        let (sent, bare) = (make(&mut owner)?, make(&mut owner)?);
        let mut took = 0.0;
        let logged = postgres.logged_while(|| {
            let started = Instant::now();
            frozen = send(&mut owner, &sent)?;
            took = started.elapsed().as_secs_f64() * 1000.0;
            Ok(())
        })?;
        let statement =
            logged.iter().find(|entry| entry.text.trim_start().starts_with("INSERT INTO deliveries"));
        let limit = postgres.time(&format!(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at)
             SELECT merchant_id, '{bare}', channel, customer_id, address, state, attempts, next_attempt_at
             FROM deliveries WHERE newsletter_id = '{sent}'"
        ))?;
        ours.push(took);
        statements.push(statement.ok_or("no statement freezes the audience")?.milliseconds);
        limits.push(limit);
        postgres.sql(&format!("DELETE FROM deliveries WHERE newsletter_id IN ('{sent}', '{bare}')"))?;
        postgres.sql(&format!("UPDATE newsletters SET state = 'cancelled' WHERE id = '{sent}'"))?;
        postgres.sql("VACUUM deliveries")?;
    }
    // The first round reads everything from the disk.
    for values in [&mut ours, &mut statements, &mut limits] {
        values.remove(0);
    }
    let ratio = Spread::of(ours.iter().zip(&limits).map(|(ours, limit)| ours / limit));
    Ok(Line {
        work: format!("Freeze an audience of {frozen} out of {customers} customers (whole request)"),
        ours: Spread::of(ours).text("ms", 0),
        limit: format!("bare INSERT … SELECT of the same rows: {}", Spread::of(limits).text("ms", 0)),
        ratio: ratio.text("", 2),
        goal: "≤ 1.5".to_owned(),
        met: ratio.median <= 1.5,
        notes: format!("its INSERT alone {}", Spread::of(statements).text("ms", 0)),
    })
}

/// What sending a newsletter over and over came to.
struct Sent {
    ours: Vec<f64>,
    limits: Vec<f64>,
    peaks: Vec<f64>,
    recipients: u32,
}

impl Sent {
    fn ratio(&self) -> Spread {
        Spread::of(self.ours.iter().zip(&self.limits).map(|(ours, limit)| ours / limit))
    }
}

/// Sends a newsletter over and over, by one worker: over many connections, and over as many as it holds by default.
pub fn send_all(
    program: &Program,
    server: &Server,
    sink: &Sink,
    customers: u32,
    rounds: u32,
) -> Result<Line, Failure> {
    grant(program, server, customers * rounds * 2)?;
    let by_default = send_over(program, server, sink, DEFAULT_CONNECTIONS, rounds)?;
    let sent = send_over(program, server, sink, CONNECTIONS, rounds)?;
    let Sent { ours, limits, peaks, recipients } = &sent;
    let ratio = sent.ratio();
    let peak = peaks.iter().copied().fold(0.0, f64::max);
    let peaks: Vec<String> = peaks.iter().map(|peak| format!("{peak:.0}")).collect();
    Ok(Line {
        work: format!(
            "Send a newsletter to {recipients}, freeze included, fsync on, over {CONNECTIONS} connections"
        ),
        ours: Spread::of(ours.iter().copied()).text("/s", 0),
        limit: format!(
            "smtp-source -d -s {SESSIONS} -l {BYTES}, as many: {}",
            Spread::of(limits.iter().copied()).text("/s", 0)
        ),
        ratio: ratio.text("", 2),
        goal: "≥ 0.35; peak memory ≤ 150 MB, flat".to_owned(),
        met: ratio.median >= 0.35 && peak * 1.048_576 <= 150.0,
        notes: format!(
            "the worker's peak memory after each round: {} MiB; over the default of {DEFAULT_CONNECTIONS} connections \
             {}, ratio {}",
            peaks.join(", "),
            Spread::of(by_default.ours.iter().copied()).text("/s", 0),
            by_default.ratio().text("", 2)
        ),
    })
}

fn send_over(
    program: &Program,
    server: &Server,
    sink: &Sink,
    connections: u32,
    rounds: u32,
) -> Result<Sent, Failure> {
    let worker = program.work(sink.port, connections)?;
    std::thread::sleep(Duration::from_secs(1));
    let mut owner = program.owner(server)?;
    let mut sent = Sent { ours: Vec::new(), limits: Vec::new(), peaks: Vec::new(), recipients: 0 };
    for _ in 0..rounds {
        let newsletter = make(&mut owner)?;
        let started = Instant::now();
        let recipients = send(&mut owner, &newsletter)?;
        let report = finished(&mut owner, &newsletter, started)?;
        sent.ours.push(f64::from(recipients) / started.elapsed().as_secs_f64());
        if report["delivered"].as_u64() != Some(recipients.into()) {
            return Err(format!("not every message was delivered: {report}").into());
        }
        sent.peaks.push(memory(worker.id(), "VmHWM")?);
        sent.limits.push(source(sink, recipients, BYTES)?);
        sent.recipients = recipients;
    }
    worker.end()?;
    Ok(sent)
}

fn finished(owner: &mut Connection, newsletter: &str, started: Instant) -> Result<Value, Failure> {
    while started.elapsed() < PATIENCE {
        let state = owner.get(&format!("/v1/newsletters/{newsletter}"))?.json()?;
        if state["state"] == "sent" {
            return owner.get(&format!("/v1/newsletters/{newsletter}/report"))?.json();
        }
        if state["state"] == "paused" {
            return Err("the worker paused the newsletter: see its log".into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err("the newsletter was not sent in time".into())
}
