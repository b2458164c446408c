//! The command line.

mod admin;
mod healthcheck;
mod migrate;
mod openapi;
mod seed;
mod serve;
mod worker;

use clap::{Parser, Subcommand};

/// Turns shoppers into regulars: customers, consent, segments, newsletters and loyalty behind one API.
///
/// Every setting comes from the environment; the README lists them.
#[derive(Debug, Parser)]
#[command(name = "regulars", version)]
pub struct Command {
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
        match self.verb {
            Verb::Serve(arguments) => serve::run(arguments).await,
            Verb::Worker(arguments) => worker::run(arguments).await,
            Verb::Migrate(arguments) => migrate::run(arguments).await,
            Verb::Seed(arguments) => seed::run(arguments).await,
            Verb::Admin(arguments) => admin::run(arguments).await,
            Verb::Openapi => openapi::run(),
            Verb::Healthcheck => healthcheck::run().await,
        }
    }
}
