//! Uses of codes as rows.

use regulars_kernel::{CouponCampaignId, CouponUseId, CustomerId, Date, Instant, PurchaseId, StoreError};
use regulars_loyalty::CouponUse;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "coupon_uses";

/// The columns of `coupon_uses`.
#[derive(FromRow, RowColumns)]
pub(super) struct CouponUseRow {
    id: Uuid,
    campaign_id: Uuid,
    code: String,
    customer_id: Option<Uuid>,
    purchase_id: Option<Uuid>,
    state: String,
    amount: i64,
    day: Date,
    actor: String,
    reserved_until: Option<Instant>,
    created_at: Instant,
    settled_at: Option<Instant>,
}

impl From<&CouponUse> for CouponUseRow {
    fn from(one: &CouponUse) -> Self {
        Self {
            id: one.id.value(),
            campaign_id: one.campaign.value(),
            code: one.code.as_str().to_owned(),
            customer_id: one.customer.map(CustomerId::value),
            purchase_id: one.purchase.map(PurchaseId::value),
            state: one.state.name().to_owned(),
            amount: one.amount,
            day: one.day,
            actor: actor_text(one.actor),
            reserved_until: one.reserved_until,
            created_at: one.created_at,
            settled_at: one.settled_at,
        }
    }
}

impl TryFrom<CouponUseRow> for CouponUse {
    type Error = StoreError;

    fn try_from(row: CouponUseRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: CouponUseId::new(row.id),
            campaign: CouponCampaignId::new(row.campaign_id),
            code: row.code.parse().map_err(|error| inconsistent(TABLE, error))?,
            customer: row.customer_id.map(CustomerId::new),
            purchase: row.purchase_id.map(PurchaseId::new),
            state: row.state.parse().map_err(|error| inconsistent(TABLE, error))?,
            amount: row.amount,
            day: row.day,
            actor: actor_of(TABLE, &row.actor)?,
            reserved_until: row.reserved_until,
            created_at: row.created_at,
            settled_at: row.settled_at,
        })
    }
}
