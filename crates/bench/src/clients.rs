//! Sixteen clients that ask one request after the other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::figures::Pace;
use crate::http::{Answer, Connection};

/// How many clients there are, of the program as of pgbench.
pub const CLIENTS: usize = 16;

/// Lets all clients ask for `duration`. `ask` gets its connection, the number of the client, and how often that client
/// has asked before.
pub fn drive(
    host: &str,
    bearer: &str,
    duration: Duration,
    ask: impl Fn(&mut Connection, usize, u64) -> Result<Answer, Failure> + Sync,
) -> Result<Pace, Failure> {
    let over = AtomicBool::new(false);
    let started = Instant::now();
    let latencies = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (over, ask) = (&over, &ask);
                scope.spawn(move || -> Result<Vec<f64>, Failure> {
                    let mut connection = Connection::open(host, bearer)?;
                    let mut latencies = Vec::new();
                    for number in 0.. {
                        if over.load(Ordering::Relaxed) {
                            break;
                        }
                        let asked = Instant::now();
                        let answer = ask(&mut connection, client, number)?;
                        latencies.push(asked.elapsed().as_secs_f64() * 1000.0);
                        if !(200..300).contains(&answer.status) {
                            return Err(format!("status {}: {}", answer.status, answer.body).into());
                        }
                    }
                    Ok(latencies)
                })
            })
            .collect();
        std::thread::sleep(duration);
        over.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .map(|client| client.join().map_err(|_| "a client panicked")?)
            .collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Pace::of(latencies.concat(), started.elapsed()))
}
