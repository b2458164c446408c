//! The simple markup of text blocks: paragraphs, headings, bold, italics, links, lists and quotes, as in Markdown.
//!
//! Only a closed set of elements is ever written, and everything else is escaped, so there is no HTML of a merchant to
//! sanitise: raw HTML shows as the text it is. That is why no HTML sanitiser stands here. One parse feeds both the HTML
//! and the text part, so links have the same positions in both.

mod address;
mod autolink;
mod effort;
mod ends;
mod html;
mod parse;
mod preview;
mod tag_mark;
mod text;

pub(crate) use address::{ContentLinks, LinkTarget};
#[cfg(test)]
pub(crate) use effort::take_spent;
pub(crate) use html::{MarkupColors, written_html};
pub(crate) use parse::{MAX_DEPTH, parse};
pub(crate) use preview::written_preview;
pub(crate) use text::written_text;

use crate::compose::merge::Tag;

/// An element of the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Paragraph,
    Heading(u8),
    Strong,
    Emphasis,
    Link(LinkTarget),
    /// With the number of the first item, if it is numbered.
    List(Option<u64>),
    Item,
    Quote,
}

impl Element {
    /// Whether the element is part of a line.
    pub(crate) const fn is_inline(&self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis | Self::Link(_))
    }
}

/// A step through a parsed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Start(Element),
    End(Element),
    Text(String),
    Tag(Tag),
    LineBreak,
    Rule,
}
