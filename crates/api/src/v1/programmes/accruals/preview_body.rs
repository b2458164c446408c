//! What a bulk accrual would give, on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::AccrualLook;
use regulars_kernel::{Currency, Money};
use regulars_loyalty::AccrualForeseen;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::money::MoneyBody;

/// Customers who would get nothing, by the reason.
#[derive(Serialize, ToSchema)]
pub struct PointAccrualSkippedBody {
    /// Never in the programme.
    #[schema(minimum = 0)]
    not_member: u64,
    /// Not in the programme any more.
    #[schema(minimum = 0)]
    left: u64,
}

/// What a bulk accrual would give if it began now.
#[derive(Serialize, ToSchema)]
pub struct PointAccrualPreviewBody {
    /// How many customers are meant.
    #[schema(minimum = 0)]
    customers: u64,
    /// How many of them are members, and would get points.
    #[schema(minimum = 0)]
    members: u64,
    /// The others.
    skipped: PointAccrualSkippedBody,
    /// What all members together would get, in the smallest part of the type.
    points: i64,
    /// What of it would pay what members owe.
    #[schema(minimum = 0)]
    pays_owed: i64,
    /// By how much more the merchant would owe, rounded down; `null` for points that cannot be spent.
    liability: Option<MoneyBody>,
    /// When the points would expire; `null` for never.
    expires_at: Option<DateTime<Utc>>,
    /// Whether somebody else would have to approve it.
    needs_approval: bool,
}

impl PointAccrualPreviewBody {
    /// For a merchant with that currency.
    pub fn new(look: AccrualLook, currency: Currency) -> Self {
        let AccrualLook { foreseen, points, liability, expires_at, needs_approval } = look;
        let AccrualForeseen { members, not_member, left, pays_owed } = foreseen;
        Self {
            customers: foreseen.customers(),
            members,
            skipped: PointAccrualSkippedBody { not_member, left },
            points,
            pays_owed,
            liability: liability.map(|amount| Money::new(amount, currency).into()),
            expires_at,
            needs_approval,
        }
    }
}
