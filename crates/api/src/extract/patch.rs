//! Fields of a partial update (RFC 7396): absent is unchanged, `null` is cleared.

use std::convert::Infallible;

use regulars_kernel::Change;
use serde::{Deserialize, Deserializer};

use crate::error::Invalid;

/// A field of a partial update. Give it `#[serde(default)]` and `#[schema(value_type = Option<T>)]`.
#[derive(Debug, Clone)]
pub struct Patched<T>(pub Change<T>);

impl<T> Default for Patched<T> {
    fn default() -> Self {
        Self(Change::Unchanged)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patched<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| Self(value.map_or(Change::Clear, Change::Set)))
    }
}

impl<T> Patched<T> {
    /// The change of the parsed value, or `None` after its error was noted.
    pub fn check<Other, E: std::fmt::Display>(
        self,
        invalid: &mut Invalid,
        pointer: &str,
        parse: impl FnOnce(T) -> Result<Other, E>,
    ) -> Option<Change<Other>> {
        invalid.check(pointer, self.0.try_map(parse))
    }

    /// For a field that can be set but not cleared: `Some(None)` when it is absent.
    #[expect(clippy::option_option, reason = "the outer option says whether the field is valid")]
    pub fn check_required<Other, E: std::fmt::Display>(
        self,
        invalid: &mut Invalid,
        pointer: &str,
        parse: impl FnOnce(T) -> Result<Other, E>,
    ) -> Option<Option<Other>> {
        match self.0 {
            Change::Unchanged => Some(None),
            Change::Clear => {
                invalid.add(pointer, "required", "cannot be cleared");
                None
            }
            Change::Set(value) => invalid.check(pointer, parse(value)).map(Some),
        }
    }

    /// Puts the value in the place of what is there, unless it is absent. That it cannot be cleared is noted.
    pub fn replace(self, invalid: &mut Invalid, pointer: &str, present: &mut T) {
        if let Some(Some(value)) = self.check_required(invalid, pointer, Ok::<_, Infallible>) {
            *present = value;
        }
    }

    /// Puts the value in the place of what is there, unless it is absent, or clears it.
    pub fn replace_or_clear(self, present: &mut Option<T>) {
        *present = self.0.apply(present.take());
    }
}
