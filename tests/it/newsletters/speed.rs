//! How fast a campaign leaves: the release build of the worker against `smtp-sink`, beside `smtp-source` against the
//! same sink. It is no check and runs only when asked for by name:
//! `POSTGRES_OPTIONS='-c fsync=on -c full_page_writes=on' .ci/postgres cargo test --package regulars-tests --test it
//! speed -- --ignored --nocapture`.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::newsletters::campaign::{self, programs};
use crate::newsletters::stage::{Stage, id};

const AUDIENCE: usize = 20_000;
const SESSIONS: usize = 10;
const ROUNDS: usize = 3;
const PORT: u16 = 2599;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, not a check"]
async fn speed() {
    let release = programs("release");
    let mut sink = Command::new("smtp-sink")
        .args(["-u", "nobody", &format!("127.0.0.1:{PORT}"), "1024"])
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let mut ratios = Vec::new();
    for round in 1..=ROUNDS {
        let limit = source();
        let (ours, memory) = campaign(&release).await;
        println!(
            "round {round}: ours {ours:.0}/s, smtp-source {limit:.0}/s, ratio {:.2}, peak memory {memory}",
            ours / limit
        );
        ratios.push(ours / limit);
    }
    sink.kill().unwrap();
    sink.wait().unwrap();
    ratios.sort_by(f64::total_cmp);
    println!("median ratio {:.2}", ratios[ROUNDS / 2]);
}

fn per_second(started: Instant) -> f64 {
    f64::from(u32::try_from(AUDIENCE).unwrap()) / started.elapsed().as_secs_f64()
}

fn source() -> f64 {
    let started = Instant::now();
    let done = Command::new("smtp-source")
        .args(["-s", &SESSIONS.to_string(), "-m", &AUDIENCE.to_string(), "-l", "14000"])
        .args(["-f", "novosti@cvecara.example", "-t", "kupac@example.com", &format!("127.0.0.1:{PORT}")])
        .status()
        .unwrap();
    assert!(done.success());
    per_second(started)
}

async fn campaign(programs: &Path) -> (f64, String) {
    let stage = Stage::set().await;
    let merchant = stage.merchant("live").await;
    let newsletter = stage.newsletter(merchant).await;
    let content = campaign::catalogue().to_string().replace('\'', "''");
    stage
        .run(&format!(
            "UPDATE newsletters SET state = 'paused', content = '{content}' WHERE id = {}",
            id(newsletter.value())
        ))
        .await;
    campaign::seed(&stage, merchant, newsletter, AUDIENCE).await;
    stage.reserve(merchant, newsletter, u32::try_from(AUDIENCE).unwrap()).await;
    let mut worker = campaign::worker(programs, &stage, PORT, SESSIONS, 60);
    std::thread::sleep(Duration::from_secs(1));
    let started = Instant::now();
    stage.run("UPDATE newsletters SET state = 'sending'").await;
    while stage.newsletter_state(newsletter).await != "sent" {
        assert!(started.elapsed() < Duration::from_secs(120), "{:?}", stage.states(newsletter).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let speed = per_second(started);
    let memory = peak_memory(&worker.0);
    campaign::terminate(&mut worker);
    (speed, memory)
}

fn peak_memory(process: &Child) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map(|line| line.trim_start_matches("VmHWM:").trim().to_owned()).unwrap_or_default()
}
