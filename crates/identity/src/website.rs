//! The website of a merchant.

use std::str::FromStr;

use regulars_kernel::{InvalidText, Label};
use url::Url;

/// The address of a website as its merchant writes it, with or without `https://` before it. It is shown in mails and
/// leads to a page, so nothing else than a page is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Website(Label);

/// The text is not the address of a website.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWebsite {
    /// It is no line of text.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// It does not lead to a page.
    #[error("must be the address of a page, such as https://example.com")]
    NotAPage,
}

impl Website {
    /// The address as it was written.
    pub fn into_label(self) -> Label {
        self.0
    }
}

impl FromStr for Website {
    type Err = InvalidWebsite;

    fn from_str(text: &str) -> Result<Self, InvalidWebsite> {
        let label: Label = text.parse()?;
        let written = label.as_str();
        let (address, has_scheme) = match written.split_once("://") {
            Some(_) => (written.to_owned(), true),
            None => (format!("https://{written}"), false),
        };
        let url = Url::parse(&address).or(Err(InvalidWebsite::NotAPage))?;
        let is_page = matches!(url.scheme(), "http" | "https");
        let is_plain = url.username().is_empty() && url.password().is_none();
        // Without a scheme, "tel:112" and "javascript:1" read as a host with a port.
        let has_host = url.host_str().is_some_and(|host| has_scheme || host.contains('.'));
        if is_page && is_plain && has_host { Ok(Self(label)) } else { Err(InvalidWebsite::NotAPage) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_a_page_with_or_without_its_scheme() {
        for text in [
            "https://demo.test",
            "http://demo.test/a?b=c",
            "demo.test",
            "www.demo.test/a",
            "https://demo:8080/",
        ] {
            assert_eq!(text.parse::<Website>().unwrap().into_label().as_str(), text);
        }
        for text in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "javascript:1",
            "javascript://demo.test/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://demo.test",
            "mailto:ana@demo.test",
            "tel:112",
            "https://",
            "https://bank.test@evil.test/",
            "//",
            "demo",
            "a b.test",
        ] {
            assert_eq!(text.parse::<Website>(), Err(InvalidWebsite::NotAPage), "{text}");
        }
    }
}
