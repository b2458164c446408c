//! Which of a merchant's consent texts somebody is shown.

use std::cmp::Reverse;

use regulars_kernel::{Channel, Language, LanguageTag};

use crate::texts::text::ConsentText;

/// Who reads a consent text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextReader {
    /// The language that they are addressed in.
    pub language: Language,
    /// Their own tag for it, which may name a region.
    pub tag: Option<LanguageTag>,
}

impl TextReader {
    /// The text among `current` that this reader is shown when asked about `channel`: in their very tag, or else in their
    /// language, or else in the other script of it; then one about the channel rather than one about any; then the
    /// newest. None when the merchant has no text that they can read.
    pub fn choose(&self, current: Vec<ConsentText>, channel: Option<Channel>) -> Option<ConsentText> {
        let ranked = current.into_iter().filter(|text| text.channel.is_none() || text.channel == channel);
        let ranked = ranked.filter_map(|text| self.distance(&text).map(|distance| (distance, text)));
        ranked
            .min_by_key(|(distance, text)| (*distance, text.channel != channel, Reverse(text.published_at)))
            .map(|(_, text)| text)
    }

    fn distance(&self, text: &ConsentText) -> Option<u8> {
        if self.tag.as_ref().is_some_and(|tag| tag.as_str() == text.locale.tag()) {
            return Some(0);
        }
        let language = text.locale.language();
        if language == self.language {
            return Some(1);
        }
        (language.other_script() == Some(self.language)).then_some(2)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use regulars_kernel::{ConsentTextId, Environment, Purpose};

    use super::*;

    fn text(locale: &str, channel: Option<Channel>, version: &str, days: i64) -> ConsentText {
        let environment = Environment::system();
        let text = "Text".parse().unwrap();
        ConsentText {
            id: ConsentTextId::new(environment.new_id()),
            purpose: Purpose::Advertising,
            channel,
            locale: locale.parse().unwrap(),
            version: version.parse().unwrap(),
            sha256: ConsentText::digest(&text),
            text,
            standard: false,
            published_at: environment.now() + Duration::days(days),
        }
    }

    #[test]
    fn the_readers_language_goes_before_the_channel_and_the_channel_before_the_age() {
        let e_mail = Some(Channel::Email);
        let all = vec![
            text("en", e_mail, "english", 0),
            text("sr-Cyrl", e_mail, "cyrillic", 0),
            text("sr", e_mail, "latin", 0),
            text("sr", None, "latin, any channel, newer", 9),
            text("sr", Some(Channel::Sms), "latin, text message", 9),
            text("sr-ME", None, "montenegro", 0),
        ];
        let choice = |tag: &str, texts: &[ConsentText]| {
            let tag: LanguageTag = tag.parse().unwrap();
            let reader = TextReader { language: tag.spoken().unwrap(), tag: Some(tag) };
            reader.choose(texts.to_vec(), e_mail).map(|text| text.version.into_string())
        };
        for (tag, version) in [
            ("sr-ME", Some("montenegro")),
            ("sr-RS", Some("latin")),
            ("hr", Some("latin")),
            ("sr-Cyrl-RS", Some("cyrillic")),
            ("en-GB", Some("english")),
            ("pl", None),
        ] {
            assert_eq!(choice(tag, &all).as_deref(), version, "{tag}");
        }
        assert_eq!(choice("sr", &all[..2]).as_deref(), Some("cyrillic"), "the other script is read as well");
        assert_eq!(choice("sr", &all[..1]), None);
        let (older, newer) = (text("sr", None, "older", 1), text("sr", None, "newer", 2));
        assert_eq!(choice("sr", &[older.clone(), newer.clone()]).as_deref(), Some("newer"));
        assert_eq!(choice("sr", &[newer, older]).as_deref(), Some("newer"));
    }
}
