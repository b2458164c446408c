//! What a merge is asked with.

use std::collections::BTreeMap;

use regulars_flows::{NewCardMerge, NewMerge};
use regulars_kernel::CustomerId;
use regulars_network::CardNumber;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{ApiError, Invalid};
use crate::extract::escape;

/// Customers to be merged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "survivor_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4b",
    "merged_ids": ["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4c"],
    "fields": {"phone": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4c"}
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

/// Cards of one person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"merged_cards": ["2000000000060"], "fields": {"phone": "2000000000060"}}))]
pub struct NewCardMergeBody {
    /// Numbers of the cards that are to mean the customer of the card in the path.
    #[schema(min_items = 1, max_items = 10)]
    merged_cards: Vec<String>,
    /// Of fields that are not to have the first value that there is: the card of the customer whose value they have. Fields are
    /// those of a merge of customers.
    #[serde(default)]
    fields: Option<BTreeMap<String, String>>,
}

impl NewCardMergeBody {
    /// The cards with that of the customer that stays.
    pub fn check(self, survivor: CardNumber) -> Result<NewCardMerge, ApiError> {
        let mut invalid = Invalid::default();
        let merged: Vec<CardNumber> = (self.merged_cards.into_iter().enumerate())
            .filter_map(|(place, card)| invalid.parse_option(&format!("/merged_cards/{place}"), Some(card)))
            .collect();
        let chosen: BTreeMap<String, CardNumber> = (self.fields.unwrap_or_default().into_iter())
            .filter_map(|(field, card)| {
                let pointer = format!("/fields/{}", escape(&field));
                invalid.parse_option(&pointer, Some(card)).map(|card| (field, card))
            })
            .collect();
        if merged.is_empty() {
            invalid.add("/merged_cards", "required", "must name at least one card");
        }
        invalid.finish()?;
        Ok(NewCardMerge { survivor, merged, chosen })
    }
}
