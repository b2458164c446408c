//! Accounts of points on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{PointAccountId, PurchaseId};
use regulars_loyalty::{AccountWithLots, Lot, PointBalance};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What an account has, in the smallest part of its points: with one decimal, 45 is 4.5 points.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PointBalanceBody {
    /// What can be spent. Never negative.
    #[schema(example = 520, minimum = 0)]
    available: i64,
    /// What can be spent later. Never negative.
    #[schema(example = 0)]
    pending: i64,
    /// What is held for something. Never negative.
    #[schema(example = 0)]
    reserved: i64,
    /// What is owed: zero or negative, and zero where anything is available. The next points pay it first.
    #[schema(example = 0, minimum = -9_007_199_254_740_991_i64, maximum = 0)]
    deficit: i64,
}

impl From<PointBalance> for PointBalanceBody {
    fn from(balance: PointBalance) -> Self {
        let PointBalance { available, pending, reserved, deficit } = balance;
        Self { available, pending, reserved, deficit }
    }
}

/// Points that were credited together.
#[derive(Serialize, ToSchema)]
pub struct PointLotBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c61")]
    id: Uuid,
    /// How many are left.
    #[schema(example = 500)]
    points: i64,
    /// How many they were.
    #[schema(example = 500)]
    original: i64,
    /// Whether they cannot be spent yet.
    #[schema(example = false)]
    pending: bool,
    /// The purchase that earned them; `null` for what staff credited.
    purchase_id: Option<Uuid>,
    /// From when on they can be spent.
    #[schema(example = "2026-09-22T10:00:00Z")]
    available_from: DateTime<Utc>,
    /// From when on they are no longer there; `null` where that is never.
    expires_at: Option<DateTime<Utc>>,
}

impl From<&Lot> for PointLotBody {
    fn from(lot: &Lot) -> Self {
        Self {
            id: lot.id.value(),
            points: lot.remaining,
            original: lot.original,
            pending: lot.pending,
            purchase_id: lot.purchase.map(PurchaseId::value),
            available_from: lot.available_from,
            expires_at: lot.expires_at,
        }
    }
}

/// How many points expire at an instant.
#[derive(Serialize, ToSchema)]
pub struct ExpiringPointsBody {
    /// When; `null` for those that never do.
    expires_at: Option<DateTime<Utc>>,
    /// How many.
    #[schema(example = 500)]
    points: i64,
}

/// Points of one type of one customer.
#[derive(Serialize, ToSchema)]
pub struct PointAccountBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    id: Uuid,
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The code of what it has.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// Whose it is. The id stays when the customer is erased, and is nobody's then.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// What it has now.
    balance: PointBalanceBody,
    /// Where that lies, in the order in which it is spent. What has expired is not there.
    #[schema(max_items = 100_000)]
    lots: Vec<PointLotBody>,
    /// What expires when, the next first. Together it is what is available and pending.
    #[schema(max_items = 100_000)]
    expiring: Vec<ExpiringPointsBody>,
    /// When it was opened.
    #[schema(example = "2026-09-22T10:00:00Z")]
    opened_at: DateTime<Utc>,
    /// The account into which it went when its customer was merged.
    merged_into: Option<Uuid>,
}

impl From<AccountWithLots> for PointAccountBody {
    fn from(found: AccountWithLots) -> Self {
        let AccountWithLots { account, mut lots, reservations: _ } = found;
        lots.retain(|lot| lot.remaining > 0);
        lots.sort_by_key(|lot| (lot.expires_at.is_none(), lot.expires_at, lot.available_from, lot.id));
        Self {
            id: account.id.value(),
            programme_id: account.programme.value(),
            point_type: account.point_type.to_string(),
            customer_id: account.customer.value(),
            balance: account.balance.into(),
            expiring: expiring(&lots),
            lots: lots.iter().map(PointLotBody::from).collect(),
            opened_at: account.opened_at,
            merged_into: account.merged_into.map(PointAccountId::value),
        }
    }
}

/// What of lots that stand in the order of their expiry expires when.
fn expiring(lots: &[Lot]) -> Vec<ExpiringPointsBody> {
    let mut expiring: Vec<ExpiringPointsBody> = Vec::new();
    for lot in lots {
        match expiring.last_mut().filter(|last| last.expires_at == lot.expires_at) {
            Some(last) => last.points += lot.remaining,
            None => expiring.push(ExpiringPointsBody { expires_at: lot.expires_at, points: lot.remaining }),
        }
    }
    expiring
}

/// The accounts of a customer.
#[derive(Serialize, ToSchema)]
pub struct PointAccountsBody {
    /// One for each programme and type of points.
    pub items: Vec<PointAccountBody>,
}
