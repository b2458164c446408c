//! Opens the database for the seeds.

use regulars_kernel::Environment;
use regulars_seed::{DemoSummary, LoadSize, LoadSummary, SeedError, Target};

use crate::background::worker;
use crate::secret_file::{SecretFileError, open_secrets};
use crate::serve::{DatabaseError, open_database};
use crate::settings::Settings;

/// Why there are no data.
#[derive(Debug, thiserror::Error)]
pub enum SeedFailure {
    /// The database cannot be opened.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The secrets cannot be read.
    #[error(transparent)]
    Secrets(#[from] SecretFileError),
    /// The data were not made.
    #[error(transparent)]
    Seed(#[from] SeedError),
}

/// Makes the demo on the database that the settings name, or finds it, and tells how to use it.
pub async fn seed_demo(settings: &Settings, environment: Environment) -> Result<DemoSummary, SeedFailure> {
    let (database, base_url) = (open_database(settings).await?, settings.usual_public_url());
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
    let database = database.with_sealing(secrets.sealing_keys());
    let worker = |past| worker(settings, database.clone(), past, &secrets, &base_url);
    let target = Target {
        database: database.clone(),
        secrets: &secrets,
        base_url: base_url.clone(),
        environment,
        worker: &worker,
    };
    Ok(regulars_seed::seed_demo(&target).await?)
}

/// Makes much data on the database that the settings name, and tells how to use them.
pub async fn seed_load(
    settings: &Settings,
    environment: Environment,
    size: LoadSize,
) -> Result<LoadSummary, SeedFailure> {
    let (database, base_url) = (open_database(settings).await?, settings.usual_public_url());
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await?;
    let database = database.with_sealing(secrets.sealing_keys());
    let worker = |past| worker(settings, database.clone(), past, &secrets, &base_url);
    let target = Target {
        database: database.clone(),
        secrets: &secrets,
        base_url: base_url.clone(),
        environment,
        worker: &worker,
    };
    Ok(regulars_seed::seed_load(&target, size).await?)
}
