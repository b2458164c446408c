//! Codes that are made together.

use regulars_audit::AuditNote;
use regulars_kernel::{CouponBatchId, CouponCampaignId, Environment, Instant, StoreError};

use super::campaign::{CouponCampaign, CouponCampaignState};
use super::code_prefix::CouponPrefix;
use super::store::CouponStore;
use super::void::CouponVoid;

/// Codes that are made, or that came, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponBatch {
    /// Its id.
    pub id: CouponBatchId,
    /// The campaign.
    pub campaign: CouponCampaignId,
    /// What they begin with.
    pub prefix: CouponPrefix,
    /// How many there are to be.
    pub wanted: i64,
    /// How many there are.
    pub made: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// Since when none of them can be used any more, and why. None for one that is not void.
    pub voided: Option<CouponVoid>,
}

impl CouponBatch {
    /// The most codes that are made together.
    pub const MOST: u32 = 1_000_000;
    /// The most codes of a campaign.
    pub const MOST_OF_CAMPAIGN: i64 = 10_000_000;
}

/// Why no codes were asked for or taken in.
#[derive(Debug, thiserror::Error)]
pub enum CouponBatchError {
    /// None are made, or too many.
    #[error("must be from 1 to 1000000")]
    Count,
    /// The campaign would have too many.
    #[error("a campaign has at most 10000000 codes")]
    TooMany,
    /// The campaign is closed.
    #[error("the campaign is closed")]
    Closed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for so many codes of a held campaign. They are made later, some at a time.
pub async fn create_coupon_batch(
    store: &mut dyn CouponStore,
    environment: &Environment,
    campaign: &CouponCampaign,
    count: u32,
    prefix: CouponPrefix,
) -> Result<(CouponCampaign, CouponBatch), CouponBatchError> {
    if !(1..=CouponBatch::MOST).contains(&count) {
        return Err(CouponBatchError::Count);
    }
    let wanted = i64::from(count);
    require_room(campaign, wanted)?;
    let batch = CouponBatch {
        id: CouponBatchId::new(environment.new_id()),
        campaign: campaign.id,
        prefix,
        wanted,
        made: 0,
        created_at: environment.now(),
        voided: None,
    };
    store.insert_coupon_batch(&batch).await?;
    let after = CouponCampaign { coming: campaign.coming + wanted, ..campaign.clone() };
    store.note_if(environment, AuditNote::updated(campaign, &after)).await?;
    Ok((after, batch))
}

/// Nothing, where a campaign may have so many codes more.
pub(super) fn require_room(campaign: &CouponCampaign, more: i64) -> Result<(), CouponBatchError> {
    if campaign.state == CouponCampaignState::Closed {
        return Err(CouponBatchError::Closed);
    }
    let will_have = campaign.codes.saturating_add(campaign.coming).saturating_add(more);
    if will_have > CouponBatch::MOST_OF_CAMPAIGN { Err(CouponBatchError::TooMany) } else { Ok(()) }
}
