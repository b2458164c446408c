//! What a merchant sets about carts, on the wire.

use regulars_purchases::CartSettings;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};

/// When a cart is abandoned, and until when a purchase is what came of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CartSettings, example = json!({"abandoned_after_minutes": 90, "recovered_within_days": 7}))]
pub struct CartSettingsBody {
    /// After how many minutes without a change a cart is abandoned.
    #[schema(minimum = 10, maximum = 10080)]
    abandoned_after_minutes: u16,
    /// How many days after that a purchase of the customer that has something of the cart still counts as what came of it. One
    /// that names the cart always does.
    #[schema(minimum = 1, maximum = 30)]
    recovered_within_days: u16,
}

impl CartSettingsBody {
    /// The checked settings.
    pub fn check(self) -> Result<CartSettings, ApiError> {
        let Self { abandoned_after_minutes: minutes, recovered_within_days: days } = self;
        let mut invalid = Invalid::default();
        if !CartSettings::MINUTES.contains(&minutes) {
            invalid.add("/abandoned_after_minutes", "invalid", "must be from 10 to 10080");
        }
        if !CartSettings::DAYS.contains(&days) {
            invalid.add("/recovered_within_days", "invalid", "must be from 1 to 30");
        }
        invalid.finish_with(CartSettings::new(minutes, days))
    }
}

impl From<CartSettings> for CartSettingsBody {
    fn from(settings: CartSettings) -> Self {
        Self {
            abandoned_after_minutes: settings.abandoned_after_minutes(),
            recovered_within_days: settings.recovered_within_days(),
        }
    }
}
