//! Credentials: who calls, and what that caller may do.

mod access_token;
mod caller;
mod credential_cache;
mod secrets;

pub use access_token::{AccessTokens, PublicKey};
pub use caller::{AnyCaller, Caller, CredentialOf, Identity, OperatorCaller, or_refuse, refuse};
pub use credential_cache::CredentialCache;
pub use secrets::Secrets;
