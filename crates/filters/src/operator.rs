//! The operators of field and purchase conditions.

use regulars_kernel::named;

named! {
    /// How a field is compared with a value.
    Operator {
        /// The field has the value.
        Equal = "eq",
        /// The field does not have the value; true where it has none at all.
        NotEqual = "ne",
        /// The field has one of the values.
        In = "in",
        /// The field has none of the values; true where it has none at all.
        NotIn = "not_in",
        /// The value is a part of the text.
        Contains = "contains",
        /// The text begins with the value.
        StartsWith = "starts_with",
        /// The number is greater.
        Greater = "gt",
        /// The number is greater or the same.
        GreaterOrEqual = "gte",
        /// The number is less.
        Less = "lt",
        /// The number is less or the same.
        LessOrEqual = "lte",
        /// The field lies between two values, both included.
        Between = "between",
        /// The date or instant is earlier.
        Before = "before",
        /// The date or instant is the same or later.
        OnOrAfter = "on_or_after",
        /// The instant is in a calendar month, counted from this one: 0 is this month, -1 the last one.
        InMonth = "in_month",
        /// The field has a value.
        Exists = "exists",
        /// The field has no value.
        NotExists = "not_exists",
    }
}
