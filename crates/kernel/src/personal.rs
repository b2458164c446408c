//! Personal data is a type: it prints redacted, so no log can hold it by accident.

use std::fmt;

/// A value about a person, such as a name. `Debug` prints `[personal]`; there is no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a value about a person.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The bare value, for stores, bodies and messages to that person.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The bare value by move.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[personal]")
    }
}
