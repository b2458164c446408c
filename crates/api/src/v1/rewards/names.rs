//! Closed lists of rewards and their orders on the wire.

use regulars_kernel::Language;
use regulars_loyalty::{Handover, MovementKind, RewardKind, RewardOrderState, RewardState, StockKeeping};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! same_names {
    ($body:ident, $domain:ident: $($name:ident),* $(,)?) => {
        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$name => Self::$name,)*
                }
            }
        }

        impl From<$body> for $domain {
            fn from(value: $body) -> Self {
                match value {
                    $($body::$name => Self::$name,)*
                }
            }
        }
    };
}

/// A language in which rewards are described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum RewardLanguageBody {
    /// Serbian in the Latin script.
    #[serde(rename = "sr")]
    SerbianLatin,
    /// Serbian in the Cyrillic script.
    #[serde(rename = "sr-Cyrl")]
    SerbianCyrillic,
    /// Polish.
    #[serde(rename = "pl")]
    Polish,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// German.
    #[serde(rename = "de")]
    German,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// What a reward is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RewardKindBody {
    /// Something to be carried or sent away.
    Goods,
    /// A code that is worth something at the till or elsewhere.
    Coupon,
    /// A code on which there is money.
    GiftCard,
    /// The merchant gives something to somebody else.
    Donation,
    /// Points of another type, of the same programme or of another one.
    Points,
}

/// How it is known how much there is of a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StockKeepingBody {
    /// By what came in and went out, in each store. Of goods only.
    Tracked,
    /// There is always enough. Of goods, donations and points.
    Unlimited,
    /// Each one is a code, which is handed out once. Of coupons and gift cards.
    Codes,
}

/// Where a reward stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RewardStateBody {
    /// It is being written. Nobody orders it.
    Draft,
    /// It can be ordered.
    Active,
    /// It is not ordered any more. What was ordered goes on.
    Archived,
}

/// Why there is more or less of a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StockMovementKindBody {
    /// It came in.
    Receipt,
    /// It was counted.
    Correction,
    /// It was handed over.
    Issue,
    /// It was brought back.
    Return,
}

/// Why there is more or less of a reward, as staff put it on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewMovementKindBody {
    /// It came in.
    Receipt,
    /// It was counted.
    Correction,
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RewardOrderStateBody {
    /// Points and stock are held for some time.
    Reserved,
    /// They are held for as long as it takes.
    Confirmed,
    /// It is being put together.
    Picking,
    /// It is on its way. The points have paid.
    Shipped,
    /// It waits to be collected.
    Ready,
    /// The customer has it. The points have paid.
    Issued,
    /// The customer has it, and wants to bring it back.
    ReturnRequested,
    /// It was called off, and all that was held came back.
    Cancelled,
    /// It was not confirmed in time, and all that was held came back.
    Expired,
    /// The customer has brought it back, and has the points again.
    Returned,
}

/// How an order comes to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandoverBody {
    /// It is sent to an address.
    Shipping,
    /// It is collected.
    Collection,
    /// There is nothing to carry: a code is shown, something is given to somebody else, or points are credited.
    None,
}

same_names!(
    RewardLanguageBody,
    Language: SerbianLatin,
    SerbianCyrillic,
    Polish,
    Russian,
    German,
    English,
);
same_names!(RewardKindBody, RewardKind: Goods, Coupon, GiftCard, Donation, Points);
same_names!(StockKeepingBody, StockKeeping: Tracked, Unlimited, Codes);
same_names!(RewardStateBody, RewardState: Draft, Active, Archived);
same_names!(StockMovementKindBody, MovementKind: Receipt, Correction, Issue, Return);
same_names!(
    RewardOrderStateBody,
    RewardOrderState: Reserved,
    Confirmed,
    Picking,
    Shipped,
    Ready,
    Issued,
    ReturnRequested,
    Cancelled,
    Expired,
    Returned,
);
same_names!(HandoverBody, Handover: Shipping, Collection, None);

impl From<NewMovementKindBody> for MovementKind {
    fn from(kind: NewMovementKindBody) -> Self {
        match kind {
            NewMovementKindBody::Receipt => Self::Receipt,
            NewMovementKindBody::Correction => Self::Correction,
        }
    }
}
