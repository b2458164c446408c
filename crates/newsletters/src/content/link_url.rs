//! Addresses that a newsletter may link to.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// The address of a link: http, https, mailto or tel, in its normal form. A merge field cannot be part of it, because a
/// click is counted by the address that the merchant wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkUrl(String);

/// The text is not an address that a newsletter may link to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLinkUrl {
    /// It does not parse, or has no host.
    #[error("must be an address such as https://example.com/offer")]
    Malformed,
    /// It parses, but browsers would do something else than open a page, a mail or a call.
    #[error("must begin with http://, https://, mailto: or tel:")]
    Scheme,
    /// It carries a user name or a password, as deceptive links do.
    #[error("must not hold a user name or a password")]
    Credentials,
    /// It holds a merge field.
    #[error("must not hold a merge field")]
    MergeField,
    /// It is longer than mail programs follow.
    #[error("must be at most {} characters long", LinkUrl::MAX_LENGTH)]
    TooLong,
}

impl LinkUrl {
    /// The most characters.
    pub const MAX_LENGTH: usize = 2048;

    /// The address in its normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An address that stands for one that is not known yet.
    pub(crate) fn placeholder() -> Self {
        Self("https://example.com/".to_owned())
    }

    /// Whether a click can be counted: pages yes, mails and calls no.
    pub fn is_page(&self) -> bool {
        self.0.starts_with("http")
    }

    /// Whether it is a page that is fetched without encryption.
    pub fn is_insecure(&self) -> bool {
        self.0.starts_with("http:")
    }
}

impl FromStr for LinkUrl {
    type Err = InvalidLinkUrl;

    fn from_str(text: &str) -> Result<Self, InvalidLinkUrl> {
        let trimmed = text.trim();
        if trimmed.len() > Self::MAX_LENGTH {
            return Err(InvalidLinkUrl::TooLong);
        }
        if trimmed.contains("{{") || trimmed.contains("{%") {
            return Err(InvalidLinkUrl::MergeField);
        }
        if trimmed.chars().any(char::is_control) {
            return Err(InvalidLinkUrl::Malformed);
        }
        let written =
            if trimmed.starts_with("www.") { format!("https://{trimmed}") } else { trimmed.to_owned() };
        let url = Url::parse(&written).or(Err(InvalidLinkUrl::Malformed))?;
        match url.scheme() {
            "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
                Err(InvalidLinkUrl::Credentials)
            }
            "http" | "https" if url.has_host() => Ok(Self(url.into())),
            "mailto" | "tel" if !url.path().is_empty() => Ok(Self(url.into())),
            "http" | "https" | "mailto" | "tel" => Err(InvalidLinkUrl::Malformed),
            _ => Err(InvalidLinkUrl::Scheme),
        }
    }
}

impl fmt::Display for LinkUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_mails_and_calls_are_links() {
        for (text, normal, page) in [
            ("https://example.com", "https://example.com/", true),
            (" HTTP://Example.com/Šta?a=b&c=d ", "http://example.com/%C5%A0ta?a=b&c=d", true),
            ("www.example.com/a", "https://www.example.com/a", true),
            ("mailto:ana@example.com", "mailto:ana@example.com", false),
            ("tel:+381111234567", "tel:+381111234567", false),
        ] {
            let url: LinkUrl = text.parse().unwrap();
            assert_eq!((url.as_str(), url.is_page()), (normal, page));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        use InvalidLinkUrl::*;
        for (text, error) in [
            ("javascript:alert(1)", Scheme),
            ("JaVaScRiPt:alert(1)", Scheme),
            ("java\nscript:alert(1)", Malformed),
            ("data:text/html,<script>", Scheme),
            ("vbscript:x", Scheme),
            ("file:///etc/passwd", Scheme),
            ("//example.com", Malformed),
            ("/offer", Malformed),
            ("offer", Malformed),
            ("", Malformed),
            ("mailto:", Malformed),
            ("https://", Malformed),
            ("https://bank.example@evil.example/", Credentials),
            ("https://example.com/{{ email }}", MergeField),
        ] {
            assert_eq!(text.parse::<LinkUrl>(), Err(error), "{text}");
        }
        assert_eq!(format!("https://e.com/{}", "a".repeat(3000)).parse::<LinkUrl>(), Err(TooLong));
    }

    #[test]
    fn quotes_and_angle_brackets_do_not_survive() {
        let url: LinkUrl = "https://example.com/\"><script>alert(1)</script>".parse().unwrap();
        assert!(!url.as_str().contains(['"', '<', '>']), "{url}");
    }
}
