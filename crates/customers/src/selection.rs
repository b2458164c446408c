//! Which customers a list holds.

use regulars_kernel::{CustomerType, Instant, fold};

use crate::SearchTerm;

/// The customers of whom all of this is true. The default means every one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerSelection {
    /// Each term is found in some value.
    pub terms: Vec<SearchTerm>,
    /// The type.
    pub customer_type: Option<CustomerType>,
    /// A tag's name, compared without regard to letter case, accents and script.
    pub tag: Option<Folded>,
    /// The city, compared in the same way.
    pub city: Option<Folded>,
    /// The record was changed at this instant or later.
    pub updated_since: Option<Instant>,
}

/// A text to be compared without regard to letter case, accents and script. `Debug` prints it redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Folded(String);

impl Folded {
    /// The folded text.
    pub fn of(text: &str) -> Self {
        Self(fold(text))
    }

    /// The text, to be handed to the database.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Folded {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Folded([redacted])")
    }
}

impl From<Vec<SearchTerm>> for CustomerSelection {
    fn from(terms: Vec<SearchTerm>) -> Self {
        Self { terms, ..Self::default() }
    }
}
