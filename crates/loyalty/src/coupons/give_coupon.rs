//! Gives a customer a code of their own.

use regulars_kernel::{CouponBatchId, CouponCampaignId, CustomerId, Environment, StoreError};

use super::batch::{CouponBatch, CouponBatchError, require_room};
use super::campaign::CouponAudience;
use super::code::CouponCode;
use super::code_prefix::CouponPrefix;
use super::held_coupon::HeldCoupon;
use super::store::CouponStore;

/// Why no code was given.
#[derive(Debug, thiserror::Error)]
pub enum GiveCouponError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The merchant has no such campaign.
    #[error("there is no such campaign")]
    UnknownCampaign,
    /// The campaign is closed, or has too many codes.
    #[error(transparent)]
    NoMore(CouponBatchError),
    /// It is for another customer alone.
    #[error("the campaign is for another customer alone")]
    ForAnother,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CouponBatch {
    /// Codes that are made as they are given: as many as there are.
    pub fn of_holders(id: CouponBatchId, campaign: CouponCampaignId, environment: &Environment) -> Self {
        Self {
            id,
            campaign,
            prefix: CouponPrefix::default(),
            wanted: 0,
            made: 0,
            created_at: environment.now(),
            voided: None,
        }
    }
}

/// Gives a customer a code of a campaign, which nobody else can use. It is always a new one: those that there are may be printed and
/// in somebody's hands.
pub async fn give_coupon(
    store: &mut dyn CouponStore,
    environment: &Environment,
    campaign: CouponCampaignId,
    customer: CustomerId,
) -> Result<HeldCoupon, GiveCouponError> {
    if !store.has_customer(customer).await? {
        return Err(GiveCouponError::UnknownCustomer);
    }
    let found = store.find_coupon_campaign_for_change(campaign).await?;
    let found = found.ok_or(GiveCouponError::UnknownCampaign)?;
    require_room(&found, 1).map_err(|error| match error {
        CouponBatchError::Store(error) => GiveCouponError::Store(error),
        other => GiveCouponError::NoMore(other),
    })?;
    if matches!(found.terms.audience, CouponAudience::Customer(other) if other != customer) {
        return Err(GiveCouponError::ForAnother);
    }
    let batch = CouponBatch::of_holders(CouponBatchId::new(environment.new_id()), campaign, environment);
    let code = CouponCode::generate(environment, &batch.prefix);
    let given_at = environment.now();
    store.give_coupon_codes(&batch, &[(customer, code.clone())], given_at).await?;
    let given = store.find_coupons(std::slice::from_ref(&code)).await?.into_iter().next();
    let coupon =
        given.ok_or_else(|| StoreError::inconsistent("coupon_codes", "one that was given is gone"))?;
    Ok(HeldCoupon { coupon, given_at })
}
