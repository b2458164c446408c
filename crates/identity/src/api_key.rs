//! Machine keys.
//!
//! A key reads `rk_` and 111 letters of base32: the merchant's id, the key's id, a secret of 256 bits and a checksum.
//! The ids inside make its lookup one row of one merchant; the checksum lets a typing mistake or a scanner's false
//! find be refused without a lookup.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use regulars_kernel::{ApiKeyId, Environment, Instant, Label, MerchantId, TerminalId};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Role;

const PREFIX: &str = "rk_";
const SECRET_LENGTH: usize = 32;
const LENGTH: usize = 16 + 16 + SECRET_LENGTH + 4;

/// A key as its owner holds it.
#[derive(Clone, Debug)]
pub struct ApiKeySecret {
    text: SecretString,
    hash: Vec<u8>,
}

impl ApiKeySecret {
    /// A fresh key for `id` of `merchant`.
    pub fn generate(environment: &Environment, merchant: MerchantId, id: ApiKeyId) -> Self {
        Self::from_secret(merchant, id, environment.random_bytes())
    }

    /// The key made of a given secret, for the one key that must be told again: the demo's.
    pub fn from_secret(merchant: MerchantId, id: ApiKeyId, secret: [u8; SECRET_LENGTH]) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(merchant.value().as_bytes());
        bytes.extend_from_slice(id.value().as_bytes());
        bytes.extend_from_slice(&secret);
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        let text = format!("{PREFIX}{}", BASE32_NOPAD.encode(&bytes).to_ascii_lowercase());
        Self { text: SecretString::from(text), hash: Sha256::digest(secret).to_vec() }
    }

    /// The key itself, for the one answer that carries it.
    pub fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    /// What a store keeps of the secret.
    pub fn hash(&self) -> &[u8] {
        &self.hash
    }

    /// The beginning of the key, by which its owner can tell it from others.
    pub fn prefix(&self) -> String {
        self.expose().chars().take(PREFIX.len() + 34).skip(PREFIX.len() + 26).collect()
    }
}

/// A key that a caller presents: where to look it up, and the hash that must stand there.
#[derive(Clone)]
pub struct PresentedKey {
    /// The merchant in the key.
    pub merchant: MerchantId,
    /// The key's id.
    pub id: ApiKeyId,
    /// SHA-256 of the secret. A secret of full entropy needs no slow hash.
    pub hash: Vec<u8>,
}

/// The text is not a key: wrong form or checksum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an API key")]
pub struct InvalidApiKey;

impl PresentedKey {
    /// Whether `text` looks like a key rather than like another kind of bearer token.
    pub fn looks_like_one(text: &str) -> bool {
        text.starts_with(PREFIX)
    }
}

impl FromStr for PresentedKey {
    type Err = InvalidApiKey;

    fn from_str(text: &str) -> Result<Self, InvalidApiKey> {
        let encoded = text.strip_prefix(PREFIX).ok_or(InvalidApiKey)?;
        if encoded.len() > 2 * LENGTH || encoded.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(InvalidApiKey);
        }
        let bytes = BASE32_NOPAD.decode(encoded.to_ascii_uppercase().as_bytes()).or(Err(InvalidApiKey))?;
        let (checked, checksum) = bytes.split_last_chunk::<4>().ok_or(InvalidApiKey)?;
        if bytes.len() != LENGTH || crc32fast::hash(checked).to_be_bytes() != *checksum {
            return Err(InvalidApiKey);
        }
        let id = |from: usize| Uuid::from_slice(&checked[from..from + 16]).or(Err(InvalidApiKey));
        Ok(Self {
            merchant: MerchantId::new(id(0)?),
            id: ApiKeyId::new(id(16)?),
            hash: Sha256::digest(&checked[32..]).to_vec(),
        })
    }
}

impl fmt::Debug for PresentedKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PresentedKey({})", self.id)
    }
}

/// A key as a store keeps it, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What its owner calls it.
    pub name: Label,
    /// `Terminal` or `Integrator`.
    pub role: Role,
    /// What an integrator's key may do; empty for a terminal, whose role says it.
    pub scopes: Vec<String>,
    /// Eight letters by which its owner can tell it from others.
    pub prefix: String,
    /// The terminal that holds it.
    pub terminal: Option<TerminalId>,
    /// When it was issued.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// What a valid key grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGrant {
    /// The key.
    pub key: ApiKey,
    /// SHA-256 of the secret.
    pub secret_hash: Vec<u8>,
    /// Whether the merchant may work.
    pub merchant_active: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> (ApiKeySecret, MerchantId, ApiKeyId) {
        let environment = Environment::system();
        let (merchant, id) = (MerchantId::new(environment.new_id()), ApiKeyId::new(environment.new_id()));
        (ApiKeySecret::generate(&environment, merchant, id), merchant, id)
    }

    #[test]
    fn a_key_carries_its_ids_and_its_hash() {
        let (secret, merchant, id) = fresh();
        let presented: PresentedKey = secret.expose().parse().unwrap();
        assert_eq!(
            (presented.merchant, presented.id, presented.hash.as_slice()),
            (merchant, id, secret.hash())
        );
    }

    #[test]
    fn one_wrong_letter_is_seen_without_a_lookup() {
        let (secret, ..) = fresh();
        let mut text = secret.expose().to_owned();
        let wrong = if text.ends_with('a') { "b" } else { "a" };
        text.replace_range(40..41, if &text[40..41] == wrong { "c" } else { wrong });
        assert!(text.parse::<PresentedKey>().is_err());
    }

    #[test]
    fn other_texts_are_no_keys() {
        let (secret, ..) = fresh();
        for text in
            ["", "rk_", "rk_aaaa", "eyJhbGciOi", &secret.expose().to_uppercase(), &secret.expose()[3..]]
        {
            assert!(text.parse::<PresentedKey>().is_err(), "{text:?}");
        }
    }
}
