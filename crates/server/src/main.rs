//! The binary `regulars`.

use std::process::ExitCode;

use clap::Parser;
use regulars_server::command::Command;

#[tokio::main]
async fn main() -> ExitCode {
    // Two libraries speak TLS; both must use this provider, and neither may choose one by itself.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        eprintln!("the cryptography provider was installed twice");
        return ExitCode::FAILURE;
    }
    match Command::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("regulars: {error}");
            ExitCode::FAILURE
        }
    }
}
