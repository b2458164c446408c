//! A form by which people write to the merchant.

use std::str::FromStr;

use regulars_kernel::{Instant, Label, WebFormId};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebForm {
    /// Its id.
    pub id: WebFormId,
    /// What the merchant calls it. What comes through it has that as its subject.
    pub name: Label,
    /// Whether it takes anything.
    pub open: bool,
    /// Whether each message opens a service case.
    pub opens_case: bool,
    /// Where somebody is led who has sent it from another web site.
    pub redirect_url: Option<RedirectUrl>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl WebForm {
    /// How many forms a merchant can have.
    pub const MOST: u64 = 100;
}

/// Where somebody is led: a page over https that the merchant itself has named, and never the sender of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUrl(String);

/// The text is no such address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the address of a page such as https://example.com/thanks")]
pub struct InvalidRedirectUrl;

impl RedirectUrl {
    /// The most characters.
    pub const MAX_LENGTH: usize = 1_000;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RedirectUrl {
    type Err = InvalidRedirectUrl;

    fn from_str(text: &str) -> Result<Self, InvalidRedirectUrl> {
        let rest = text.strip_prefix("https://").ok_or(InvalidRedirectUrl)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = host.contains('.')
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
        let is_plain = text.len() <= Self::MAX_LENGTH
            && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        if is_host && is_plain { Ok(Self(text.to_owned())) } else { Err(InvalidRedirectUrl) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_led_to_a_page_over_https_only() {
        for url in ["https://example.com", "https://www.example.com:8443/hvala?a=b#c"] {
            assert!(url.parse::<RedirectUrl>().is_ok(), "{url}");
        }
        for wrong in [
            "",
            "http://example.com",
            "//example.com",
            "javascript:alert(1)",
            "https://",
            "https://user@example.com/",
            "https://example.com/ a",
            "https://example.com/\r\nX: y",
            "https://localhost/",
            "https://example.com/\u{161}",
        ] {
            assert_eq!(wrong.parse::<RedirectUrl>(), Err(InvalidRedirectUrl), "{wrong}");
        }
    }
}
