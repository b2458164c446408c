//! `regulars worker`.

use regulars_kernel::Environment;

use super::CommandError;
use crate::background::{tell_of_missing_relay, told_to_end, worker};
use crate::secret_file::open_secrets;
use crate::serve::{open_database, require_schema};
use crate::settings::Settings;
use crate::telemetry::start_telemetry;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub async fn run(settings: &Settings, Arguments {}: Arguments) -> Result<(), CommandError> {
    start_telemetry(&settings.log);
    require_schema(settings).await?;
    let environment = Environment::system();
    let database = open_database(settings).await?;
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
    let public_url = settings.usual_public_url();
    let worker = worker(settings, database, environment, &secrets, &public_url);
    tell_of_missing_relay(settings);
    let end = told_to_end();
    tracing::info!("the worker has started");
    worker.run(end).await;
    tracing::info!("the worker has stopped");
    Ok(())
}
