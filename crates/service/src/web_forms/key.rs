//! The form in the address of its page.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use regulars_kernel::{MerchantId, WebFormId};
use uuid::Uuid;

/// The merchant and the form, in base 32 (RFC 4648) in lower case. It is no secret: it stands on the merchant's web site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebFormKey {
    /// Whose form it is.
    pub merchant: MerchantId,
    /// The form.
    pub form: WebFormId,
}

/// The text is no key of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no key of a form")]
pub struct InvalidWebFormKey;

impl fmt::Display for WebFormKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let both = [self.merchant.value().into_bytes(), self.form.value().into_bytes()].concat();
        formatter.write_str(&BASE32_NOPAD.encode(&both).to_ascii_lowercase())
    }
}

impl FromStr for WebFormKey {
    type Err = InvalidWebFormKey;

    fn from_str(text: &str) -> Result<Self, InvalidWebFormKey> {
        let bytes =
            BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).map_err(|_| InvalidWebFormKey)?;
        let (merchant, form) = bytes.split_at_checked(16).ok_or(InvalidWebFormKey)?;
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).map_err(|_| InvalidWebFormKey);
        Ok(Self { merchant: MerchantId::new(id(merchant)?), form: WebFormId::new(id(form)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_to_its_form_in_any_letter_case() {
        let key = WebFormKey {
            merchant: MerchantId::new(Uuid::from_u128(0x0192_f0c1_2b3c_7d4e_8f5a_6b7c_8d9e_0f40)),
            form: WebFormId::new(Uuid::from_u128(0x0192_f0c1_2b3c_7d4e_8f5a_6b7c_8d9e_0e80)),
        };
        let text = key.to_string();
        assert_eq!(text.len(), 52);
        assert_eq!((text.parse(), text.to_uppercase().parse()), (Ok(key), Ok(key)));
        for wrong in ["", "a", "../../etc", &text[1..], &format!("{text}a"), &text[..26]] {
            assert_eq!(wrong.parse::<WebFormKey>(), Err(InvalidWebFormKey), "{wrong}");
        }
    }
}
