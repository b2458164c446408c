//! Tokens of `/c`: single-use, of 256 bits, bound to merchant, purpose and address.
//!
//! The secret of a token is derived from the merchant and the token's id, so a job that will send it carries the id
//! alone. The store keeps SHA-256 of the token, never the token.

use std::fmt;

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use regulars_kernel::{Channel, ConsentTextId, CustomerId, Instant, MerchantId, named};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::gate::contact_address::ContactAddress;
use crate::links::keys::LinkKeys;

named! {
    /// What a person confirms.
    ConfirmationPurpose {
        /// That advertising may come to this address.
        OptIn = "opt_in",
        /// That they become a regular of the merchant.
        BecomeRegular = "become_regular",
    }
}

/// The id of a confirmation, by which a job refers to it. It opens nothing without the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConfirmationId(pub Uuid);

/// A token as it stands in an address. Both ids are in it, so that it is verified before anything is looked up.
#[derive(Clone)]
pub struct ConfirmationToken {
    merchant: MerchantId,
    id: ConfirmationId,
    secret: [u8; 32],
}

/// What a store keeps of a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConfirmationHash(pub Vec<u8>);

impl ConfirmationToken {
    /// The token of a confirmation under each key, the newest first.
    pub fn derive(keys: &LinkKeys, merchant: MerchantId, id: ConfirmationId) -> impl Iterator<Item = Self> {
        keys.confirmation_secrets(merchant, id.0).map(move |secret| Self { merchant, id, secret })
    }

    /// Reads a token that somebody presents. Unknown, forged and damaged ones are all `None`.
    pub fn verify(keys: &LinkKeys, text: &str) -> Option<Self> {
        if text.len() > 100 {
            return None;
        }
        let bytes: [u8; 64] = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?;
        let (merchant, rest) = bytes.split_first_chunk::<16>()?;
        let (id, secret) = rest.split_first_chunk::<16>()?;
        let merchant = MerchantId::new(Uuid::from_bytes(*merchant));
        let id = ConfirmationId(Uuid::from_bytes(*id));
        let secret: [u8; 32] = secret.try_into().ok()?;
        if keys.confirms(merchant, id.0, &secret) { Some(Self { merchant, id, secret }) } else { None }
    }

    /// The merchant that the token belongs to.
    pub const fn merchant(&self) -> MerchantId {
        self.merchant
    }

    /// What a store keeps.
    pub fn hash(&self) -> ConfirmationHash {
        ConfirmationHash(Sha256::digest(self.bytes()).to_vec())
    }

    /// The token itself, for the one message that carries it.
    pub fn reveal(&self) -> SecretString {
        SecretString::from(BASE64URL_NOPAD.encode(&self.bytes()))
    }

    fn bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..16].copy_from_slice(self.merchant.value().as_bytes());
        bytes[16..32].copy_from_slice(self.id.0.as_bytes());
        bytes[32..].copy_from_slice(&self.secret);
        bytes
    }
}

impl fmt::Debug for ConfirmationToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ConfirmationToken({})", self.id.0)
    }
}

impl PartialEq<str> for ConfirmationToken {
    fn eq(&self, text: &str) -> bool {
        self.reveal().expose_secret() == text
    }
}

/// What somebody was asked to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What the store keeps of its token.
    pub hash: ConfirmationHash,
    /// What is confirmed.
    pub purpose: ConfirmationPurpose,
    /// Who confirms.
    pub customer: CustomerId,
    /// The channel that the link was sent over.
    pub channel: Channel,
    /// The address that the link was sent to.
    pub address: ContactAddress,
    /// The consent text that the person is shown.
    pub text: Option<ConsentTextId>,
    /// When it was asked for.
    pub created_at: Instant,
    /// Until when it can be confirmed.
    pub expires_at: Instant,
    /// When it was confirmed.
    pub used_at: Option<Instant>,
}

impl Confirmation {
    /// How long a token can be used.
    pub const LIFETIME: Duration = Duration::days(7);
}

#[cfg(test)]
mod tests {
    use regulars_kernel::Environment;

    use super::*;

    #[test]
    fn a_token_is_derived_again_and_verifies_without_a_store() {
        let environment = Environment::system();
        let merchant = MerchantId::new(environment.new_id());
        let id = ConfirmationId(environment.new_id());
        let keys = LinkKeys::new(b"one");
        let token = ConfirmationToken::derive(&keys, merchant, id).next().unwrap();
        let text = token.reveal().expose_secret().to_owned();
        let presented = ConfirmationToken::verify(&keys, &text).unwrap();
        assert_eq!((presented.merchant(), presented.hash()), (merchant, token.hash()));
        assert!(ConfirmationToken::derive(&keys, merchant, id).next().unwrap() == *text);
        let other_merchant = MerchantId::new(environment.new_id());
        let foreign = ConfirmationToken::derive(&keys, other_merchant, id).next().unwrap();
        assert_ne!(foreign.secret, token.secret);
        for index in 0..text.len() {
            let mut changed = text.clone();
            changed.replace_range(index..=index, if &text[index..=index] == "A" { "B" } else { "A" });
            assert!(ConfirmationToken::verify(&keys, &changed).is_none(), "letter {index}");
        }
        assert!(ConfirmationToken::verify(&LinkKeys::new(b"two"), &text).is_none());
        assert!(ConfirmationToken::verify(&LinkKeys::new(b"two").with_older(b"one"), &text).is_some());
        assert!(!format!("{token:?}").contains(&text));
    }
}
