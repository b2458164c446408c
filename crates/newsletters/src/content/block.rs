//! Blocks and their limits.

use std::str::FromStr;

use regulars_kernel::{MediaId, SurveyId, clean_text};

use super::LinkUrl;

/// A part of a newsletter's content is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidContent {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed.
    #[error("must be at most {0} characters long")]
    TooLong(usize),
    /// More blocks than allowed.
    #[error("must hold at most {} blocks", Content::MAX_BLOCKS)]
    TooManyBlocks,
    /// A control character.
    #[error("must not hold control characters")]
    Control,
}

/// The source of a text block, with merge fields and simple markup: 1 to 20,000 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockText(String);

impl BlockText {
    /// The most characters.
    pub const MAX_LENGTH: usize = 20_000;

    /// The source as the merchant wrote it, with line feeds only.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BlockText {
    type Err = InvalidContent;

    fn from_str(text: &str) -> Result<Self, InvalidContent> {
        checked(&text.replace("\r\n", "\n"), Self::MAX_LENGTH, &['\n', '\t']).map(Self)
    }
}

/// What a button says: 1 to 100 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonLabel(String);

impl ButtonLabel {
    /// The most characters.
    pub const MAX_LENGTH: usize = 100;

    /// The label.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ButtonLabel {
    type Err = InvalidContent;

    fn from_str(text: &str) -> Result<Self, InvalidContent> {
        checked(text, Self::MAX_LENGTH, &[]).map(Self)
    }
}

fn checked(text: &str, longest: usize, allowed: &[char]) -> Result<String, InvalidContent> {
    let text = clean_text(text);
    let trimmed = text.trim_matches(['\n', ' ']);
    if trimmed.trim().is_empty() {
        return Err(InvalidContent::Empty);
    }
    if trimmed.chars().count() > longest {
        return Err(InvalidContent::TooLong(longest));
    }
    if trimmed.chars().any(|letter| letter.is_control() && !allowed.contains(&letter)) {
        return Err(InvalidContent::Control);
    }
    Ok(trimmed.to_owned())
}

/// Where an image comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageSource {
    /// An image that the merchant uploaded.
    Media(MediaId),
    /// An image anywhere on the web.
    Url(LinkUrl),
}

/// One part of a newsletter's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Paragraphs of text with merge fields and simple markup.
    Text(BlockText),
    /// An image, with what it shows in words and an optional link.
    Image {
        /// Where it comes from.
        source: ImageSource,
        /// What it shows, for those who do not see it. May be empty; the recap warns then.
        alt: String,
        /// Where a click on it leads.
        link: Option<LinkUrl>,
    },
    /// A button.
    Button {
        /// What it says; merge fields work in it.
        label: ButtonLabel,
        /// Where a click on it leads.
        url: LinkUrl,
    },
    /// The question of a survey, with a link for each score to the reader's own page of the survey.
    Survey(SurveyId),
}

/// The blocks of a newsletter in their order, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content(Vec<Block>);

impl Content {
    /// The most blocks.
    pub const MAX_BLOCKS: usize = 100;
    /// The most characters of an image's description.
    pub const MAX_ALT_LENGTH: usize = 500;

    /// The blocks as content, if they keep the limits.
    pub fn new(blocks: Vec<Block>) -> Result<Self, InvalidContent> {
        if blocks.len() > Self::MAX_BLOCKS {
            return Err(InvalidContent::TooManyBlocks);
        }
        for block in &blocks {
            if let Block::Image { alt, .. } = block {
                if alt.chars().count() > Self::MAX_ALT_LENGTH {
                    return Err(InvalidContent::TooLong(Self::MAX_ALT_LENGTH));
                }
                if alt.chars().any(char::is_control) {
                    return Err(InvalidContent::Control);
                }
            }
        }
        Ok(Self(blocks))
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Block] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_its_limits() {
        let text: BlockText = "\r\nDraga Ana,\r\n\r\nimamo ponudu\n".parse().unwrap();
        assert_eq!(text.as_str(), "Draga Ana,\n\nimamo ponudu");
        assert_eq!(" \n ".parse::<BlockText>(), Err(InvalidContent::Empty));
        assert_eq!("a\0b".parse::<BlockText>(), Err(InvalidContent::Control));
        assert!("š".repeat(20_000).parse::<BlockText>().is_ok());
        assert_eq!("š".repeat(20_001).parse::<BlockText>(), Err(InvalidContent::TooLong(20_000)));
    }

    #[test]
    fn content_keeps_its_limits() {
        let block = Block::Button { label: "Kupi".parse().unwrap(), url: "https://a.rs".parse().unwrap() };
        assert!(Content::new(vec![block.clone(); 100]).is_ok());
        assert_eq!(Content::new(vec![block; 101]), Err(InvalidContent::TooManyBlocks));
        let source = ImageSource::Url("https://a.rs/a.png".parse().unwrap());
        let image = Block::Image { source, alt: "a".repeat(501), link: None };
        assert_eq!(Content::new(vec![image]), Err(InvalidContent::TooLong(500)));
        assert_eq!("a\nb".parse::<ButtonLabel>(), Err(InvalidContent::Control));
    }
}
