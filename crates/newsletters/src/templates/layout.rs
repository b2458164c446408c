//! The built-in layouts.

use std::str::FromStr;

/// An arrangement of logo, intro, blocks and footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Layout {
    /// A card with the logo above it: news of every kind.
    #[default]
    Classic,
    /// A coloured banner with the intro in large letters: one message, one button.
    Announcement,
    /// Two columns of products, each an image with the texts and buttons that follow it.
    Catalogue,
    /// Text like a letter, with little decoration.
    Letter,
}

/// The text names no layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of classic, announcement, catalogue, letter")]
pub struct InvalidLayout;

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 4] = [Self::Classic, Self::Announcement, Self::Catalogue, Self::Letter];

    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Announcement => "announcement",
            Self::Catalogue => "catalogue",
            Self::Letter => "letter",
        }
    }

    /// The MJML of the part above the footer.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::Classic => include_str!("mjml/classic.mjml"),
            Self::Announcement => include_str!("mjml/announcement.mjml"),
            Self::Catalogue => include_str!("mjml/catalogue.mjml"),
            Self::Letter => include_str!("mjml/letter.mjml"),
        }
    }
}

impl FromStr for Layout {
    type Err = InvalidLayout;

    fn from_str(text: &str) -> Result<Self, InvalidLayout> {
        Self::ALL.into_iter().find(|layout| layout.as_str() == text).ok_or(InvalidLayout)
    }
}
