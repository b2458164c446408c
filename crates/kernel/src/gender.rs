//! Genders, as far as a salutation needs them.

use std::str::FromStr;

/// How a person is addressed. Unknown is the absence of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// As a man.
    Male,
    /// As a woman.
    Female,
    /// As neither of the two.
    Other,
}

/// The text is not the name of a gender.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of male, female, other")]
pub struct InvalidGender;

impl Gender {
    /// The name in bodies and stores.
    pub const fn name(self) -> &'static str {
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
            .find(|gender| gender.name() == text)
            .ok_or(InvalidGender)
    }
}
