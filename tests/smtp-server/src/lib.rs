//! A scripted SMTP server: it makes every kind of SMTP weather on request, and records what it accepted. Tests start
//! it in their own process through [`ScriptedSmtpServer`], or as a process of its own through the binary
//! `smtp-server`.

mod certificate;
mod dialogue;
mod fault;
mod ledger;
mod lines;
mod script;
mod server;

pub use fault::{Fault, InvalidFault, Stage, Weather};
pub use ledger::ReceivedMessage;
pub use script::{Encryption, Login, Script};
pub use server::ScriptedSmtpServer;
