//! How the server behaves.

use std::path::PathBuf;
use std::time::Duration;

use crate::Fault;

/// Whether and how the server encrypts. Its certificate is made at the start, for `localhost` and `127.0.0.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    None,
    /// STARTTLS is offered.
    StartTls,
    /// From the first byte.
    Implicit,
}

/// A login that the server asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The mechanisms that it offers, such as `PLAIN LOGIN`.
    pub mechanisms: String,
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

/// How the server behaves. The default is fair weather, but for recipients whose local part asks for trouble:
/// `defer-…` (451 at RCPT), `refuse-…` (550 at RCPT), `full-…` (452 at the dot), `spam-…` (554 at the dot), `drop-…`
/// (closes at the dot, not accepted), `vanish-…` (closes at the dot, accepted), `slow-…` (250 after two seconds),
/// `silent-…` (never answers the dot).
#[derive(Clone, Debug)]
pub struct Script {
    /// The port on the loopback interface; 0 for a free one.
    pub port: u16,
    /// Whether PIPELINING is offered. If not, a client that does it all the same is recorded.
    pub pipelining: bool,
    /// Whether EHLO is understood, or only HELO.
    pub extended_hello: bool,
    /// Whether and how the server encrypts.
    pub encryption: Encryption,
    /// The login that it asks for, if any.
    pub login: Option<Login>,
    /// The largest message that it says it takes.
    pub largest_message: Option<usize>,
    /// The faults; the first that strikes counts.
    pub faults: Vec<Fault>,
    /// A pause before each byte of every reply.
    pub tarpit: Option<Duration>,
    /// A pause before each message is accepted.
    pub throttle: Duration,
    /// How long a connection may be idle before it is closed with 421.
    pub idle: Option<Duration>,
    /// Whether whole messages are kept in memory, or only their number and Message-IDs.
    pub keep_messages: bool,
    /// A file to which the Message-ID of each message is appended as it is accepted, before the reply.
    pub log: Option<PathBuf>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            port: 0,
            pipelining: true,
            extended_hello: true,
            encryption: Encryption::None,
            login: None,
            largest_message: None,
            faults: Fault::by_local_part(),
            tarpit: None,
            throttle: Duration::ZERO,
            idle: None,
            keep_messages: true,
            log: None,
        }
    }
}

impl Script {
    /// Fair weather with this fault, which goes before those by local part.
    #[must_use]
    pub fn with(mut self, fault: Fault) -> Self {
        let position = self.faults.len() - Fault::by_local_part().len().min(self.faults.len());
        self.faults.insert(position, fault);
        self
    }
}
