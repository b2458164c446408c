//! `regulars seed demo`.

use clap::Subcommand;
use regulars_kernel::Environment;

use super::CommandError;
use crate::seed::seed_demo;
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
}

pub async fn run(arguments: Arguments) -> Result<(), CommandError> {
    let settings = Settings::from_environment()?;
    let Verb::Demo { json } = arguments.verb;
    let summary = seed_demo(&settings, Environment::system()).await?;
    if json {
        println!("{}", serde_json::to_string(&summary)?);
    } else {
        println!("{summary}");
    }
    Ok(())
}
