//! What makes a newsletter one: the headers of a mailing list.

use mail_builder::headers::HeaderType;

use super::encoded_word::named_header;
use super::header_text::{InvalidHeaderText, is_atom};

/// How to unsubscribe (`List-Unsubscribe`, and `List-Unsubscribe-Post` of RFC 8058).
#[derive(Clone, PartialEq, Eq)]
pub struct ListUnsubscribe {
    url: String,
    mailto: Option<String>,
}

impl ListUnsubscribe {
    /// A link that unsubscribes by POST, and maybe a `mailto:` address for programs that know no better. One-click
    /// unsubscription is promised only for an `https:` link, as RFC 8058 demands.
    pub fn new(url: &str, mailto: Option<&str>) -> Result<Self, InvalidHeaderText> {
        let is_link = is_atom(url) && (url.starts_with("https://") || url.starts_with("http://"));
        let is_mailto = mailto.is_none_or(|mailto| is_atom(mailto) && mailto.starts_with("mailto:"));
        if !is_link || !is_mailto {
            return Err(InvalidHeaderText("List-Unsubscribe".to_owned()));
        }
        Ok(Self { url: url.to_owned(), mailto: mailto.map(str::to_owned) })
    }

    pub(super) fn is_one_click(&self) -> bool {
        self.url.starts_with("https://")
    }

    pub(super) fn addresses(&self) -> Vec<&str> {
        std::iter::once(self.url.as_str()).chain(self.mailto.as_deref()).collect()
    }
}

/// Prints redacted: the link is a key to one person's consent.
impl std::fmt::Debug for ListUnsubscribe {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[unsubscribe]")
    }
}

/// The list that a message belongs to (`List-Id`, RFC 2919).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListId {
    name: Option<String>,
    id: String,
}

impl ListId {
    /// A list with a name for people, and an id in the form of a host name.
    pub fn new(name: Option<&str>, id: &str) -> Result<Self, InvalidHeaderText> {
        let is_label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if id.len() > 255 || !id.contains('.') || !id.split('.').all(is_label) {
            return Err(InvalidHeaderText("List-Id".to_owned()));
        }
        Ok(Self { name: name.map(str::to_owned), id: id.to_owned() })
    }

    pub(super) fn as_header(&self) -> HeaderType<'_> {
        named_header(self.name.as_deref(), self.id.as_str())
    }
}
