//! One cell.

use serde::{Deserialize, Serialize};

use crate::table::bounds::MAX_CELL_LENGTH;

/// A cell of a row. Numbers are the digits that are written, dates `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing but white space.
    Empty,
    /// A text without surrounding white space.
    Text(String),
    /// The result of a formula that failed, such as `#REF!`.
    Failed(String),
    /// More than [`MAX_CELL_LENGTH`] characters, of which this is the beginning.
    TooLong(String),
    /// A number of more digits than a sheet keeps, with digits of the sheet's own where it has lost those that were written.
    Inexact(String),
}

impl Cell {
    /// How much of a cell that is too long is kept to show it.
    const SHOWN: usize = 80;

    /// The cell of a text.
    pub fn of(text: &str) -> Self {
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        if text.is_empty() {
            Self::Empty
        } else if text.len() > MAX_CELL_LENGTH && text.chars().count() > MAX_CELL_LENGTH {
            Self::TooLong(text.chars().take(Self::SHOWN).collect())
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// What is written in it.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Failed(text) | Self::TooLong(text) | Self::Inexact(text) => Some(text),
        }
    }

    /// Whether nothing is written in it.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_its_zeros_and_loses_its_margins() {
        assert_eq!(Cell::of(" 007 "), Cell::Text("007".to_owned()));
        assert_eq!(Cell::of("\u{feff}Ana\u{a0}"), Cell::Text("Ana".to_owned()));
        assert_eq!(Cell::of(" \t\u{a0}"), Cell::Empty);
    }

    #[test]
    fn a_cell_has_an_end() {
        assert_eq!(Cell::of(&"č".repeat(4_000)), Cell::Text("č".repeat(4_000)));
        assert_eq!(Cell::of(&"č".repeat(4_001)), Cell::TooLong("č".repeat(80)));
    }
}
