//! The program: settings, telemetry, wiring and subcommands. Tests start the very same program on a port of their own.

mod background;
pub mod command;
mod connections;
mod hit_recording;
mod migrate;
mod secret_file;
mod seed;
mod serve;
mod settings;
mod telemetry;

pub use background::worker;
pub use migrate::{MigrateError, migrate_up, pending_migrations};
pub use regulars_seed::{DemoAccount, DemoSummary, LoadSize, LoadSummary, SeedError};
pub use secret_file::{SecretFileError, open_secrets};
pub use seed::{SeedFailure, seed_demo, seed_load};
pub use serve::{DatabaseError, Running, StartError, open_database, start};
pub use settings::{BindAddress, InvalidSetting, LogFormat, LogSettings, Settings};
pub use telemetry::start_telemetry;
