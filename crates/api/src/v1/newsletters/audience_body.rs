//! Who a newsletter is meant for, on the wire.

use regulars_filters::{BuiltIn, Filter, SegmentReference};
use regulars_kernel::{CustomerId, SegmentId};
use regulars_newsletters::{Audience, PickedCustomers};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;
use crate::v1::filter::FilterBody;

/// Who a newsletter is meant for: exactly one of the fields.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"segment_key": "all_verified"}))]
pub struct AudienceBody {
    /// A target group of the merchant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment_id: Option<Uuid>,
    /// A built-in target group: `first_purchase_last_month`, `lost`, `all_verified`, `members_verified`,
    /// `non_members_verified` or `birthday_next_four_weeks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub segment_key: Option<String>,
    /// A filter, in the same grammar as those of segments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterBody>,
    /// Customers picked by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_items = 1, max_items = 500)]
    pub customer_ids: Option<Vec<Uuid>>,
}

impl AudienceBody {
    /// The audience, or `None` after what is wrong with it was noted.
    ///
    /// A phone number without a country code is of `country`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str, country: Option<&str>) -> Option<Audience> {
        match (self.segment_id, self.segment_key, self.filter, self.customer_ids) {
            (Some(id), None, None, None) => {
                Some(Audience::Segment(SegmentReference::Stored(SegmentId::new(id))))
            }
            (None, Some(key), None, None) => {
                let group = BuiltIn::from_name(&key);
                if group.is_none() {
                    let detail = "is not the key of a built-in target group";
                    invalid.add(format!("{pointer}/segment_key"), "invalid", detail);
                }
                group.map(|group| Audience::Segment(SegmentReference::BuiltIn(group)))
            }
            (None, None, Some(filter), None) => {
                let filter = check_filter(&filter.0, invalid, pointer)?;
                Some(Audience::Filter(filter.with_phones_of(country)))
            }
            (None, None, None, Some(ids)) => {
                let ids = ids.into_iter().map(CustomerId::new).collect();
                let picked = PickedCustomers::new(ids);
                invalid.check(&format!("{pointer}/customer_ids"), picked).map(Audience::Customers)
            }
            _ => {
                let detail = "must have exactly one of segment_id, segment_key, filter, customer_ids";
                invalid.add(pointer, "invalid", detail);
                None
            }
        }
    }
}

fn check_filter(filter: &Value, invalid: &mut Invalid, pointer: &str) -> Option<Filter> {
    match Filter::accept(filter) {
        Ok(filter) => Some(filter),
        Err(errors) => {
            for error in errors {
                invalid.add(format!("{pointer}/filter{}", error.pointer), error.code.name(), error.detail);
            }
            None
        }
    }
}

impl From<Audience> for AudienceBody {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Segment(SegmentReference::Stored(id)) => {
                Self { segment_id: Some(id.value()), ..Self::default() }
            }
            Audience::Segment(SegmentReference::BuiltIn(group)) => {
                Self { segment_key: Some(group.key().to_owned()), ..Self::default() }
            }
            Audience::Filter(filter) => Self { filter: Some(FilterBody::from(&filter)), ..Self::default() },
            Audience::Customers(picked) => {
                let ids = picked.ids().iter().map(|id| id.value()).collect();
                Self { customer_ids: Some(ids), ..Self::default() }
            }
        }
    }
}
