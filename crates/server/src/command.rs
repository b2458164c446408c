//! The command line.

mod admin;
mod healthcheck;
mod migrate;
mod openapi;
mod seed;
mod serve;
mod settings;
mod worker;

use clap::{Parser, Subcommand};

use crate::settings::{SettingArguments, Settings};

/// Turns shoppers into regulars: customers, consent, segments, newsletters and loyalty behind one API.
///
/// Settings come from the environment and from a file; `regulars settings` lists them, and the README explains them.
#[derive(Debug, Parser)]
#[command(name = "regulars", version)]
pub struct Command {
    #[command(flatten)]
    settings: SettingArguments,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the API.
    Serve(serve::Arguments),
    /// Run durable jobs and send newsletters, without serving.
    Worker(worker::Arguments),
    /// Look at the schema, or bring it up to date.
    Migrate(migrate::Arguments),
    /// Fill the database with data to try things on.
    Seed(seed::Arguments),
    /// What only the owner of the installation may do.
    Admin(admin::Arguments),
    /// Print the settings in force, each with where it comes from, without passwords.
    Settings,
    /// Print the OpenAPI document.
    Openapi,
    /// Ask the running program whether it can serve.
    Healthcheck,
}

/// Anything that ends a command.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

impl Command {
    /// Runs the command.
    pub async fn run(self) -> Result<(), CommandError> {
        let settings = || Settings::of(&self.settings);
        match self.verb {
            Verb::Serve(arguments) => serve::run(&settings()?, arguments).await,
            Verb::Worker(arguments) => worker::run(&settings()?, arguments).await,
            Verb::Migrate(arguments) => migrate::run(&settings()?, arguments).await,
            Verb::Seed(arguments) => seed::run(&settings()?, arguments).await,
            Verb::Admin(arguments) => admin::run(&settings()?, arguments).await,
            Verb::Settings => settings::run(&self.settings),
            Verb::Openapi => openapi::run(),
            Verb::Healthcheck => healthcheck::run(&settings()?).await,
        }
    }
}
