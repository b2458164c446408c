//! `regulars admin create-operator`, `regulars admin rotate-key` and `regulars admin verify-consents`.

use std::io::BufRead;

use clap::Subcommand;
use regulars_consent::{ChainReport, LedgerCheck, verify_ledger};
use regulars_identity::{NewUser, Password, PasswordHasher, Role, create_operator};
use regulars_jobs::DueWorkStore;
use regulars_kernel::{Actor, Email, Environment, Label, MerchantId, Scope, StoreError};

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
    /// Compute the ledger of consents anew and hold it against what is stored, of every merchant or of one. Fails on the first
    /// entry that is not as it was written, and names it.
    VerifyConsents {
        /// The id of the only merchant whose ledger is looked at.
        #[arg(long)]
        merchant: Option<MerchantId>,
    },
}

pub async fn run(settings: &Settings, arguments: Arguments) -> Result<(), CommandError> {
    match arguments.verb {
        Verb::CreateOperator { email, name } => add_operator(settings, &email, &name).await,
        Verb::RotateKey => rotate_key(settings).await,
        Verb::VerifyConsents { merchant } => verify_consents(settings, merchant).await,
    }
}

async fn verify_consents(settings: &Settings, only: Option<MerchantId>) -> Result<(), CommandError> {
    let environment = Environment::system();
    let database = open_database(settings).await?;
    let sealing = open_secrets(&settings.secret_file, &database, &environment).await?.sealing_keys();
    let merchants: Vec<MerchantId> =
        database.read_platform(async |system| system.all_merchants().await).await.map_err(failed)?;
    if let Some(unknown) = only.filter(|only| !merchants.contains(only)) {
        return Err(format!("there is no merchant {unknown}").into());
    }
    let (mut chains, mut entries) = (0, 0);
    for merchant in merchants.into_iter().filter(|merchant| only.is_none_or(|only| only == *merchant)) {
        let mut after = None;
        loop {
            let (keys, from) = (sealing.clone(), after);
            let checked: Result<LedgerCheck, StoreError> = database
                .read(scope(merchant), async move |tx| verify_ledger(tx, &keys, merchant, from).await)
                .await;
            let check = checked.map_err(failed)?;
            chains += check.chains;
            entries += check.entries;
            if let Some((customer, report)) = check.broken {
                let what = match report {
                    ChainReport::CutOff { missing } => format!("entry {missing} is missing"),
                    ChainReport::Broken { sequence } => format!("entry {sequence} is not as it was written"),
                    ChainReport::Intact { .. } => "nothing is wrong".to_owned(),
                };
                return Err(format!("merchant {merchant}, customer {customer}: {what}").into());
            }
            match check.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    println!("{entries} entries in {chains} chains are as they were written");
    Ok(())
}

fn failed(error: StoreError) -> CommandError {
    error.into()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the owner of the installation looks at each merchant's ledger"
)]
fn scope(merchant: MerchantId) -> Scope {
    Scope::of_authenticated_caller(merchant, Actor::System)
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
    let email = email.parse::<Email>().map_err(|error| format!("--email {error}"))?;
    let name = name.parse::<Label>().map_err(|error| format!("--name {error}"))?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = Password::new(line.trim_end_matches(['\r', '\n']).to_owned())
        .map_err(|error| format!("the password on the standard input {error}"))?;
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
