//! `regulars admin create-operator`.

use std::io::BufRead;

use clap::Subcommand;
use regulars_identity::{NewUser, Password, PasswordHasher, Role, create_operator};
use regulars_kernel::Environment;

use super::CommandError;
use crate::serve::open_database;
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Add an operator of the platform. The password is read from standard input, one line.
    CreateOperator {
        /// What the operator signs in with.
        #[arg(long)]
        email: String,
        /// What colleagues call the operator.
        #[arg(long)]
        name: String,
    },
}

pub async fn run(arguments: Arguments) -> Result<(), CommandError> {
    let Verb::CreateOperator { email, name } = arguments.verb;
    let settings = Settings::from_environment()?;
    let environment = Environment::system();
    let (email, name) = (email.parse()?, name.parse()?);
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = Password::new(line.trim_end_matches(['\r', '\n']).to_owned())?;
    let password = PasswordHasher::new(1)
        .hash(&environment, password)
        .await
        .ok_or("the password could not be hashed")?;
    let new = NewUser { email, name, role: Role::Operator, password };
    let operator = open_database(&settings)
        .await?
        .write_platform(move |system| {
            Box::pin(async move { create_operator(system, &environment, new).await })
        })
        .await?;
    println!("operator {} created", operator.id);
    Ok(())
}
