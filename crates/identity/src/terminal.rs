//! Stores, terminals, and the codes by which a terminal is paired.

use chrono::Duration;
use regulars_kernel::{Change, Environment, Instant, Label, StoreId, TerminalId};
use sha2::{Digest, Sha256};

use crate::BusinessAddress;

/// A place of sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// Its id.
    pub id: StoreId,
    /// Its name.
    pub name: Label,
    /// The merchant's own short code for it, unique within the merchant.
    pub code: Option<Label>,
    /// Where it is.
    pub address: BusinessAddress,
    /// When it was closed for good.
    pub closed_at: Option<Instant>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A partial update of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StorePatch {
    /// New name.
    pub name: Option<Label>,
    /// Own code.
    pub code: Change<Label>,
    /// Street and number.
    pub street: Change<Label>,
    /// Postcode.
    pub postcode: Change<Label>,
    /// City.
    pub city: Change<Label>,
    /// Country code.
    pub country: Change<String>,
    /// Whether it is closed.
    pub closed: Option<bool>,
}

impl Store {
    /// The store after `patch`.
    #[must_use]
    pub fn patched(self, patch: StorePatch, now: Instant) -> Self {
        Self {
            id: self.id,
            name: patch.name.unwrap_or(self.name),
            code: patch.code.apply(self.code),
            address: BusinessAddress {
                street: patch.street.apply(self.address.street),
                postcode: patch.postcode.apply(self.address.postcode),
                city: patch.city.apply(self.address.city),
                country: patch.country.apply(self.address.country),
            },
            closed_at: match patch.closed {
                None => self.closed_at,
                Some(true) => self.closed_at.or(Some(now)),
                Some(false) => None,
            },
            created_at: self.created_at,
            updated_at: now,
        }
    }
}

/// A paired device. Its id is the default `source` of its receipts and stays when the device is paired anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Its id.
    pub id: TerminalId,
    /// Its name.
    pub name: Label,
    /// The store that it stands in.
    pub store: Option<StoreId>,
    /// When a device last took the pairing code.
    pub paired_at: Option<Instant>,
    /// When it was cut off.
    pub revoked_at: Option<Instant>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A short code that a person types into a device (RFC 8628: letters that are not mistaken for each other).
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode(String);

/// What a store keeps of a pairing code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingCodeHash(pub Vec<u8>);

impl PairingCode {
    /// How long a code can be used.
    pub const LIFETIME: Duration = Duration::minutes(15);
    const ALPHABET: &'static [u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
    const LETTERS: usize = 10;

    /// A fresh code, such as `BCDFG-HJKLM`: 43 bits, which the rate limit and the short life guard.
    pub fn generate(environment: &Environment) -> Self {
        let mut code = String::with_capacity(Self::LETTERS + 1);
        while code.len() < Self::LETTERS {
            // Bytes past the last whole multiple of the alphabet are drawn again, so that every letter is as likely.
            for byte in environment.random_bytes::<16>() {
                let index = usize::from(byte);
                if index < 240 && code.len() < Self::LETTERS {
                    code.push(char::from(Self::ALPHABET[index % Self::ALPHABET.len()]));
                }
            }
        }
        code.insert(5, '-');
        Self(code)
    }

    /// A code that a device presents; letter case, spaces and dashes do not matter.
    pub fn presented(text: &str) -> Self {
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).take(64).collect();
        let mut code = letters.to_ascii_uppercase();
        if code.len() > 5 {
            code.insert(5, '-');
        }
        Self(code)
    }

    /// The code, for the person who types it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What a store keeps.
    pub fn hash(&self) -> PairingCodeHash {
        PairingCodeHash(Sha256::digest(self.0.as_bytes()).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = PairingCode::generate(&Environment::system());
        assert_eq!(code.expose().len(), 11);
        let typed = code.expose().replace('-', " ").to_lowercase();
        assert!(PairingCode::presented(&typed).hash() == code.hash());
    }
}
