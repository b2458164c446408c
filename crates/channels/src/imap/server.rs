//! Where a mailbox is, and how to get in there.

use std::fmt;

use secrecy::SecretString;

/// How the connection is protected. A certificate is always verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImapSecurity {
    /// Encrypted from the first byte (usually port 993).
    Tls,
    /// Encrypted by `STARTTLS`, or not used at all.
    StartTls,
    /// Never encrypted: for a server in an allowed network only.
    None,
}

/// A mailbox on a server.
#[derive(Clone)]
pub struct ImapServer {
    /// The name of the server, which its certificate must have.
    pub host: String,
    /// The TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub security: ImapSecurity,
    /// The name of the user.
    pub username: String,
    /// The password. It prints redacted and is wiped from memory.
    pub password: SecretString,
}

impl fmt::Debug for ImapServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, security, .. } = self;
        formatter
            .debug_struct("ImapServer")
            .field("host", host)
            .field("port", port)
            .field("security", security)
            .finish_non_exhaustive()
    }
}
