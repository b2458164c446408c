//! Seals what must be kept about a customer with a key of that customer's own, which erasure destroys.
//!
//! The customer's key is itself sealed by a root key that comes from outside the database, so that neither the database
//! nor a backup of it opens anything. The cipher is XChaCha20-Poly1305, whose nonces are long enough to be random.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::Mac;
use regulars_kernel::{Channel, CompanyId, CustomerId, Environment, MemberId, MerchantId};

use crate::gate::contact_address::ContactAddress;
use crate::ledger::key_material::{DerivedKey, add};

const NONCE_LENGTH: usize = 24;
const KEY_LENGTH: usize = 32;

/// Sealed bytes cannot be opened: another key, other surroundings, or bytes that were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed bytes do not open")]
pub struct DoesNotOpen;

/// The root keys that seal the customers' keys, the newest first.
#[derive(Clone, Debug)]
pub struct SealingKeys(Vec<DerivedKey>);

/// A customer's key as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedKey(pub Vec<u8>);

/// A customer's key, opened.
#[derive(Clone, Debug)]
pub struct CustomerKey {
    sealing: DerivedKey,
    commitment: DerivedKey,
}

impl SealingKeys {
    /// Seals with the key that `secret` leads to. The secret has 256 bits of randomness.
    pub fn new(secret: &[u8]) -> Self {
        Self(vec![root(secret)])
    }

    /// Opens also what was sealed under an older secret.
    #[must_use]
    pub fn with_older(mut self, secret: &[u8]) -> Self {
        self.0.push(root(secret));
        self
    }

    /// Makes a key for a customer, and its sealed form for the store.
    pub fn new_customer_key(
        &self,
        environment: &Environment,
        merchant: MerchantId,
        customer: CustomerId,
    ) -> Result<(CustomerKey, SealedKey), DoesNotOpen> {
        self.new_key(environment, &surroundings(merchant, customer))
    }

    /// Makes a key for a company, and its sealed form for the store.
    pub fn new_company_key(
        &self,
        environment: &Environment,
        merchant: MerchantId,
        company: CompanyId,
    ) -> Result<(CustomerKey, SealedKey), DoesNotOpen> {
        self.new_key(environment, &surroundings_of_company(merchant, company))
    }

    /// Opens a company's key.
    pub fn open_company_key(
        &self,
        merchant: MerchantId,
        company: CompanyId,
        sealed: &SealedKey,
    ) -> Result<CustomerKey, DoesNotOpen> {
        self.open_key(&surroundings_of_company(merchant, company), sealed)
    }

    /// Opens a customer's key.
    pub fn open_customer_key(
        &self,
        merchant: MerchantId,
        customer: CustomerId,
        sealed: &SealedKey,
    ) -> Result<CustomerKey, DoesNotOpen> {
        self.open_key(&surroundings(merchant, customer), sealed)
    }

    fn new_key(
        &self,
        environment: &Environment,
        around: &[u8],
    ) -> Result<(CustomerKey, SealedKey), DoesNotOpen> {
        let secret: [u8; KEY_LENGTH] = environment.random_bytes();
        let newest = self.0.first().ok_or(DoesNotOpen)?;
        let sealed = seal(newest, environment, around, &secret)?;
        Ok((CustomerKey::new(&secret), SealedKey(sealed)))
    }

    fn open_key(&self, around: &[u8], sealed: &SealedKey) -> Result<CustomerKey, DoesNotOpen> {
        self.0
            .iter()
            .find_map(|key| open(key, around, &sealed.0).ok())
            .map(|secret| CustomerKey::new(&secret))
            .ok_or(DoesNotOpen)
    }
}

impl SealingKeys {
    /// Seals a secret of a merchant's own, such as the password of its mailbox, under the newest key. `what` says what it is:
    /// it opens as that only.
    pub fn seal_of_merchant(
        &self,
        environment: &Environment,
        merchant: MerchantId,
        what: &[u8],
        secret: &[u8],
    ) -> Result<Vec<u8>, DoesNotOpen> {
        let newest = self.0.first().ok_or(DoesNotOpen)?.derive(OF_MERCHANTS);
        seal(&newest, environment, &[merchant.value().as_bytes().as_slice(), what].concat(), secret)
    }

