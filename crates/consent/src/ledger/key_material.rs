//! Keys derived from the byte slices that the program was started with.

use chacha20poly1305::Key;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::{Digest, Sha256};

/// A key of 256 bits for one use. `Debug` prints it redacted.
#[derive(Clone, Debug)]
pub(crate) struct DerivedKey(SecretSlice<u8>);

impl DerivedKey {
    /// The key for `usage` that `secret` leads to.
    pub fn new(usage: &str, secret: &[u8]) -> Self {
        let mut mac = authenticator(&Sha256::digest(secret).into());
        mac.update(usage.as_bytes());
        Self(SecretSlice::from(mac.finalize().into_bytes().to_vec()))
    }

    /// Another key for another use, of which nobody gets to this one.
    pub fn derive(&self, usage: &str) -> Self {
        Self::new(usage, &self.bytes())
    }

    /// A fresh HMAC-SHA256 under this key.
    pub fn authenticator(&self) -> Hmac<Sha256> {
        authenticator(&self.bytes())
    }

    /// The key in the form that the cipher takes.
    pub fn cipher_key(&self) -> Key {
        self.bytes().into()
    }

    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.expose_secret());
        bytes
    }
}

/// HMAC pads a key that is shorter than its block with zeros (RFC 2104), so this is HMAC under those 32 bytes.
fn authenticator(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as KeyInit>::new(&block.into())
}

/// Adds `part` with its length in front, so that two different lists of parts never read the same.
pub(crate) fn add(mac: &mut impl FnMut(&[u8]), part: &[u8]) {
    mac(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
    mac(part);
}

/// Adds a part that may be absent. Absent and empty differ.
pub(crate) fn add_optional(mac: &mut impl FnMut(&[u8]), part: Option<&[u8]>) {
    mac(&[u8::from(part.is_some())]);
    add(mac, part.unwrap_or_default());
}
