//! Languages that a person can be addressed in.

use std::fmt;
use std::str::FromStr;

/// A language, and for Serbian also its script (BCP 47).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Serbian in the Latin script.
    SerbianLatin,
    /// Serbian in the Cyrillic script.
    SerbianCyrillic,
    /// Polish.
    Polish,
    /// Russian.
    Russian,
    /// German.
    German,
    /// English.
    English,
}

/// The text is not a language that Regulars speaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of sr, sr-Cyrl, pl, ru, de, en")]
pub struct InvalidLanguage;

impl Language {
    /// Every language, in the order in which documents list them.
    pub const ALL: [Self; 6] =
        [Self::SerbianLatin, Self::SerbianCyrillic, Self::Polish, Self::Russian, Self::German, Self::English];

    /// The same language in another script, where it has one that its readers read as well.
    pub const fn other_script(self) -> Option<Self> {
        match self {
            Self::SerbianLatin => Some(Self::SerbianCyrillic),
            Self::SerbianCyrillic => Some(Self::SerbianLatin),
            Self::Polish | Self::Russian | Self::German | Self::English => None,
        }
    }

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::SerbianLatin => "sr",
            Self::SerbianCyrillic => "sr-Cyrl",
            Self::Polish => "pl",
            Self::Russian => "ru",
            Self::German => "de",
            Self::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        Self::ALL.into_iter().find(|language| language.tag() == text).ok_or(InvalidLanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}
