//! Campaigns as rows.

use regulars_kernel::{CouponCampaignId, CustomerId, Instant, SegmentId, StoreError};
use regulars_loyalty::{CouponAudience, CouponCampaign};
use serde_json::Value;
use uuid::Uuid;

use super::terms_row::{terms_from_text, terms_to_json, wrong};
use crate::wall::{FromRow, RowColumns};

/// What is read of a campaign `c` of the merchant in `$1`.
macro_rules! campaign_columns {
    () => {
        "c.id, c.name, c.state, CAST(c.terms AS text) AS terms, c.per_code, c.customer_id, c.segment_id, c.used,
             c.reserved, c.spent, c.created_at, c.updated_at,
             (SELECT CAST(coalesce(sum(b.made), 0) AS bigint) FROM coupon_batches AS b
              WHERE b.merchant_id = $1 AND b.campaign_id = c.id) AS codes,
             (SELECT CAST(coalesce(sum(b.wanted - b.made), 0) AS bigint) FROM coupon_batches AS b
              WHERE b.merchant_id = $1 AND b.campaign_id = c.id) AS coming"
    };
}
pub(super) use campaign_columns;

/// The columns of `coupon_campaigns`.
#[derive(RowColumns)]
pub(super) struct NewCampaignRow {
    id: Uuid,
    name: String,
    state: String,
    terms: Value,
    per_code: Option<i64>,
    customer_id: Option<Uuid>,
    segment_id: Option<Uuid>,
    used: i64,
    reserved: i64,
    spent: i64,
    created_at: Instant,
    updated_at: Instant,
}

/// A campaign as it is read.
#[derive(FromRow)]
pub(super) struct CampaignRow {
    id: Uuid,
    name: String,
    state: String,
    terms: String,
    per_code: Option<i64>,
    customer_id: Option<Uuid>,
    segment_id: Option<Uuid>,
    used: i64,
    reserved: i64,
    spent: i64,
    created_at: Instant,
    updated_at: Instant,
    codes: i64,
    coming: i64,
}

pub(super) const fn customer_of(audience: CouponAudience) -> Option<CustomerId> {
    match audience {
        CouponAudience::Customer(customer) => Some(customer),
        CouponAudience::Everybody | CouponAudience::Segment(_) => None,
    }
}

pub(super) const fn segment_of(audience: CouponAudience) -> Option<SegmentId> {
    match audience {
        CouponAudience::Segment(segment) => Some(segment),
        CouponAudience::Everybody | CouponAudience::Customer(_) => None,
    }
}

impl NewCampaignRow {
    pub(super) fn of(campaign: &CouponCampaign) -> Result<Self, StoreError> {
        let terms = &campaign.terms;
        Ok(Self {
            id: campaign.id.value(),
            name: campaign.name.as_str().to_owned(),
            state: campaign.state.name().to_owned(),
            terms: terms_to_json(terms)?,
            per_code: terms.limits.per_code.map(i64::from),
            customer_id: customer_of(terms.audience).map(CustomerId::value),
            segment_id: segment_of(terms.audience).map(SegmentId::value),
            used: campaign.used,
            reserved: campaign.reserved,
            spent: campaign.spent,
            created_at: campaign.created_at,
            updated_at: campaign.updated_at,
        })
    }
}

impl TryFrom<CampaignRow> for CouponCampaign {
    type Error = StoreError;

    fn try_from(row: CampaignRow) -> Result<Self, StoreError> {
        let audience = match (row.customer_id, row.segment_id) {
            (Some(customer), _) => CouponAudience::Customer(CustomerId::new(customer)),
            (None, Some(segment)) => CouponAudience::Segment(SegmentId::new(segment)),
            (None, None) => CouponAudience::Everybody,
        };
        let per_code = row.per_code.map(u32::try_from).transpose().map_err(wrong)?;
        Ok(Self {
            id: CouponCampaignId::new(row.id),
            name: row.name.parse().map_err(wrong)?,
            state: row.state.parse().map_err(wrong)?,
            terms: terms_from_text(&row.terms, per_code, audience)?,
            codes: row.codes,
            coming: row.coming,
            used: row.used,
            reserved: row.reserved,
            spent: row.spent,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
