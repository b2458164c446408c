//! Who reacted, without a name: a mark by which the recipients of one newsletter are told from each other.

use std::fmt;

use chrono::Duration;
use hmac::{Hmac, KeyInit, Mac};
use regulars_kernel::{CustomerId, Environment, Instant};
use sha2::Sha256;
use uuid::Uuid;

/// A recipient of one newsletter: the keyed hash of the customer. Once the key is destroyed nobody can tell whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReaderMark(Uuid);

impl ReaderMark {
    /// The mark as it was stored.
    pub const fn new(value: Uuid) -> Self {
        Self(value)
    }

    /// What is stored.
    pub const fn value(self) -> Uuid {
        self.0
    }

    /// The mark of somebody who may be named and has none yet when the key is gone.
    pub const fn of_named(customer: CustomerId) -> Self {
        Self(customer.value())
    }
}

/// The key of one newsletter's marks. `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReaderKey([u8; 32]);

impl fmt::Debug for ReaderKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReaderKey(…)")
    }
}

impl ReaderKey {
    /// How long after the freeze a key lives.
    pub const LIFE: Duration = Duration::days(30);

    /// A key that nobody has had before.
    pub fn fresh(environment: &Environment) -> Self {
        Self(environment.random_bytes())
    }

    /// The key of those bytes. None when they are not 32.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().map(Self).ok()
    }

    /// What is stored, until the key is destroyed.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The mark of a customer: the first half of HMAC-SHA256 over the id.
    pub fn mark(&self, customer: CustomerId) -> ReaderMark {
        // HMAC pads a key that is shorter than its block with zeros (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(customer.value().as_bytes());
        let hash = mac.finalize().into_bytes();
        let mut half = [0; 16];
        half.copy_from_slice(&hash[..16]);
        ReaderMark(Uuid::from_bytes(half))
    }

    /// When the key of a newsletter that was frozen at an instant is destroyed.
    pub fn end_of(frozen_at: Instant) -> Instant {
        frozen_at.checked_add_signed(Self::LIFE).unwrap_or(Instant::MAX_UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_depends_on_the_customer_and_on_the_key() {
        let customer = |number| CustomerId::new(Uuid::from_u128(number));
        let (key, other) = (ReaderKey([1; 32]), ReaderKey([2; 32]));
        assert_eq!(key.mark(customer(1)), key.mark(customer(1)));
        assert_ne!(key.mark(customer(1)), key.mark(customer(2)));
        assert_ne!(key.mark(customer(1)), other.mark(customer(1)));
        assert_ne!(key.mark(customer(1)).value(), customer(1).value());
        assert!(!format!("{key:?}").contains('1'));
    }
}
