//! `regulars migrate up|status`.

use clap::Subcommand;

use super::CommandError;
use crate::migrate::{migrate_up, pending_migrations};
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Apply every pending step.
    Up,
    /// List the pending steps.
    Status,
}

pub async fn run(settings: &Settings, arguments: Arguments) -> Result<(), CommandError> {
    match arguments.verb {
        Verb::Up => println!("{} steps applied", migrate_up(settings).await?),
        Verb::Status => {
            let pending = pending_migrations(settings).await?;
            println!("{} steps pending", pending.len());
            for step in pending {
                println!("{step}");
            }
        }
    }
    Ok(())
}
