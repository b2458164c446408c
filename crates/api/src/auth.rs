//! Credentials: who calls, and what that caller may do.

mod access_token;
mod basic_credentials;
mod caller;
mod credential_cache;
mod machine_keys;
mod secrets;

pub use access_token::{AccessTokens, IssuedToken, PublicKey};
pub use basic_credentials::BasicCredentials;
pub use caller::{AnyCaller, Caller, CredentialOf, Identity, OperatorCaller, or_refuse, refuse};
pub use credential_cache::CredentialCache;
pub use machine_keys::Program;
pub use secrets::Secrets;
