//! How a person is addressed.

use std::str::FromStr;

/// The gender that a customer's record states. Absent means that nobody has stated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Addressed as a man.
    Male,
    /// Addressed as a woman.
    Female,
    /// Neither; addressed as somebody whose gender is not known.
    Other,
}

/// The text names no gender.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of male, female, other")]
pub struct InvalidGender;

impl Gender {
    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Other => "other",
        }
    }
}

impl FromStr for Gender {
    type Err = InvalidGender;

    fn from_str(text: &str) -> Result<Self, InvalidGender> {
        [Self::Male, Self::Female, Self::Other]
            .into_iter()
            .find(|gender| gender.as_str() == text)
            .ok_or(InvalidGender)
    }
}
