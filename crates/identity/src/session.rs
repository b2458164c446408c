//! Sessions and their rotating refresh tokens.

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use regulars_kernel::{Environment, Instant, SessionId, UserId};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// One sign-in of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserId,
    /// When the session ends even if it is refreshed.
    pub expires_at: Instant,
}

impl Session {
    /// How long a session can be refreshed before the password is asked for again.
    pub const LIFETIME: Duration = Duration::days(30);
}

/// A secret of 256 bits that buys one new access token, and is then replaced.
#[derive(Clone, Debug)]
pub struct RefreshToken(SecretString);

/// What a store keeps of a refresh token: its SHA-256, which is enough for a secret of full entropy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshTokenHash(pub Vec<u8>);

impl RefreshToken {
    /// A fresh token.
    pub fn generate(environment: &Environment) -> Self {
        let secret: [u8; 32] = environment.random_bytes();
        Self(SecretString::from(BASE64URL_NOPAD.encode(&secret)))
    }

    /// A token that a caller presents.
    pub fn presented(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The token itself, for the one answer that carries it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What a store keeps.
    pub fn hash(&self) -> RefreshTokenHash {
        RefreshTokenHash(Sha256::digest(self.expose().as_bytes()).to_vec())
    }
}
