//! `regulars worker`.

use regulars_kernel::Environment;

use super::CommandError;
use crate::background::{told_to_end, worker};
use crate::secret_file::open_secrets;
use crate::serve::{open_database, require_schema};
use crate::settings::Settings;
use crate::telemetry::start_telemetry;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub async fn run(Arguments {}: Arguments) -> Result<(), CommandError> {
    start_telemetry();
    let settings = Settings::from_environment()?;
    require_schema(&settings).await?;
    let environment = Environment::system();
    let database = open_database(&settings).await?;
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
    let public_url = settings.public_url_at(settings.bind);
    let worker = worker(&settings, database, environment, &secrets, &public_url);
    tracing::info!("the worker has started");
    worker.run(told_to_end()).await;
    tracing::info!("the worker has stopped");
    Ok(())
}
