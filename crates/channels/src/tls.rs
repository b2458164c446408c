//! How connections to mail servers are encrypted.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};

/// The certificates that browsers trust.
pub(crate) fn public_roots() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// TLS with servers whose certificate comes from one of `roots`.
#[expect(clippy::expect_used, reason = "the provider is fixed, and it speaks the default versions of TLS")]
pub(crate) fn trusting(roots: RootCertStore) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks TLS 1.2 and 1.3");
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}