    /// Opens what [`Self::seal_of_merchant`] sealed, under whichever key.
    pub fn open_of_merchant(
        &self,
        merchant: MerchantId,
        what: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, DoesNotOpen> {
        let around = [merchant.value().as_bytes().as_slice(), what].concat();
        let opened = self.0.iter().find_map(|key| open(&key.derive(OF_MERCHANTS), &around, sealed).ok());
        opened.ok_or(DoesNotOpen)
    }
}

/// The name of the keys that seal merchants' own secrets.
const OF_MERCHANTS: &str = "regulars secrets of merchants v1";

/// What somebody or something is known again by that is no longer kept: HMAC-SHA256 under a key from outside the database,
/// so that nobody who has the database alone can try addresses out against it.
pub type Digest = [u8; 32];

impl SealingKeys {
    /// What an address is known again by once its owner was erased, under each key, the newest first.
    pub fn address_digests(
        &self,
        merchant: MerchantId,
        channel: Channel,
        address: &ContactAddress,
    ) -> Vec<Digest> {
        self.digests(&[
            b"address",
            merchant.value().as_bytes(),
            channel.name().as_bytes(),
            address.expose().as_bytes(),
        ])
    }

    /// What a member of the network is known again by whose customer was erased, under each key, the newest first.
    pub fn member_digests(&self, merchant: MerchantId, member: MemberId) -> Vec<Digest> {
        self.digests(&[b"member", merchant.value().as_bytes(), member.value().as_bytes()])
    }

    fn digests(&self, parts: &[&[u8]]) -> Vec<Digest> {
        let digest = |root: &DerivedKey| {
            let mut mac = root.derive("regulars digests of the erased v1").authenticator();
            for part in parts {
                add(&mut |bytes| mac.update(bytes), part);
            }
            mac.finalize().into_bytes().into()
        };
        self.0.iter().map(digest).collect()
    }
}

impl CustomerKey {
    fn new(secret: &[u8]) -> Self {
        Self {
            sealing: DerivedKey::new("regulars customer sealing v1", secret),
            commitment: DerivedKey::new("regulars customer commitment v1", secret),
        }
    }

    /// Seals `content`. It opens only with the same `surroundings`, such as the id of the row that holds it.
    pub fn seal(
        &self,
        environment: &Environment,
        surroundings: &[u8],
        content: &[u8],
    ) -> Result<Vec<u8>, DoesNotOpen> {
        seal(&self.sealing, environment, surroundings, content)
    }

    /// Opens what [`Self::seal`] sealed.
    pub fn open(&self, surroundings: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
        open(&self.sealing, surroundings, sealed)
    }

