//! Our own SMTP client: the heart of the delivery engine. It exists because the engine must know, after every kind of
//! failure, whether a message may have left, and because one write and one round trip for each message make it as
//! fast as the relay.

mod channel;
mod connection;
mod dot_stuffing;
mod envelope;
mod extensions;
mod fault;
mod handshake;
mod login;
mod outcome;
mod pool;
mod relay;
mod relay_url;
mod reply;
mod session;
mod timeouts;
mod wire;

pub use connection::SmtpConnection;
pub use envelope::Envelope;
pub use extensions::Extensions;
pub use outcome::{Phase, RelayFailure, SmtpOutcome};
pub use pool::{PoolLimits, PooledConnection, SmtpPool};
pub use relay::{RelayCredentials, RelaySecurity, SmtpRelay};
pub use relay_url::InvalidRelay;
pub use reply::{EnhancedStatus, Reply};
pub use timeouts::SmtpTimeouts;
