//! A newsletter as it is written.

use std::collections::HashMap;

use regulars_kernel::{Language, MediaId};

use crate::content::{Block, Content, LinkUrl};

/// Where the uploaded images of a newsletter can be fetched.
pub type MediaUrls = HashMap<MediaId, LinkUrl>;

/// The content of a newsletter, complete or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The subject of the mail, with merge fields.
    pub subject: String,
    /// A short text before the content, with merge fields and markup. Mail programs show its beginning beside the
    /// subject.
    pub intro: String,
    /// The blocks.
    pub content: Content,
    /// The language of the newsletter: of its salutations, its footer and its `lang` attribute.
    pub language: Language,
}

impl Draft {
    /// How many bytes are written in it, the names of images aside.
    pub fn size(&self) -> usize {
        let written = |block: &Block| match block {
            Block::Text(text) => text.as_str().len(),
            Block::Button { label, url } => label.as_str().len() + url.as_str().len(),
            Block::Image { alt, link, .. } => alt.len() + link.as_ref().map_or(0, |link| link.as_str().len()),
        };
        self.subject.len() + self.intro.len() + self.content.blocks().iter().map(written).sum::<usize>()
    }

    /// Whether there is something to send: a subject and some content.
    pub fn is_complete(&self) -> bool {
        let has_content = !self.intro.trim().is_empty() || !self.content.blocks().is_empty();
        has_content && !self.subject.trim().is_empty()
    }
}
