//! `regulars admin create-operator` and `regulars admin rotate-key`.

use std::io::BufRead;

use clap::Subcommand;
use regulars_identity::{NewUser, Password, PasswordHasher, Role, create_operator};
use regulars_kernel::Environment;

use super::CommandError;
use crate::secret_file::{add_secret, open_secrets};
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
    /// Put a fresh key above those of the secret file. It is used by every program that starts from then on: stop all of
    /// them, rotate, take the file to every machine, and start them again.
    RotateKey,
}

pub async fn run(settings: &Settings, arguments: Arguments) -> Result<(), CommandError> {
    match arguments.verb {
        Verb::CreateOperator { email, name } => add_operator(settings, &email, &name).await,
        Verb::RotateKey => rotate_key(settings).await,
    }
}

async fn rotate_key(settings: &Settings) -> Result<(), CommandError> {
    let environment = Environment::system();
    let database = open_database(settings).await?;
    open_secrets(&settings.secret_file, &database, &environment).await?;
    add_secret(&settings.secret_file, &environment)?;
    // The database learns it at once, so that nobody starts on a copy of the file from before.
    open_secrets(&settings.secret_file, &database, &environment).await?;
    println!("{} has a new key above the older ones", settings.secret_file.display());
    Ok(())
}

async fn add_operator(settings: &Settings, email: &str, name: &str) -> Result<(), CommandError> {
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
    let operator = open_database(settings)
        .await?
        .write_platform(move |system| {
            Box::pin(async move { create_operator(system, &environment, new).await })
        })
        .await?;
    println!("operator {} created", operator.id);
    Ok(())
}
