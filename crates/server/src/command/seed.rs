//! `regulars seed demo` and `regulars seed load`.

use clap::Subcommand;
use regulars_kernel::{Date, Environment};
use regulars_seed::LoadSize;

use super::CommandError;
use crate::seed::{seed_demo, seed_load};
use crate::serve::require_schema;
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// A sandbox merchant with accounts and data. A database that has it is not changed.
    Demo {
        /// Print one line of JSON and nothing else.
        #[arg(long)]
        json: bool,
    },
    /// A live merchant with much data, to measure on. Prints one line of JSON with its accounts.
    Load {
        /// How many customers.
        #[arg(long)]
        customers: u32,
        /// How many purchases.
        #[arg(long)]
        purchases: u32,
        /// Another number makes other data.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The day at whose beginning (UTC) the data end; the present day when it is not given.
        #[arg(long)]
        until: Option<Date>,
    },
}

pub async fn run(settings: &Settings, arguments: Arguments) -> Result<(), CommandError> {
    let environment = Environment::system();
    require_schema(settings).await?;
    match arguments.verb {
        Verb::Demo { json } => {
            let summary = seed_demo(settings, environment).await?;
            if json {
                println!("{}", serde_json::to_string(&summary)?);
            } else {
                println!("{summary}");
            }
        }
        Verb::Load { customers, purchases, seed, until } => {
            let size = LoadSize { customers, purchases, seed, until };
            let summary = seed_load(settings, environment, size).await?;
            println!("{}", serde_json::to_string(&summary)?);
        }
    }
    Ok(())
}
