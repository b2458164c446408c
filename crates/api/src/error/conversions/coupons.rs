//! Errors of the use cases about coupons.

use regulars_flows::UseCouponError;
use regulars_loyalty::{
    ChangeCampaignError, CouponBatchError, CouponRefusal, DeleteCampaignError, GiveCouponError,
    VoidCouponError,
};
use regulars_purchases::RecordPurchaseError;

use super::deletion::in_use;
use crate::error::{ApiError, Code, Invalid};

impl From<ChangeCampaignError> for ApiError {
    fn from(error: ChangeCampaignError) -> Self {
        match error {
            ChangeCampaignError::Transition { from, .. } => {
                Self::new(Code::Conflict, error.to_string()).with("reason", from.name())
            }
            ChangeCampaignError::Faulty(faults) => {
                let mut invalid = Invalid::default();
                for (path, text) in faults {
                    invalid.add(format!("/{path}"), "invalid", text);
                }
                invalid.into()
            }
            ChangeCampaignError::UnknownStores => Self::not_found_at("/store_ids", "store"),
            ChangeCampaignError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            ChangeCampaignError::UnknownProgramme => Self::not_found_at("/effect/programme_id", "programme"),
            ChangeCampaignError::UnknownSegment => Self::not_found_at("/segment_id", "segment"),
            ChangeCampaignError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteCampaignError> for ApiError {
    fn from(error: DeleteCampaignError) -> Self {
        match error {
            DeleteCampaignError::NotDraft(state) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", state.name())
            }
            DeleteCampaignError::InUse(users) => in_use("campaign", &users),
            DeleteCampaignError::Store(error) => error.into(),
        }
    }
}

impl From<CouponBatchError> for ApiError {
    fn from(error: CouponBatchError) -> Self {
        match error {
            CouponBatchError::Count => Self::invalid_field("/count", "invalid", error.to_string()),
            CouponBatchError::TooMany | CouponBatchError::Closed => {
                Self::new(Code::Conflict, error.to_string())
            }
            CouponBatchError::Store(error) => error.into(),
        }
    }
}

impl From<GiveCouponError> for ApiError {
    fn from(error: GiveCouponError) -> Self {
        match error {
            GiveCouponError::UnknownCustomer => Self::not_found("customer"),
            GiveCouponError::UnknownCampaign => Self::not_found_at("/campaign_id", "campaign"),
            GiveCouponError::NoMore(_) | GiveCouponError::ForAnother => {
                Self::new(Code::Conflict, error.to_string())
            }
            GiveCouponError::Store(error) => error.into(),
        }
    }
}

impl From<VoidCouponError> for ApiError {
    fn from(error: VoidCouponError) -> Self {
        match error {
            VoidCouponError::UnknownCoupon => Self::not_found("coupon"),
            VoidCouponError::UnknownBatch => Self::not_found("batch"),
            VoidCouponError::BatchNotKnown => Self::new(Code::Conflict, error.to_string()),
            VoidCouponError::Store(error) => error.into(),
        }
    }
}

impl From<UseCouponError> for ApiError {
    fn from(error: UseCouponError) -> Self {
        match error {
            UseCouponError::UnknownCoupon => Self::not_found("coupon"),
            UseCouponError::UnknownStore => Self::not_found_at("/receipt/store_id", "store"),
            UseCouponError::UnknownCustomer => Self::not_found_at("/customer_id", "customer").with_field(
                "/receipt/identify/customer_id",
                "not_found",
                "there is no such customer",
            ),
            UseCouponError::Problems(problems) => {
                Self::from(RecordPurchaseError::Problems(problems)).below("/receipt")
            }
            UseCouponError::Refused(refusal) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", refusal.name())
            }
            UseCouponError::UnknownUse => Self::not_found_at("/id", "use of the coupon"),
            UseCouponError::OfPurchase => Self::new(Code::Conflict, error.to_string()),
            UseCouponError::Store(error) => error.into(),
        }
    }
}

/// What a till is told of a coupon that may not be used.
pub(super) fn refused_at(pointer: &str, refusal: CouponRefusal) -> ApiError {
    let detail = format!("the coupon {}", refusal.words());
    ApiError::invalid_field(pointer, "coupon_refused", detail).with("reason", refusal.name())
}
