//! The RFM class of a customer.

use std::str::FromStr;

/// The name of an RFM class: a lower-case letter, then up to 39 lower-case letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RfmClass(String);

/// The text is not the name of a class.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be a lower-case letter followed by up to 39 lower-case letters, digits and underscores, and not `prospect`"
)]
pub struct InvalidRfmClass;

impl RfmClass {
    /// The most characters.
    pub const MAX_LENGTH: usize = 40;
    /// Stands for no class: who has bought nothing, or nothing yet when customers were scored last. No grid has it.
    pub const PROSPECT: &str = "prospect";

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A class whose name is known to be one.
    pub fn known(name: &'static str) -> Self {
        Self(name.to_owned())
    }
}

impl FromStr for RfmClass {
    type Err = InvalidRfmClass;

    fn from_str(text: &str) -> Result<Self, InvalidRfmClass> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text != Self::PROSPECT
            && text.starts_with(|letter: char| letter.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidRfmClass) }
    }
}