    /// A commitment that reveals nothing to whoever lacks the key: HMAC-SHA256, for which the key is the salt. Without
    /// the key nobody can try out addresses against it.
    pub(crate) fn commit(&self, write: impl FnOnce(&mut dyn FnMut(&[u8]))) -> [u8; 32] {
        let mut mac = self.commitment.authenticator();
        write(&mut |bytes| mac.update(bytes));
        mac.finalize().into_bytes().into()
    }
}

fn root(secret: &[u8]) -> DerivedKey {
    DerivedKey::new("regulars root sealing v1", secret)
}

/// Other ones than those of a customer with the same id.
fn surroundings_of_company(merchant: MerchantId, company: CompanyId) -> Vec<u8> {
    [merchant.value().as_bytes().as_slice(), company.value().as_bytes(), b"company"].concat()
}

fn surroundings(merchant: MerchantId, customer: CustomerId) -> Vec<u8> {
    [merchant.value().into_bytes(), customer.value().into_bytes()].concat()
}

pub(crate) fn seal(
    key: &DerivedKey,
    environment: &Environment,
    surroundings: &[u8],
    content: &[u8],
) -> Result<Vec<u8>, DoesNotOpen> {
    let nonce: [u8; NONCE_LENGTH] = environment.random_bytes();
    let sealed = XChaCha20Poly1305::new(&key.cipher_key())
        .encrypt(&XNonce::from(nonce), Payload { msg: content, aad: surroundings })
        .or(Err(DoesNotOpen))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

pub(crate) fn open(key: &DerivedKey, surroundings: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LENGTH>().ok_or(DoesNotOpen)?;
    XChaCha20Poly1305::new(&key.cipher_key())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: surroundings })
        .or(Err(DoesNotOpen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (Environment, MerchantId, CustomerId) {
        let environment = Environment::system();
        let merchant = MerchantId::new(environment.new_id());
        let customer = CustomerId::new(environment.new_id());
        (environment, merchant, customer)
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_surroundings_only() {
        let (environment, merchant, customer) = ids();
        let keys = SealingKeys::new(b"root");
        let (key, sealed_key) = keys.new_customer_key(&environment, merchant, customer).unwrap();
        let sealed = key.seal(&environment, b"event 1", b"evidence").unwrap();
        let reopened = keys.open_customer_key(merchant, customer, &sealed_key).unwrap();
        assert_eq!(reopened.open(b"event 1", &sealed).unwrap(), b"evidence");
        assert_eq!(reopened.open(b"event 2", &sealed), Err(DoesNotOpen));
        assert!(!sealed.windows(8).any(|part| part == b"evidence"));
        let (other, _) = keys.new_customer_key(&environment, merchant, customer).unwrap();
        assert_eq!(other.open(b"event 1", &sealed), Err(DoesNotOpen));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(reopened.open(b"event 1", &changed), Err(DoesNotOpen), "byte {index}");
        }
    }

    #[test]
    fn an_address_is_known_again_under_each_key_and_in_its_merchant_and_channel_only() {
        let (environment, merchant, _) = ids();
        let address = |text: &str| ContactAddress::from_stored(text.to_owned());
        let old =
            SealingKeys::new(b"old").address_digests(merchant, Channel::Email, &address("ana@example.com"));
        let both = SealingKeys::new(b"new").with_older(b"old");
        let now = both.address_digests(merchant, Channel::Email, &address("ana@example.com"));
        assert_eq!((now.len(), now[1]), (2, old[0]));
        let other = MerchantId::new(environment.new_id());
        for (merchant, channel, text) in [
            (other, Channel::Email, "ana@example.com"),
            (merchant, Channel::Sms, "ana@example.com"),
            (merchant, Channel::Email, "eva@example.com"),
        ] {
            let digests = both.address_digests(merchant, channel, &address(text));
            assert!(digests.iter().all(|digest| !now.contains(digest)), "{channel} {text}");
        }
    }

    #[test]
    fn a_merchant_s_secret_opens_for_that_merchant_as_what_it_is_and_under_older_keys() {
        let (environment, merchant, _) = ids();
        let old = SealingKeys::new(b"old");
        let sealed = old.seal_of_merchant(&environment, merchant, b"mailbox", b"secret").unwrap();
        let both = SealingKeys::new(b"new").with_older(b"old");
        assert_eq!(both.open_of_merchant(merchant, b"mailbox", &sealed).unwrap(), b"secret");
        assert_eq!(both.open_of_merchant(merchant, b"drop", &sealed), Err(DoesNotOpen));
        let other = MerchantId::new(environment.new_id());
        assert_eq!(both.open_of_merchant(other, b"mailbox", &sealed), Err(DoesNotOpen));
        assert!(SealingKeys::new(b"new").open_of_merchant(merchant, b"mailbox", &sealed).is_err());
    }

    #[test]
    fn a_customer_s_key_opens_under_its_root_and_for_its_customer_only() {
        let (environment, merchant, customer) = ids();
        let (_, sealed) =
            SealingKeys::new(b"old").new_customer_key(&environment, merchant, customer).unwrap();
        assert!(SealingKeys::new(b"new").open_customer_key(merchant, customer, &sealed).is_err());
        let both = SealingKeys::new(b"new").with_older(b"old");
        assert!(both.open_customer_key(merchant, customer, &sealed).is_ok());
        let someone_else = CustomerId::new(environment.new_id());
        assert!(both.open_customer_key(merchant, someone_else, &sealed).is_err());
    }
}
