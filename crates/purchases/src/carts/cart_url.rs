//! Where a customer goes on with a cart.

use std::str::FromStr;

use regulars_kernel::clean_text;
use url::Url;

/// A web address, as a shop makes it. Whoever has it may be shown the cart, so it is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct CartUrl(String);

/// The text is no web address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an address such as https://shop.example/cart/17, of at most 2000 characters")]
pub struct InvalidCartUrl;

impl CartUrl {
    /// The most characters.
    pub const MAX_LENGTH: usize = 2_000;

    /// Takes an address from a store, which took it from a shop.
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The address as it was sent.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The address as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CartUrl {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[address]")
    }
}

impl FromStr for CartUrl {
    type Err = InvalidCartUrl;

    fn from_str(text: &str) -> Result<Self, InvalidCartUrl> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).ok_or(InvalidCartUrl)?;
        let is_plain = !text.chars().any(|letter| letter.is_whitespace() || letter.is_control());
        let is_clean = clean_text(text) == text && text.chars().count() <= Self::MAX_LENGTH;
        // A name before the host misleads whoever reads the address.
        let has_host = !host.is_empty() && !host.contains('@');
        if is_plain && is_clean && has_host && Url::parse(text).is_ok_and(|url| url.has_host()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidCartUrl)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_are_addresses_of_carts() {
        for text in
            ["https://shop.example", "http://shop.example/cart/17?key=a%20b#top", "https://šop.example/"]
        {
            assert_eq!(text.parse::<CartUrl>().unwrap().as_str(), text);
        }
        let long = format!("https://shop.example/{}", "a".repeat(2_000));
        for text in
            ["", "shop.example", "javascript:alert(1)", "https://", "https:///cart", "https://a b/", &long]
        {
            assert!(text.parse::<CartUrl>().is_err(), "{text}");
        }
        for text in
            ["http://[::1", "https://shop.example:99999/", "https://a%zz.example/", "https://a^b.example/"]
        {
            assert!(text.parse::<CartUrl>().is_err(), "{text}");
        }
        assert!("https://shop.example@evil.example/".parse::<CartUrl>().is_err());
        assert!("https://shop.example/\u{202e}".parse::<CartUrl>().is_err());
    }

    #[test]
    fn nothing_of_it_is_in_a_log() {
        let url: CartUrl = "https://shop.example/cart/secret".parse().unwrap();
        assert_eq!(format!("{url:?}"), "[address]");
    }
}
