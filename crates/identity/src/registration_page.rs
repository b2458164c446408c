//! The public page on which people register themselves.

use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Environment, MerchantId, StoreError};
use uuid::Uuid;

use crate::IdentityStore;

/// The merchant in the address of its page: its id in base 32 (RFC 4648), in lower case. It is no secret, so that it may stand on
/// a poster for years; the page is there only while it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MerchantKey(pub MerchantId);

/// The text is no key of a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no key of a merchant")]
pub struct InvalidMerchantKey;

impl std::fmt::Display for MerchantKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&BASE32_NOPAD.encode(self.0.value().as_bytes()).to_ascii_lowercase())
    }
}

impl FromStr for MerchantKey {
    type Err = InvalidMerchantKey;

    fn from_str(text: &str) -> Result<Self, InvalidMerchantKey> {
        let bytes =
            BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).map_err(|_| InvalidMerchantKey)?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| InvalidMerchantKey)?;
        Ok(Self(MerchantId::new(Uuid::from_bytes(bytes))))
    }
}

/// Whether people may register themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrationPage {
    /// Whether the page is there.
    pub open: bool,
}

/// The page with the merchant whose it is, for the audit trail.
struct PageOf(MerchantId, RegistrationPage);

impl Recorded for PageOf {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default().value("registration_page.open", self.1.open).into_fields()
    }
}

/// Opens or closes the page, which was `before`.
pub async fn set_registration_page(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    before: RegistrationPage,
    page: RegistrationPage,
) -> Result<(), StoreError> {
    store.write_registration_page(page).await?;
    let note = AuditNote::updated(&PageOf(merchant, before), &PageOf(merchant, page));
    store.note_if(environment, note).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_to_its_merchant_in_any_letter_case() {
        let merchant = MerchantId::new(Uuid::from_u128(0x0192_f0c1_2b3c_7d4e_8f5a_6b7c_8d9e_0f40));
        let key = MerchantKey(merchant).to_string();
        assert_eq!(key.len(), 26);
        assert_eq!(key.parse(), Ok(MerchantKey(merchant)));
        assert_eq!(key.to_uppercase().parse(), Ok(MerchantKey(merchant)));
        for wrong in ["", "a", "../../etc", &key[1..], &format!("{key}a")] {
            assert_eq!(wrong.parse::<MerchantKey>(), Err(InvalidMerchantKey), "{wrong}");
        }
    }
}
