//! Where mail goes out, and how to get in there.

use std::fmt;
use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use secrecy::SecretString;

use super::timeouts::SmtpTimeouts;
use crate::tls::{public_roots, trusting};

/// How a connection to a relay is protected. A certificate, wherever one is shown, is always verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelaySecurity {
    /// Never encrypted: for a relay on the same machine or in a closed network.
    None,
    /// Encrypted through STARTTLS if the relay offers it. Somebody in the middle can remove the offer.
    Opportunistic,
    /// Encrypted through STARTTLS, or not used at all.
    Required,
    /// Encrypted from the first byte (`smtps://`, usually port 465).
    Implicit,
}

/// Who we are at a relay.
#[derive(Clone, Debug)]
pub struct RelayCredentials {
    /// The name of the user.
    pub user: String,
    /// The password. It prints redacted and is wiped from memory.
    pub password: SecretString,
}

/// A relay: the SMTP server that takes a merchant's mail. Usually made from an address, see its `FromStr`.
#[derive(Clone)]
pub struct SmtpRelay {
    /// The name or IP address of the relay; also the name that its certificate must have.
    pub host: String,
    /// The TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub security: RelaySecurity,
    /// How to log in, if at all.
    pub credentials: Option<RelayCredentials>,
    /// The name that we give ourselves in EHLO.
    pub hello_name: String,
    /// How long each step may take.
    pub timeouts: SmtpTimeouts,
    /// After how many messages a connection is closed and another one opened.
    pub messages_per_connection: u32,
    tls: Arc<ClientConfig>,
}

impl SmtpRelay {
    /// How many messages go through one connection unless told otherwise.
    pub const MESSAGES_PER_CONNECTION: u32 = 10_000;

    /// A relay at `host` and `port` without login, that trusts what browsers trust.
    pub fn new(host: &str, port: u16, security: RelaySecurity) -> Self {
        Self {
            host: host.to_owned(),
            port,
            security,
            credentials: None,
            hello_name: "localhost".to_owned(),
            timeouts: SmtpTimeouts::default(),
            messages_per_connection: Self::MESSAGES_PER_CONNECTION,
            tls: trusting(public_roots()),
        }
    }

    /// The same relay, whose certificate must come from one of `roots` instead, for a relay with a certificate of its
    /// own.
    #[must_use]
    pub fn with_roots(mut self, roots: RootCertStore) -> Self {
        self.tls = trusting(roots);
        self
    }

    /// The same relay with other time limits.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: SmtpTimeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    pub(super) fn tls(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.tls)
    }
}

impl fmt::Debug for SmtpRelay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SmtpRelay")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("logs_in", &self.credentials.is_some())
            .finish_non_exhaustive()
    }
}
