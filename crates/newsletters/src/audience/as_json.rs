//! Who a newsletter is meant for, as JSON.

use regulars_filters::SegmentReference;
use regulars_kernel::CustomerId;
use serde_json::{Value, json};

use crate::audience::picked::Audience;

impl Audience {
    /// One of `{"segment": …}`, `{"filter": …}`, `{"customers": […]}`.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Segment(SegmentReference::BuiltIn(group)) => json!({ "segment": group.key() }),
            Self::Segment(SegmentReference::Stored(id)) => json!({ "segment": id.to_string() }),
            Self::Filter(filter) => json!({ "filter": filter.to_stored_json() }),
            Self::Customers(picked) => {
                let ids: Vec<String> = picked.ids().iter().map(CustomerId::to_string).collect();
                json!({ "customers": ids })
            }
        }
    }
}
