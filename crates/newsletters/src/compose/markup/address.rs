//! The links of a newsletter's content, numbered.

use crate::compose::links::{ContentLink, RecipientLinks};
use crate::compose::merge::{NewsletterPlace, Source};
use crate::content::LinkUrl;

/// Where a link in the content leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// A page: clicks on it can be counted under a position.
    Page { position: u16, url: String },
    /// A mail or a call: written as it is.
    Direct(String),
}

impl LinkTarget {
    /// The address as the merchant wrote it.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Page { url, .. } | Self::Direct(url) => url,
        }
    }

    /// Writes the address into an HTML attribute.
    pub(crate) fn write_html(&self, source: &mut Source) {
        match self {
            Self::Page { position, url } => source.link(&RecipientLinks::content_tag(*position), url),
            Self::Direct(url) => source.literal_html(url),
        }
    }

    /// Writes the address into plain text, without the prefix that only machines need.
    pub(crate) fn write_text(&self, source: &mut Source) {
        match self {
            Self::Page { position, url } => source.link(&RecipientLinks::content_tag(*position), url),
            Self::Direct(url) => source.literal(spoken(url)),
        }
    }
}

/// The address as people say it: without the prefix that only machines need, and without what a mail program fills in.
pub(super) fn spoken(address: &str) -> &str {
    match address.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or_default(),
        None => address.strip_prefix("tel:").unwrap_or(address),
    }
}

/// Hands out positions to links in the order in which they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContentLinks(Vec<ContentLink>);

impl ContentLinks {
    /// Registers a link.
    pub(crate) fn add(&mut self, place: NewsletterPlace, url: &LinkUrl) -> LinkTarget {
        if !url.is_page() {
            return LinkTarget::Direct(url.as_str().to_owned());
        }
        let position = u16::try_from(self.0.len() + 1).unwrap_or(u16::MAX);
        let url = url.as_str().to_owned();
        if self.0.len() < usize::from(u16::MAX) {
            self.0.push(ContentLink { position, url: url.clone(), place });
            LinkTarget::Page { position, url }
        } else {
            LinkTarget::Direct(url)
        }
    }

    /// The links by position.
    pub(crate) fn into_links(self) -> Vec<ContentLink> {
        self.0
    }
}
