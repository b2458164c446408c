//! What a merge is asked with.

use std::collections::BTreeMap;

use regulars_flows::NewMerge;
use regulars_kernel::CustomerId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Customers to be merged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "survivor_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f44",
    "merged_ids": ["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f45"],
    "fields": {"phone": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f45"}
}))]
pub struct NewCustomerMergeBody {
    /// The customer that stays.
    survivor_id: Uuid,
    /// Those who go into it.
    #[schema(min_items = 1, max_items = 10)]
    merged_ids: Vec<Uuid>,
    /// Of fields that are not to have the first value that there is: whose value they have, even where it is none. Fields are
    /// `external_id`, `gender`, `title`, `first_name`, `last_name`, `vocative`, `company`, `email`, `phone`, `birth_date`,
    /// `language`, `address`, `source.utm`, `source.referral_id`, and `attributes.` with a key.
    #[serde(default)]
    fields: Option<BTreeMap<String, Uuid>>,
}

impl NewCustomerMergeBody {
    pub fn into_new(self) -> NewMerge {
        NewMerge {
            survivor: CustomerId::new(self.survivor_id),
            merged: self.merged_ids.into_iter().map(CustomerId::new).collect(),
            chosen: self
                .fields
                .unwrap_or_default()
                .into_iter()
                .map(|(field, of)| (field, CustomerId::new(of)))
                .collect(),
        }
    }
}
