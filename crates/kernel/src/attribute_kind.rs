//! The types of custom attributes.

use crate::named;

named! {
    /// The type of the values of a custom attribute.
    AttributeKind {
        /// A text of one line.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// An exact decimal.
        Decimal = "decimal",
        /// Yes or no.
        Boolean = "boolean",
        /// A date.
        Date = "date",
        /// One of a list of options.
        Choice = "enum",
        /// Several of a list of options.
        Choices = "enum_set",
    }
}

impl AttributeKind {
    /// Whether its values are options of a list.
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }
}
