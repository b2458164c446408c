//! `regulars serve`.

use regulars_kernel::Environment;

use tokio::sync::oneshot;

use super::CommandError;
use crate::background::{tell_of_missing_relay, told_to_end, worker};
use crate::hit_recording::record_hits;
use crate::secret_file::open_secrets;
use crate::serve::start;
use crate::settings::Settings;
use crate::telemetry::start_telemetry;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Also run durable jobs and send newsletters. That is so anyway on the embedded database.
    #[arg(long, conflicts_with = "no_worker")]
    with_worker: bool,
    /// Only serve, on the embedded database too.
    #[arg(long)]
    no_worker: bool,
}

pub async fn run(settings: &Settings, arguments: Arguments) -> Result<(), CommandError> {
    start_telemetry(&settings.log);
    let environment = Environment::system();
    let running = start(settings, environment.clone()).await?;
    tell_of_missing_relay(settings);
    let (ended, told) = oneshot::channel();
    let (application, clock) = (running.application.clone(), environment.clone());
    let recording = tokio::spawn(async move { record_hits(&application, &clock, told).await });
    let working = if arguments.with_worker || (settings.is_embedded() && !arguments.no_worker) {
        // The embedded database has one writer, which the application and the worker must share.
        let database = running.database.clone();
        let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
        let worker = worker(settings, database, environment, &secrets, &running.public_url);
        let end = told_to_end();
        Some(tokio::spawn(async move { worker.run(end).await }))
    } else {
        None
    };
    println!("Regulars listens at {}", running.public_url);
    println!("Swagger UI: {}/docs/", running.public_url);
    running.server.await?;
    drop(ended);
    recording.await?;
    if let Some(working) = working {
        working.await?;
    }
    Ok(())
}
