//! `Accept-Language`: in which language the caller would be told something (RFC 9110, section 12.5.4).

use actix_web::http::header::{self, HeaderMap};
use regulars_kernel::{Language, LanguageTag};

/// The languages that are looked at: browsers send a handful.
const MOST: usize = 20;

/// The language that the caller likes best of those that are spoken; English when it names none of them.
pub fn preferred_language(headers: &HeaderMap) -> Language {
    preferred_language_if_any(headers).unwrap_or(Language::English)
}

/// The language that the caller likes best of those that are spoken; none when it names none of them.
pub fn preferred_language_if_any(headers: &HeaderMap) -> Option<Language> {
    let written = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut best = None;
    for (language, weight) in written.unwrap_or_default().split(',').take(MOST).filter_map(accepted) {
        if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// A language that is spoken, and its weight.
fn accepted(item: &str) -> Option<(Language, f32)> {
    let mut parts = item.split(';').map(str::trim);
    let language = parts.next()?.parse::<LanguageTag>().ok()?.spoken()?;
    let weight = parts.find_map(|part| part.strip_prefix("q="));
    Some((language, weight.map_or(Some(1.0), |weight| weight.parse().ok())?))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_language_with_the_most_weight_is_spoken() {
        for (accepted, language) in [
            ("", Language::English),
            ("fr, it", Language::English),
            ("de", Language::German),
            ("de-AT, en;q=0.8", Language::German),
            ("en;q=0.3, pl;q=0.9", Language::Polish),
            ("fr, sr-Cyrl-RS;q=0.5", Language::SerbianCyrillic),
            ("hr", Language::SerbianLatin),
            ("ru;q=0, de;q=0.1", Language::German),
            ("*", Language::English),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accepted).unwrap());
            assert_eq!(preferred_language(&headers), language, "{accepted}");
        }
        assert_eq!(preferred_language(&HeaderMap::new()), Language::English);
    }
}
