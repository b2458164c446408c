//! Why a newsletter cannot be compiled.

use regulars_kernel::{MediaId, SurveyId};

use crate::compose::compiler::MAX_SIZE;
use crate::compose::markup::MAX_DEPTH;
use crate::compose::merge::{MergeError, NewsletterPlace, RenderError};
use crate::content::{Block, Content, InvalidLinkUrl};

/// The most mistakes that are listed, of one text and of a whole newsletter.
pub(crate) const MAX_PROBLEMS: usize = 100;

/// A newsletter cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompileError {
    /// The merchant's content has mistakes; the first hundred are listed.
    #[error("the content has mistakes: {}", first(.0))]
    Content(Vec<ContentProblem>),
    /// The layout did not compile. No content causes this.
    #[error("the layout does not compile: {0}")]
    Layout(String),
    /// The engine refused what the checks had passed.
    #[error(transparent)]
    Render(#[from] RenderError),
}

fn first(problems: &[ContentProblem]) -> String {
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// One mistake in the content of a newsletter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentProblem {
    /// A mistake in a merge field.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A link in a text that leads nowhere a newsletter may link to.
    #[error("{place}: the link \"{address}\" {reason}")]
    Link {
        /// The text that it stands in.
        place: NewsletterPlace,
        /// The address as written.
        address: String,
        /// Why it is refused.
        reason: InvalidLinkUrl,
    },
    /// An image that the merchant has not uploaded, or has deleted.
    #[error("{place}: there is no image {media}")]
    UnknownMedia {
        /// The block of the image.
        place: NewsletterPlace,
        /// The image that is missing.
        media: MediaId,
    },
    /// A survey that the merchant does not have.
    #[error("{place}: there is no survey {survey}")]
    UnknownSurvey {
        /// The block of the survey.
        place: NewsletterPlace,
        /// The survey that is missing.
        survey: SurveyId,
    },
    /// Quotes, lists and marked words stand in one another deeper than anybody reads.
    #[error("{place}: quotes, lists and marked words must stand at most {MAX_DEPTH} deep in one another")]
    TooDeep {
        /// The text that it stands in.
        place: NewsletterPlace,
    },
    /// The finished newsletter would be larger than may be sent; this is where it passes the limit.
    #[error(
        "{place}: with it the finished newsletter has more than {MAX_SIZE} bytes of HTML or of plain text"
    )]
    TooLarge {
        /// The text or block that passes the limit.
        place: NewsletterPlace,
    },
}

impl ContentProblem {
    /// The text or block that the mistake stands in.
    pub const fn place(&self) -> NewsletterPlace {
        match self {
            Self::Merge(error) => error.place,
            Self::Link { place, .. }
            | Self::UnknownMedia { place, .. }
            | Self::UnknownSurvey { place, .. }
            | Self::TooDeep { place }
            | Self::TooLarge { place } => *place,
        }
    }

    /// The JSON pointer of the very text that the mistake stands in, in the body of a newsletter with that content.
    pub fn pointer(&self, content: &Content) -> String {
        let place = self.place();
        let field = match place {
            NewsletterPlace::Subject | NewsletterPlace::Intro => "",
            NewsletterPlace::Block(index) => match content.blocks().get(index) {
                Some(Block::Text(_)) => "/text",
                Some(Block::Button { .. }) => "/label",
                Some(Block::Image { .. }) if matches!(self, Self::UnknownMedia { .. }) => "/media_id",
                Some(Block::Image { .. }) => "",
                Some(Block::Survey(_)) => "/survey_id",
                None => "",
            },
        };
        format!("{}{field}", place.pointer())
    }

    /// A stable code for the wire.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Merge(error) => error.problem.code(),
            Self::Link { .. } => "invalid_link",
            Self::UnknownMedia { .. } => "unknown_media",
            Self::UnknownSurvey { .. } => "unknown_survey",
            Self::TooDeep { .. } => "too_deep",
            Self::TooLarge { .. } => "too_large",
        }
    }
}
