//! `regulars serve`.

use regulars_kernel::Environment;

use super::CommandError;
use crate::serve::start;
use crate::settings::Settings;
use crate::telemetry::start_telemetry;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub async fn run(Arguments {}: Arguments) -> Result<(), CommandError> {
    start_telemetry();
    let settings = Settings::from_environment()?;
    let running = start(&settings, Environment::system()).await?;
    println!("Regulars listens at {}", running.public_url);
    println!("Swagger UI: {}/docs/", running.public_url);
    running.server.await?;
    Ok(())
}
