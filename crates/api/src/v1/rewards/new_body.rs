//! A reward to be made, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{MediaId, ProgrammeId};
use regulars_loyalty::{NewReward, RewardState, RewardTerms};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{GivenPointsBody, RewardPriceBody, RewardTextBody, checked_prices, checked_texts};
use super::names::{RewardKindBody, StockKeepingBody};
use crate::error::{ApiError, Invalid};

/// A reward to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "programme_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50", "kind": "goods", "stock": "tracked",
    "texts": [{"language": "sr", "name": "Platnena torba"}],
    "prices": [{"point_type": "points", "points": 150}], "limit_per_member": 2
}))]
pub struct NewRewardBody {
    /// The programme whose points buy it.
    programme_id: Uuid,
    /// What it is.
    kind: RewardKindBody,
    /// How it is known how much there is.
    stock: StockKeepingBody,
    /// The points that it is: of rewards of the kind `points` alone, and of all of them. They are credited when an order is issued, can
    /// be spent at once, and expire as their type has it.
    gives: Option<GivenPointsBody>,
    /// What it is called, by language: in one at least.
    #[schema(min_items = 1, max_items = 6)]
    texts: Vec<RewardTextBody>,
    /// Its image.
    media_id: Option<Uuid>,
    /// What it costs: in the points that pay, the least of those that are for the customer. Each for another type of points, tier and
    /// segment.
    #[schema(min_items = 1, max_items = 50)]
    prices: Vec<RewardPriceBody>,
    /// Whether it can be ordered while there is none; only of tracked stock.
    #[serde(default)]
    back_order: bool,
    /// How many of it a customer gets at most, in all; any number where nothing is said.
    #[schema(minimum = 1, maximum = 1_000_000)]
    limit_per_member: Option<u32>,
    /// For how many minutes an order is held before it is confirmed; 1440, a day, where nothing is said.
    #[schema(minimum = 1, maximum = 43_200)]
    hold_minutes: Option<u32>,
    /// From when on it can be ordered.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    available_from: Option<DateTime<Utc>>,
    /// Until when it can be ordered.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    available_until: Option<DateTime<Utc>>,
}

impl NewRewardBody {
    const HOLD_MINUTES: u32 = 24 * 60;

    /// The checked reward, which is a draft.
    pub fn check(self) -> Result<NewReward, ApiError> {
        let mut invalid = Invalid::default();
        let texts = checked_texts(&mut invalid, self.texts);
        let prices = checked_prices(&mut invalid, self.prices);
        let gives = self.gives.map(|gives| gives.check(&mut invalid));
        let (texts, prices) = invalid.finish_with(texts.zip(prices))?;
        Ok(NewReward {
            programme: ProgrammeId::new(self.programme_id),
            kind: self.kind.into(),
            stock: self.stock.into(),
            gives: gives.flatten(),
            terms: RewardTerms {
                texts,
                media: self.media_id.map(MediaId::new),
                prices,
                back_order: self.back_order,
                limit_per_member: self.limit_per_member,
                hold_minutes: self.hold_minutes.unwrap_or(Self::HOLD_MINUTES),
                available_from: self.available_from,
                available_until: self.available_until,
                state: RewardState::Draft,
            },
        })
    }
}
