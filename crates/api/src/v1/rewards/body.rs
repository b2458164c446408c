//! A reward on the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use regulars_kernel::{Label, Language, LongText, MediaId, ProgrammeId, SegmentId};
use regulars_loyalty::{GivenPoints, PointTypeCode, Reward, RewardPrice, RewardText, TierCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{RewardKindBody, RewardLanguageBody, RewardStateBody, StockKeepingBody};
use crate::error::Invalid;

/// What a reward is called in one language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardTextBody {
    /// The language.
    language: RewardLanguageBody,
    /// Its name.
    #[schema(min_length = 1, max_length = 200, example = "Šolja za kafu")]
    name: String,
    /// What there is to say about it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4_000, example = "Od porcelana, 0,2 l.")]
    description: Option<String>,
}

/// What a reward costs in points of one type.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardPriceBody {
    /// The code of the point type.
    #[schema(max_length = 40, example = "points")]
    point_type: String,
    /// How many of them one costs, in their smallest part.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64, example = 250)]
    points: i64,
    /// The code of a tier of the programme: the price is for its members alone. For whichever tier where nothing is said.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "gold")]
    tier: Option<String>,
    /// A segment of your own: the price is for the customers in it alone. For all where nothing is said.
    #[serde(default)]
    segment_id: Option<Uuid>,
}

/// The points that a reward is, for one of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPointsBody {
    /// Their programme, which may be another one than that whose points buy the reward. The customer has to be in it, too.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The code of their type: not one that buys the reward.
    #[schema(max_length = 40, example = "stamps")]
    point_type: String,
    /// How many, in their smallest part.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64, example = 10)]
    points: i64,
}

impl GivenPointsBody {
    /// The points, or none after what is wrong with them was noted.
    pub(super) fn check(self, invalid: &mut Invalid) -> Option<GivenPoints> {
        let Self { programme_id, point_type, points } = self;
        let point_type = invalid.check("/gives/point_type", point_type.parse::<PointTypeCode>())?;
        Some(GivenPoints { programme: ProgrammeId::new(programme_id), point_type, points })
    }
}

/// The texts, or none after what is wrong with them was noted.
pub(super) fn checked_texts(
    invalid: &mut Invalid,
    texts: Vec<RewardTextBody>,
) -> Option<BTreeMap<Language, RewardText>> {
    let mut read = BTreeMap::new();
    let mut is_whole = true;
    for (place, text) in texts.into_iter().enumerate() {
        let RewardTextBody { language, name, description } = text;
        let name = invalid.check(&format!("/texts/{place}/name"), name.parse::<Label>());
        let description = description.map(|text| text.parse::<LongText>());
        let description = invalid.check_option(&format!("/texts/{place}/description"), description);
        let text = name.zip(description).map(|(name, description)| RewardText { name, description });
        let is_new = text.is_none_or(|text| read.insert(Language::from(language), text).is_none());
        if !is_new {
            invalid.add(format!("/texts/{place}/language"), "invalid", "stands in the list twice");
        }
        is_whole &= is_new;
    }
    is_whole.then_some(read)
}

/// The prices, or none after what is wrong with them was noted.
pub(super) fn checked_prices(
    invalid: &mut Invalid,
    prices: Vec<RewardPriceBody>,
) -> Option<Vec<RewardPrice>> {
    let mut read = Vec::with_capacity(prices.len());
    for (place, price) in prices.into_iter().enumerate() {
        let RewardPriceBody { point_type, points, tier, segment_id } = price;
        let pointer = format!("/prices/{place}");
        let point_type = invalid.check(&format!("{pointer}/point_type"), point_type.parse::<PointTypeCode>());
        let tier = tier.map(|code| code.parse::<TierCode>());
        let tier = invalid.check_option(&format!("{pointer}/tier"), tier);
        let segment = segment_id.map(SegmentId::new);
        let read_price = point_type.zip(tier);
        read.push(read_price.map(|(point_type, tier)| RewardPrice { point_type, points, tier, segment }));
    }
    read.into_iter().collect()
}

/// What points buy.
#[derive(Serialize, ToSchema)]
pub struct RewardBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")]
    id: Uuid,
    /// The programme whose points buy it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// What it is.
    kind: RewardKindBody,
    /// How it is known how much there is.
    stock: StockKeepingBody,
    /// The points that it is; `null` for what is no points.
    gives: Option<GivenPointsBody>,
    /// What it is called, by language.
    #[schema(max_items = 6)]
    texts: Vec<RewardTextBody>,
    /// Its image.
    media_id: Option<Uuid>,
    /// What it costs: in the points that pay, the least of those that are for the customer.
    #[schema(max_items = 50)]
    prices: Vec<RewardPriceBody>,
    /// Whether it can be ordered while there is none. Such an order waits for stock before it is picked.
    #[schema(example = false)]
    back_order: bool,
    /// How many of it a customer gets at most, in all; `null` for any number.
    #[schema(example = 2, minimum = 1)]
    limit_per_member: Option<u32>,
    /// For how many minutes an order is held before it is confirmed.
    #[schema(example = 1_440, minimum = 1)]
    hold_minutes: u32,
    /// From when on it can be ordered.
    available_from: Option<DateTime<Utc>>,
    /// Until when it can be ordered.
    available_until: Option<DateTime<Utc>>,
    /// Where it stands.
    state: RewardStateBody,
    /// When it was made.
    #[schema(example = "2026-11-02T08:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-02T08:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<&Reward> for RewardBody {
    fn from(reward: &Reward) -> Self {
        let terms = &reward.terms;
        let text = |(language, text): (&Language, &RewardText)| RewardTextBody {
            language: (*language).into(),
            name: text.name.as_str().to_owned(),
            description: text.description.as_ref().map(|text| text.as_str().to_owned()),
        };
        let price = |price: &RewardPrice| RewardPriceBody {
            point_type: price.point_type.to_string(),
            points: price.points,
            tier: price.tier.as_ref().map(ToString::to_string),
            segment_id: price.segment.map(SegmentId::value),
        };
        let given = |given: &GivenPoints| GivenPointsBody {
            programme_id: given.programme.value(),
            point_type: given.point_type.to_string(),
            points: given.points,
        };
        Self {
            id: reward.id.value(),
            programme_id: reward.programme.value(),
            kind: reward.kind.into(),
            stock: reward.stock.into(),
            gives: reward.gives.as_ref().map(given),
            texts: terms.texts.iter().map(text).collect(),
            media_id: terms.media.map(MediaId::value),
            prices: terms.prices.iter().map(price).collect(),
            back_order: terms.back_order,
            limit_per_member: terms.limit_per_member,
            hold_minutes: terms.hold_minutes,
            available_from: terms.available_from,
            available_until: terms.available_until,
            state: terms.state.into(),
            created_at: reward.created_at,
            updated_at: reward.updated_at,
        }
    }
}
