//! The keys that sign links.

use hmac::Mac;
use regulars_kernel::MerchantId;
use uuid::Uuid;

use crate::gate::contact_address::ContactAddress;
use crate::ledger::key_material::{DerivedKey, add};

/// The keys that sign links, the newest first. Links are signed with the newest; older ones still verify.
#[derive(Clone, Debug)]
pub struct LinkKeys {
    newest: Keys,
    older: Vec<Keys>,
}

/// One key for each use, so that what was made for one use never verifies for another.
#[derive(Clone, Debug)]
struct Keys {
    links: DerivedKey,
    confirmations: DerivedKey,
    addresses: DerivedKey,
}

/// A short fingerprint of an address that a link carries. It tells whether the customer still has the address that the
/// link was sent to, and reveals nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressTag(pub [u8; AddressTag::LENGTH]);

impl AddressTag {
    /// How many bytes a tag has.
    pub const LENGTH: usize = 8;
}

impl Keys {
    fn new(secret: &[u8]) -> Self {
        Self {
            links: DerivedKey::new("regulars links v1", secret),
            confirmations: DerivedKey::new("regulars confirmations v1", secret),
            addresses: DerivedKey::new("regulars address tags v1", secret),
        }
    }

    fn tag(&self, merchant: MerchantId, address: &ContactAddress) -> AddressTag {
        let mut mac = self.addresses.authenticator();
        add(&mut |bytes| mac.update(bytes), merchant.value().as_bytes());
        add(&mut |bytes| mac.update(bytes), address.expose().as_bytes());
        let mut tag = [0; AddressTag::LENGTH];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..AddressTag::LENGTH]);
        AddressTag(tag)
    }
}

impl LinkKeys {
    /// Signs with the key that `secret` leads to. The secret has 256 bits of randomness.
    pub fn new(secret: &[u8]) -> Self {
        Self { newest: Keys::new(secret), older: Vec::new() }
    }

    /// Verifies also what was signed under an older secret.
    #[must_use]
    pub fn with_older(mut self, secret: &[u8]) -> Self {
        self.older.push(Keys::new(secret));
        self
    }

    /// The tag of an address.
    pub fn address_tag(&self, merchant: MerchantId, address: &ContactAddress) -> AddressTag {
        self.newest.tag(merchant, address)
    }

    /// Whether `tag` is the tag of an address.
    pub fn is_tag_of(&self, tag: AddressTag, merchant: MerchantId, address: &ContactAddress) -> bool {
        self.all().any(|keys| keys.tag(merchant, address) == tag)
    }

    /// The signature of a link: HMAC-SHA256, cut to 128 bits.
    pub(crate) fn sign(&self, content: &[u8]) -> [u8; 16] {
        let mut mac = self.newest.links.authenticator();
        mac.update(content);
        let mut signature = [0; 16];
        signature.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        signature
    }

    /// Whether a link was signed, in constant time.
    pub(crate) fn verifies(&self, content: &[u8], signature: &[u8; 16]) -> bool {
        self.all().any(|keys| {
            let mut mac = keys.links.authenticator();
            mac.update(content);
            mac.verify_truncated_left(signature).is_ok()
        })
    }

    /// The secret of a confirmation token under each key, the newest first.
    pub(crate) fn confirmation_secrets(
        &self,
        merchant: MerchantId,
        token: Uuid,
    ) -> impl Iterator<Item = [u8; 32]> {
        self.all().map(move |keys| confirmation(keys, merchant, token).finalize().into_bytes().into())
    }

    /// Whether a secret is that of a confirmation token, in constant time.
    pub(crate) fn confirms(&self, merchant: MerchantId, token: Uuid, secret: &[u8; 32]) -> bool {
        self.all().any(|keys| confirmation(keys, merchant, token).verify_slice(secret).is_ok())
    }

    fn all(&self) -> impl Iterator<Item = &Keys> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

fn confirmation(keys: &Keys, merchant: MerchantId, token: Uuid) -> hmac::Hmac<sha2::Sha256> {
    let mut mac = keys.confirmations.authenticator();
    mac.update(merchant.value().as_bytes());
    mac.update(token.as_bytes());
    mac
}
