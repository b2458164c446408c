//! The filter tree.

use std::collections::BTreeSet;

use regulars_kernel::{Label, SegmentId};

use crate::{
    AnniversaryCondition, AttributeCondition, CasesCondition, ConsentCondition, EmploymentCondition,
    FieldCondition, PointsCondition, ProgrammeCondition, PurchasesCondition, ReactionCondition,
    RedemptionsCondition, SegmentReference, TagReference, TierCondition,
};

/// Which customers are meant.
///
/// Every condition is either true or false for a customer; there is no third value. A comparison with something that
/// the customer does not have is false, and `not` turns false into true: `{"not": {"field": "city", "op": "eq",
/// "value": "Novi Sad"}}` holds for a customer without a city.
///
/// Filters may hold personal data, such as an e-mail address that is looked for. Do not log them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of these hold: `{"all": […]}`. True if there are none.
    All(Vec<Filter>),
    /// At least one of these holds: `{"any": […]}`. False if there are none.
    Any(Vec<Filter>),
    /// This does not hold: `{"not": …}`.
    Not(Box<Filter>),
    /// A comparison of a field.
    Field(FieldCondition),
    /// A comparison of a custom attribute.
    Attribute(AttributeCondition),
    /// The customer carries this tag: `{"tag": "vip"}`.
    Tag(TagReference),
    /// A condition on consents.
    Consent(ConsentCondition),
    /// A condition on purchases.
    Purchases(PurchasesCondition),
    /// A condition on an anniversary.
    Anniversary(AnniversaryCondition),
    /// A condition on how the customer reacted to a newsletter.
    Reaction(ReactionCondition),
    /// A condition on the companies that the customer works for.
    Employment(EmploymentCondition),
    /// A condition on the customer's service cases.
    Cases(CasesCondition),
    /// A condition on the customer's points.
    Points(PointsCondition),
    /// The customer is in a programme.
    Programme(ProgrammeCondition),
    /// The customer is or was in a tier of a programme.
    Tier(TierCondition),
    /// A condition on coupons that the customer has used, or on rewards that the customer has ordered.
    Redemptions(RedemptionsCondition),
    /// The customer is in that segment.
    Segment(SegmentReference),
}

impl Filter {
    /// The most nodes of a tree as it is written: conditions, `all`, `any`, `not` and the tests of `where`.
    pub const MAX_NODES: usize = 200;
    /// The most levels of a tree as it is written.
    pub const MAX_DEPTH: usize = 32;
    /// The most values of one list.
    pub const MAX_VALUES: usize = 500;
    /// The most characters of a text.
    pub const MAX_TEXT_LENGTH: usize = Label::MAX_LENGTH;
    /// The greatest number that can be compared with, and the negative of the least one. Low enough that a database can
    /// multiply it by the number of a customer's purchases in 64 bits.
    pub const MAX_NUMBER: i64 = 1_000_000_000_000;
    /// The farthest month that can be named, counted from this one.
    pub const FARTHEST_MONTH: i32 = 1200;

    /// The filter that everybody passes.
    pub const fn everybody() -> Self {
        Self::All(Vec::new())
    }

    /// The merchant's segments that the tree refers to directly. A caller loads them, and those that they refer to, to
    /// [inline](crate::inline_segments) them.
    pub fn stored_segments(&self) -> BTreeSet<SegmentId> {
        let mut segments = BTreeSet::new();
        self.collect_stored_segments(&mut segments);
        segments
    }

    fn collect_stored_segments(&self, segments: &mut BTreeSet<SegmentId>) {
        match self {
            Self::All(filters) | Self::Any(filters) => {
                for filter in filters {
                    filter.collect_stored_segments(segments);
                }
            }
            Self::Not(filter) => filter.collect_stored_segments(segments),
            Self::Segment(SegmentReference::Stored(id)) => {
                segments.insert(*id);
            }
            Self::Segment(SegmentReference::BuiltIn(_))
            | Self::Field(_)
            | Self::Attribute(_)
            | Self::Tag(_)
            | Self::Consent(_)
            | Self::Purchases(_)
            | Self::Anniversary(_)
            | Self::Reaction(_)
            | Self::Employment(_)
            | Self::Cases(_)
            | Self::Points(_)
            | Self::Programme(_)
            | Self::Tier(_)
            | Self::Redemptions(_) => {}
        }
    }
}
