//! Whose certificates the servers of mailboxes may have.

use std::fmt;
use std::fs;
use std::str::FromStr;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::tls::{public_roots, trusting};

/// The authorities whose certificates the servers of mailboxes may have: those that browsers trust, and those of a file.
#[derive(Clone)]
pub struct MailboxAuthorities(Arc<ClientConfig>);

/// The text names no file of certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a file that can be read, with certificates in PEM")]
pub struct InvalidAuthorities;

impl MailboxAuthorities {
    /// TLS with servers whose certificate comes from one of them.
    pub(super) fn tls(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.0)
    }
}

impl Default for MailboxAuthorities {
    fn default() -> Self {
        Self(trusting(public_roots()))
    }
}

impl FromStr for MailboxAuthorities {
    type Err = InvalidAuthorities;

    /// Reads the file of that name.
    fn from_str(path: &str) -> Result<Self, InvalidAuthorities> {
        let file = fs::read(path).or(Err(InvalidAuthorities))?;
        let mut roots = public_roots();
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(&file) {
            roots.add(certificate.or(Err(InvalidAuthorities))?).or(Err(InvalidAuthorities))?;
        }
        if roots.len() == before { Err(InvalidAuthorities) } else { Ok(Self(trusting(roots))) }
    }
}

impl fmt::Debug for MailboxAuthorities {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MailboxAuthorities").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        for path in ["/nowhere/at/all.pem", "/dev/null", ""] {
            assert_eq!(path.parse::<MailboxAuthorities>().err(), Some(InvalidAuthorities), "{path}");
        }
    }
}
