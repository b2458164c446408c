//! What a partial update does to one optional field.

/// Leaves a field as it is, clears it, or sets it (RFC 7396: absent, `null`, value).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// The field was absent from the update.
    #[default]
    Unchanged,
    /// The field was `null`.
    Clear,
    /// The field had a value.
    Set(T),
}

impl<T> Change<T> {
    /// The field after the update, from what it was before.
    pub fn apply(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Unchanged => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The same change of a converted value.
    pub fn map<Other>(self, convert: impl FnOnce(T) -> Other) -> Change<Other> {
        match self {
            Self::Unchanged => Change::Unchanged,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(convert(value)),
        }
    }

    /// The same change of a converted value, unless it cannot be converted.
    pub fn try_map<Other, Error>(
        self,
        convert: impl FnOnce(T) -> Result<Other, Error>,
    ) -> Result<Change<Other>, Error> {
        Ok(match self {
            Self::Unchanged => Change::Unchanged,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(convert(value)?),
        })
    }
}
