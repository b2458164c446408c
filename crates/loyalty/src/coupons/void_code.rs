//! Makes a code void.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::code::CouponCode;
use super::store::{CouponStore, FoundCoupon};
use super::void::{CouponVoid, CouponVoidReason, NotedVoid};

/// Why nothing was made void.
#[derive(Debug, thiserror::Error)]
pub enum VoidCouponError {
    /// The merchant has no such code.
    #[error("there is no such coupon")]
    UnknownCoupon,
    /// The campaign has no such batch.
    #[error("there is no such batch")]
    UnknownBatch,
    /// Of some codes of the campaign nobody knows in which batch they were made.
    #[error(
        "of some codes of the campaign it is not known whether they are of this batch; void them one by one"
    )]
    BatchNotKnown,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a code void: nobody uses it any more, reservations of it are released, and what was used stays used. One that is void stays
/// so, for the reason that it has.
pub async fn void_coupon_code(
    store: &mut dyn CouponStore,
    environment: &Environment,
    code: &CouponCode,
    reason: CouponVoidReason,
) -> Result<FoundCoupon, VoidCouponError> {
    let found = store.hold_coupons(std::slice::from_ref(code)).await?.into_iter().next();
    let found = found.ok_or(VoidCouponError::UnknownCoupon)?;
    if found.voided.is_some() {
        return Ok(found);
    }
    let voided = CouponVoid { at: environment.now(), reason };
    store.void_coupon_code(code, voided).await?;
    loop {
        let reserved = store.coupon_reservations(code).await?;
        if reserved.is_empty() {
            break;
        }
        for one in reserved {
            store.release_coupon(&one, voided.at).await?;
        }
    }
    let before = NotedVoid::nothing(found.campaign.id);
    let after =
        NotedVoid { code: Some(code.clone()), reason: Some(reason), ..NotedVoid::nothing(found.campaign.id) };
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    let found = store.find_coupons(std::slice::from_ref(code)).await?.into_iter().next();
    found.ok_or(VoidCouponError::UnknownCoupon)
}
