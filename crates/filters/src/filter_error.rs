//! What can be wrong with a filter.

use regulars_kernel::named;

/// One fault of a filter, at its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct FilterError {
    /// A JSON pointer (RFC 6901) from the root of the filter.
    pub pointer: String,
    /// The kind of the fault.
    pub code: FilterErrorCode,
    /// What is wrong and what would be right, for a person.
    pub detail: String,
}

named! {
    /// The kind of a fault.
    FilterErrorCode {
        /// The value has another JSON type than the grammar wants here.
        WrongType = "wrong_type",
        /// A key that the grammar does not know here.
        UnknownKey = "unknown_key",
        /// A key that the grammar wants here is missing.
        MissingKey = "missing_key",
        /// The object is no condition of any kind.
        UnknownCondition = "unknown_condition",
        /// No field has this name.
        UnknownField = "unknown_field",
        /// The operator does not exist, or not for this field.
        UnknownOperator = "unknown_operator",
        /// The value is not among those that are allowed.
        InvalidValue = "invalid_value",
        /// A list has no values.
        EmptyList = "empty_list",
        /// A range ends before it begins.
        EmptyRange = "empty_range",
        /// A list has too many values.
        TooManyValues = "too_many_values",
        /// The tree has too many nodes.
        TooManyNodes = "too_many_nodes",
        /// The filter would take too long, alone or together with the segments that it refers to.
        TooExpensive = "too_expensive",
        /// The tree has too many levels.
        TooDeep = "too_deep",
        /// A segment that is referred to does not exist.
        UnknownSegment = "unknown_segment",
        /// A tag that is named does not exist.
        UnknownTag = "unknown_tag",
        /// A newsletter that is referred to does not exist.
        UnknownNewsletter = "unknown_newsletter",
        /// A newsletter that is referred to was not sent under individual tracking, so nobody can be named.
        NotIndividual = "not_individual",
        /// The newsletter has no link to this address.
        UnknownLink = "unknown_link",
        /// Nobody of the merchant's staff has that id.
        UnknownAssignee = "unknown_assignee",
        /// The merchant has no programme with that id.
        UnknownProgramme = "unknown_programme",
        /// The merchant has no campaign of coupons with that id.
        UnknownCampaign = "unknown_campaign",
        /// The merchant has no reward with that id.
        UnknownReward = "unknown_reward",
        /// The merchant's grid has no RFM class of that name.
        UnknownRfmClass = "unknown_rfm_class",
        /// A segment refers to itself, perhaps by way of others.
        SegmentCycle = "segment_cycle",
    }
}
