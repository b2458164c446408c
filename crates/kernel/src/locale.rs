//! Locales: a language as a merchant or a person writes it down.

use std::str::FromStr;

use crate::{Language, LanguageTag};

/// A BCP 47 tag such as `sr-RS` whose language Regulars speaks, read in any letter case and kept in the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale(String);

/// The text is not a BCP 47 tag of a language that Regulars speaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a tag of sr, sr-Cyrl, pl, ru, de or en, such as sr-RS")]
pub struct InvalidLocale;

impl Locale {
    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The region, such as `RS`, if the tag names one.
    pub fn region(&self) -> Option<&str> {
        self.0.rsplit_once('-').map(|(_, last)| last).filter(|last| last.len() == 2)
    }

    /// The language and script.
    pub fn language(&self) -> Language {
        language_of(&self.0).unwrap_or(Language::English)
    }
}

impl FromStr for Locale {
    type Err = InvalidLocale;

    fn from_str(text: &str) -> Result<Self, InvalidLocale> {
        let tag: LanguageTag = text.parse().or(Err(InvalidLocale))?;
        language_of(tag.as_str()).map(|_| Self(tag.as_str().to_owned())).ok_or(InvalidLocale)
    }
}

/// The language of a tag made of a language, and possibly a script and a region.
fn language_of(tag: &str) -> Option<Language> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let mut script = None;
    let mut rest = parts.next();
    if let Some(part) = rest
        && part.len() == 4
    {
        script = Some(part);
        rest = parts.next();
    }
    let region_fits =
        rest.is_none_or(|region| region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase()));
    if !region_fits || parts.next().is_some() {
        return None;
    }
    match (language, script) {
        ("sr", None | Some("Latn")) => Some(Language::SerbianLatin),
        ("sr", Some("Cyrl")) => Some(Language::SerbianCyrillic),
        ("pl", None) => Some(Language::Polish),
        ("ru", None) => Some(Language::Russian),
        ("de", None) => Some(Language::German),
        ("en", None) => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_keeps_its_tag_and_knows_its_language() {
        for (tag, language) in [
            ("sr", Language::SerbianLatin),
            ("sr-RS", Language::SerbianLatin),
            ("sr-Latn-ME", Language::SerbianLatin),
            ("sr-Cyrl-RS", Language::SerbianCyrillic),
            ("pl-PL", Language::Polish),
            ("en-GB", Language::English),
        ] {
            assert_eq!(tag.to_lowercase().parse::<Locale>().unwrap().tag(), tag);
            let locale: Locale = tag.parse().unwrap();
            assert_eq!((locale.tag(), locale.language()), (tag, language));
            assert_eq!(locale.region().is_some(), tag.len() > 2, "{tag}");
        }
    }

    #[test]
    fn other_tags_are_refused() {
        for tag in ["", "fr", "sr-Arab", "sr-RS-x", "serbian", "en-", "en-USA"] {
            assert_eq!(tag.parse::<Locale>(), Err(InvalidLocale), "{tag:?}");
        }
    }
}
