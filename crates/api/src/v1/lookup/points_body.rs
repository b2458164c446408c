//! What points a person at the till has, on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::PointsAtTill;
use regulars_kernel::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::money::MoneyBody;

/// What somebody has of one type of points, in the smallest part: with one decimal, 45 is 4.5 points.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookedUpPointsBody {
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// What it is called.
    #[schema(example = "Klub", max_length = 200)]
    programme: String,
    /// The account.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// The code of the type.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What it is called.
    #[schema(example = "Poeni", max_length = 200)]
    name: String,
    /// How many decimals it has.
    #[schema(example = 0, maximum = 4)]
    scale: u8,
    /// What can be spent now.
    #[schema(example = 520, minimum = 0)]
    available: i64,
    /// What can be spent later.
    #[schema(example = 0)]
    pending: i64,
    /// What is owed: zero or negative.
    #[schema(example = 0, minimum = -9_007_199_254_740_991_i64, maximum = 0)]
    deficit: i64,
    /// What can be spent is worth; `null` where these points do not pay now.
    value: Option<MoneyBody>,
    /// When the next of them expire; `null` where none ever do.
    expires_at: Option<DateTime<Utc>>,
    /// How many expire then.
    #[schema(example = 0)]
    expiring: i64,
}

impl LookedUpPointsBody {
    /// The points, of a merchant with that currency.
    pub fn new(points: PointsAtTill, currency: Currency) -> Self {
        let (expires_at, expiring) = points.expires_next.unzip();
        Self {
            programme_id: points.programme.value(),
            programme: points.programme_name.into_string(),
            account_id: points.account.value(),
            point_type: points.point_type.to_string(),
            name: points.name.into_string(),
            scale: points.scale.decimals(),
            available: points.balance.available,
            pending: points.balance.pending,
            deficit: points.balance.deficit,
            value: points.value.map(|value| Money::new(value, currency).into()),
            expires_at,
            expiring: expiring.unwrap_or_default(),
        }
    }
}
