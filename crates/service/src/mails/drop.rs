//! The address at which a merchant's mail server drops copies of mails.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{CustomerId, Environment, Instant, MerchantId, StoreError};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::store::MailStore;

/// The secret in a drop address: 120 random bits in base 32 (RFC 4648) in lower case, since mail servers tell no letter case
/// apart. Whoever knows it can put mails on record, and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct DropToken([u8; DropToken::LENGTH]);

/// What a drop address is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTokenHash(pub Vec<u8>);

/// The text is no drop address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no drop address")]
pub struct InvalidDrop;

impl DropToken {
    /// How many bytes it has.
    pub const LENGTH: usize = 15;

    /// A new one.
    pub fn new(environment: &Environment) -> Self {
        Self(environment.random_bytes())
    }

    /// The one that a store has kept, sealed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidDrop> {
        bytes.try_into().map(Self).or(Err(InvalidDrop))
    }

    /// Its bytes, to be sealed.
    pub const fn expose(&self) -> &[u8] {
        &self.0
    }

    /// What it is found by.
    pub fn hash(&self) -> DropTokenHash {
        let mut digest = Sha256::new();
        digest.update(b"regulars mail drop v1");
        digest.update(self.0);
        DropTokenHash(digest.finalize().to_vec())
    }

    /// The part of the address before the `@`: of the merchant, or of one of its customers.
    pub fn local_part(&self, customer: Option<CustomerId>) -> String {
        let token = BASE32_NOPAD.encode(&self.0);
        let whose = customer.map(|customer| format!("+{}", BASE32_NOPAD.encode(customer.value().as_bytes())));
        format!("{token}{}", whose.unwrap_or_default()).to_ascii_lowercase()
    }
}

impl fmt::Debug for DropToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[drop token]")
    }
}

/// The part of a drop address before the `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropRecipient {
    /// The secret, which names the merchant.
    pub token: DropToken,
    /// The customer with whom the mail is to be put on record, whoever's addresses stand in it.
    pub customer: Option<CustomerId>,
}

impl FromStr for DropRecipient {
    type Err = InvalidDrop;

    fn from_str(text: &str) -> Result<Self, InvalidDrop> {
        let decode =
            |part: &str| BASE32_NOPAD.decode(part.to_ascii_uppercase().as_bytes()).map_err(|_| InvalidDrop);
        let (token, customer) =
            text.split_once('+').map_or((text, None), |(token, whose)| (token, Some(whose)));
        let customer = customer.map(decode).transpose()?;
        let customer = customer.map(|bytes| Uuid::from_slice(&bytes).map_err(|_| InvalidDrop)).transpose()?;
        Ok(Self { token: DropToken::from_bytes(&decode(token)?)?, customer: customer.map(CustomerId::new) })
    }
}

/// A merchant's drop address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailDrop {
    /// The secret in it.
    pub token: DropToken,
    /// Since when it holds.
    pub created_at: Instant,
}

/// Whether there is one, for the audit trail.
struct DropOf(MerchantId, bool);

impl Recorded for DropOf {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default().value("mail_drop.open", self.1).into_fields()
    }
}

/// Gives the merchant a new drop address. The one before, if there was one, leads nowhere from now on.
pub async fn rotate_mail_drop(
    store: &mut dyn MailStore,
    environment: &Environment,
    merchant: MerchantId,
) -> Result<MailDrop, StoreError> {
    let before = DropOf(merchant, store.mail_drop().await?.is_some());
    let after = DropOf(merchant, true);
    let drop = MailDrop { token: DropToken::new(environment), created_at: environment.now() };
    store.write_mail_drop(environment, &drop).await?;
    let note = AuditNote::with_new_secret(AuditNote::updated(&before, &after), &after, "mail_drop.token");
    store.note(environment, note).await?;
    Ok(drop)
}

/// Takes the merchant's drop address away. False when there is none.
pub async fn close_mail_drop(
    store: &mut dyn MailStore,
    environment: &Environment,
    merchant: MerchantId,
) -> Result<bool, StoreError> {
    if store.mail_drop().await?.is_none() {
        return Ok(false);
    }
    store.delete_mail_drop().await?;
    let note = AuditNote::updated(&DropOf(merchant, true), &DropOf(merchant, false));
    store.note_if(environment, note).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_merchant_and_customer_in_any_letter_case() {
        let environment = Environment::system();
        let token = DropToken::new(&environment);
        let customer = CustomerId::new(environment.new_id());
        for whose in [None, Some(customer)] {
            let local = token.local_part(whose);
            // RFC 5321, section 4.5.3.1.1.
            assert!(local.len() <= 64, "{local}");
            let meant = DropRecipient { token: token.clone(), customer: whose };
            assert_eq!(local.parse(), Ok(meant.clone()));
            assert_eq!(local.to_uppercase().parse(), Ok(meant));
        }
        let local = token.local_part(Some(customer));
        for wrong in ["", "+", "a", "../../etc", &local[1..], &format!("{local}a"), &format!("{local}+")] {
            assert_eq!(wrong.parse::<DropRecipient>(), Err(InvalidDrop), "{wrong}");
        }
        assert_eq!(format!("{token:?}"), "[drop token]");
    }
}
