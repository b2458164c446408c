//! Mistakes in merge fields, with their position.

use std::fmt;

/// Which text of a newsletter something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsletterPlace {
    /// The subject.
    Subject,
    /// The intro text.
    Intro,
    /// The block with that index, counted from zero.
    Block(usize),
}

impl NewsletterPlace {
    /// The JSON pointer of the text in the body of a newsletter.
    pub fn pointer(self) -> String {
        match self {
            Self::Subject => "/subject".to_owned(),
            Self::Intro => "/intro".to_owned(),
            Self::Block(index) => format!("/content/blocks/{index}"),
        }
    }
}

impl fmt::Display for NewsletterPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject => formatter.write_str("the subject"),
            Self::Intro => formatter.write_str("the intro"),
            Self::Block(index) => write!(formatter, "block {}", index + 1),
        }
    }
}

/// A mistake in a text with merge fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}, line {line}, column {column}: {problem}")]
pub struct MergeError {
    /// The text that it stands in.
    pub place: NewsletterPlace,
    /// The line, counted from one.
    pub line: usize,
    /// The character of the line, counted from one.
    pub column: usize,
    /// What is wrong.
    pub problem: MergeProblem,
}

/// What is wrong with a merge field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeProblem {
    /// There is no such field.
    #[error("there is no field \"{0}\"")]
    UnknownField(String),
    /// There is no such filter.
    #[error("there is no filter \"{0}\"")]
    UnknownFilter(String),
    /// The template language may have it, newsletters do not.
    #[error("\"{0}\" cannot be used here")]
    NotAllowed(String),
    /// Two braces open and never close.
    #[error("the braces are not closed")]
    NotClosed,
    /// A tag is longer than anybody needs.
    #[error("is too long")]
    TooLong,
    /// More tags than a text may hold.
    #[error("there are too many merge fields in one text")]
    TooMany,
    /// The words are fine, their order is not.
    #[error("cannot be understood: {0}")]
    Syntax(String),
    /// An `if` begins in one kind of markup and ends in another, such as a link.
    #[error("a condition must begin and end in the same paragraph, list or link")]
    ConditionAcrossMarkup,
    /// A merge field in the address of a link.
    #[error("a merge field cannot be part of an address")]
    FieldInAddress,
}

impl MergeProblem {
    /// A stable code for the wire.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownField(_) => "unknown_field",
            Self::UnknownFilter(_) => "unknown_filter",
            Self::NotAllowed(_) => "not_allowed",
            Self::NotClosed => "not_closed",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::Syntax(_) => "syntax",
            Self::ConditionAcrossMarkup => "condition_across_markup",
            Self::FieldInAddress => "field_in_address",
        }
    }
}
