//! Languages of people, whatever they are.

use std::fmt;
use std::str::FromStr;

use crate::Language;

/// A language tag (BCP 47) such as `sr-Latn-RS` or `fr`, kept in the letter case that RFC 5646 recommends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

/// The text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a language tag (BCP 47) such as sr-RS")]
pub struct InvalidLanguageTag;

impl LanguageTag {
    /// The longest tag that is taken.
    pub const MAX_LENGTH: usize = 35;

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language that Regulars speaks to somebody of this language, if it speaks one that they read. Who reads
    /// Croatian, Bosnian, Montenegrin or Serbo-Croatian reads Serbian in the Latin script.
    pub fn spoken(&self) -> Option<Language> {
        let mut parts = self.0.split('-');
        let language = parts.next().unwrap_or_default();
        let cyrillic = parts.any(|part| part == "Cyrl");
        Some(match language {
            "sr" if cyrillic => Language::SerbianCyrillic,
            "sr" | "hr" | "bs" | "cnr" | "sh" => Language::SerbianLatin,
            "pl" => Language::Polish,
            "ru" => Language::Russian,
            "de" => Language::German,
            "en" => Language::English,
            _ => return None,
        })
    }

    /// Whether this is the language of `tag`, or a variety of it: `sr` holds `sr-RS` and `sr-Cyrl`.
    pub fn holds(&self, tag: &str) -> bool {
        tag.strip_prefix(self.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(text: &str) -> Result<Self, InvalidLanguageTag> {
        let text = crate::clean_code(text).replace('_', "-");
        if text.len() > Self::MAX_LENGTH {
            return Err(InvalidLanguageTag);
        }
        let tag: language_tags::LanguageTag = text.parse().or(Err(InvalidLanguageTag))?;
        let language = tag.primary_language();
        // Four letters are reserved, and more have never been registered: neither names a language.
        if matches!(language.len(), 2 | 3) { Ok(Self(tag.into_string())) } else { Err(InvalidLanguageTag) }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_any_language_is_taken_in_any_case() {
        for (written, tag, spoken) in [
            ("sr-rs", "sr-RS", Some(Language::SerbianLatin)),
            ("SR-CYRL-RS", "sr-Cyrl-RS", Some(Language::SerbianCyrillic)),
            ("sr_Latn_ME", "sr-Latn-ME", Some(Language::SerbianLatin)),
            ("hr", "hr", Some(Language::SerbianLatin)),
            ("cnr-ME", "cnr-ME", Some(Language::SerbianLatin)),
            ("fr", "fr", None),
            ("zh-hant-tw", "zh-Hant-TW", None),
            ("es-419", "es-419", None),
            ("de-CH-1996", "de-CH-1996", Some(Language::German)),
        ] {
            let parsed: LanguageTag = written.parse().unwrap();
            assert_eq!((parsed.as_str(), parsed.spoken()), (tag, spoken));
            assert_eq!(tag.parse(), Ok(parsed));
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "x", "serbian", "sr-", "-rs", "sr RS!", "1a", "x-own", "i-klingon", "sr--RS"] {
            assert_eq!(text.parse::<LanguageTag>(), Err(InvalidLanguageTag), "{text:?}");
        }
    }

    #[test]
    fn a_language_holds_its_varieties() {
        let serbian: LanguageTag = "sr".parse().unwrap();
        assert!(serbian.holds("sr") && serbian.holds("sr-RS") && serbian.holds("sr-Cyrl"));
        assert!(!serbian.holds("srn") && !serbian.holds("hr"));
        let cyrillic: LanguageTag = "sr-Cyrl".parse().unwrap();
        assert!(cyrillic.holds("sr-Cyrl-RS") && !cyrillic.holds("sr") && !cyrillic.holds("sr-RS"));
    }
}
