//! The texts that customers are shown when they are asked for consent.

use regulars_kernel::{Channel, ConsentTextId, Instant, Label, Locale, LongText, Purpose};
use sha2::{Digest, Sha256};

/// One version of a consent text in one language. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentText {
    /// Its id.
    pub id: ConsentTextId,
    /// What it asks consent to.
    pub purpose: Purpose,
    /// The channel that it is about, or `None` when it is about none or about any.
    pub channel: Option<Channel>,
    /// The language.
    pub locale: Locale,
    /// The merchant's name for the version.
    pub version: Label,
    /// What the customer reads.
    pub text: LongText,
    /// SHA-256 of the text, which a receipt carries.
    pub sha256: [u8; 32],
    /// Whether it is the standard text of this program, which is shown where the merchant published none of its own.
    pub standard: bool,
    /// When it was published.
    pub published_at: Instant,
}

impl ConsentText {
    /// SHA-256 of a text.
    pub fn digest(text: &LongText) -> [u8; 32] {
        Sha256::digest(text.as_str().as_bytes()).into()
    }
}
