//! References from a filter to stored filters.

use regulars_kernel::SegmentId;

use crate::BuiltIn;

/// Another filter, by name: `{"segment": "lost"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SegmentReference {
    /// A built-in target group, by its key.
    BuiltIn(BuiltIn),
    /// A segment of the merchant, by its id.
    Stored(SegmentId),
}
