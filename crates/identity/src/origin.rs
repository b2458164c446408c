//! From where browsers may call: the origins of front ends.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// The origin of a web page: scheme, host, and the port unless it is the scheme's own. Kept as browsers write it
/// (RFC 6454, section 6.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

/// The text is not an origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be an origin such as https://shop.example: a scheme and a host, with a port where it needs one"
)]
pub struct InvalidOrigin;

impl Origin {
    /// The longest text that is taken.
    pub const MAX_LENGTH: usize = 300;

    /// The origin as a browser writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        // A star is a host's name to the parser, and means every host to people.
        if text.len() > Self::MAX_LENGTH || text.contains(['*', '\\', '?', '#', '@']) {
            return Err(InvalidOrigin);
        }
        let url = Url::parse(text).or(Err(InvalidOrigin))?;
        let is_web = matches!(url.scheme(), "http" | "https") && text.contains("://");
        if is_web && url.path() == "/" && url.has_host() {
            Ok(Self(url.origin().ascii_serialization()))
        } else {
            Err(InvalidOrigin)
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The origins that a merchant allows: each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedOrigins(Vec<Origin>);

/// There are more origins than a merchant may have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must have at most {} origins", AllowedOrigins::MOST)]
pub struct TooManyOrigins;

impl AllowedOrigins {
    /// The most origins of a merchant.
    pub const MOST: usize = 20;

    /// These origins, each once.
    pub fn of(mut origins: Vec<Origin>) -> Result<Self, TooManyOrigins> {
        origins.sort();
        origins.dedup();
        if origins.len() <= Self::MOST { Ok(Self(origins)) } else { Err(TooManyOrigins) }
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Origin> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_write_it() {
        for (written, kept) in [
            ("https://shop.example", "https://shop.example"),
            ("https://Shop.Example/", "https://shop.example"),
            ("HTTPS://shop.example:443", "https://shop.example"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://127.0.0.1:5173", "http://127.0.0.1:5173"),
            ("https://ćevapi.example", "https://xn--evapi-fxa.example"),
            ("https://[::1]:8443", "https://[::1]:8443"),
        ] {
            assert_eq!(written.parse::<Origin>().map(|origin| origin.to_string()), Ok(kept.to_owned()));
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_refused() {
        for text in [
            "",
            "*",
            "null",
            "shop.example",
            "https://*.shop.example",
            "https://shop.example/app",
            "https://shop.example?a",
            "https://shop.example/#a",
            "https://ana@shop.example",
            "https:shop.example",
            "https://",
            "file:///etc",
            "chrome-extension://abcdef",
            "https://shop.example https://other.example",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(InvalidOrigin), "{text}");
        }
        assert!(format!("https://{}.example", "a".repeat(300)).parse::<Origin>().is_err());
    }

    #[test]
    fn origins_that_are_the_same_count_once_and_more_than_the_most_are_refused() {
        let number = |number: usize| format!("https://shop{number}.example").parse::<Origin>().unwrap();
        let twice: Vec<Origin> = (0..AllowedOrigins::MOST).chain(0..3).map(number).collect();
        assert_eq!(AllowedOrigins::of(twice).unwrap().iter().count(), AllowedOrigins::MOST);
        let many = (0..=AllowedOrigins::MOST).map(number).collect();
        assert_eq!(AllowedOrigins::of(many), Err(TooManyOrigins));
    }
}
