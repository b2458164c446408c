//! A fingerprint of what a body means, whatever it looks like.

use sha2::{Digest, Sha256};

/// SHA-256 over the meaning of a receipt or of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// In the place of that of a receipt whose buyer was erased: from the true one a phone number could be guessed.
    pub const ERASED: Self = Self([0; 32]);
}

/// Puts parts together so that no two lists of parts give the same bytes: each one carries its length or is of fixed
/// length, and an absent one differs from an empty one.
pub struct FingerprintBuilder(Sha256);

impl FingerprintBuilder {
    /// Begins with the name of what is taken, so that a receipt is never taken for a refund.
    pub fn of(what: &str) -> Self {
        Self(Sha256::new()).text(what)
    }

    pub fn text(mut self, text: &str) -> Self {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    pub fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_le_bytes());
        self
    }

    pub fn optional_text(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.number(1).text(text),
            None => self.number(0),
        }
    }

    /// The parts of each item, behind their number.
    pub fn each<T>(self, items: &[T], parts: impl Fn(Self, &T) -> Self) -> Self {
        let begun = self.text(&items.len().to_string());
        items.iter().fold(begun, parts)
    }

    pub fn finish(self) -> Fingerprint {
        Fingerprint(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |parts: &[&str]| {
            parts.iter().fold(FingerprintBuilder::of("test"), |builder, part| builder.text(part)).finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", ""]), of(&["a"]));
        let optional = |text| FingerprintBuilder::of("test").optional_text(text).finish();
        assert_ne!(optional(None), optional(Some("")));
    }
}
