//! Errors of the use cases about points.

use regulars_flows::SimulateReceiptError;
use regulars_loyalty::{
    AdjustPointsError, DecideAdjustmentError, Insufficient, PointOverviewError, ReservationError,
    ReservePointsError, TransferPointsError,
};
use regulars_purchases::RecordPurchaseError;

use crate::error::{ApiError, Code};

impl From<Insufficient> for ApiError {
    fn from(missing: Insufficient) -> Self {
        let detail = format!("there are only {} points", missing.available);
        Self::new(Code::InsufficientPoints, detail).with("available", missing.available)
    }
}

impl From<SimulateReceiptError> for ApiError {
    fn from(error: SimulateReceiptError) -> Self {
        match error {
            SimulateReceiptError::UnknownProgramme => Self::not_found("programme"),
            SimulateReceiptError::Problems(problems) => {
                Self::from(RecordPurchaseError::Problems(problems)).below("/receipt")
            }
            SimulateReceiptError::Store(error) => error.into(),
        }
    }
}

impl From<ReservePointsError> for ApiError {
    fn from(error: ReservePointsError) -> Self {
        match error {
            ReservePointsError::UnknownAccount => Self::not_found("point account"),
            ReservePointsError::OutOfRange => Self::invalid_field("/points", "invalid", error.to_string()),
            ReservePointsError::TooLong => Self::invalid_field("/seconds", "invalid", error.to_string()),
            ReservePointsError::Erased => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "erased")
            }
            ReservePointsError::NotActive => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "not_active")
            }
            ReservePointsError::NotMember => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "not_member")
            }
            ReservePointsError::Insufficient(missing) => missing.into(),
            ReservePointsError::Store(error) => error.into(),
        }
    }
}

impl From<PointOverviewError> for ApiError {
    fn from(error: PointOverviewError) -> Self {
        match error {
            PointOverviewError::UnknownProgramme => Self::not_found("programme"),
            PointOverviewError::TooLarge => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "too_large")
            }
            PointOverviewError::Store(error) => error.into(),
        }
    }
}

impl From<ReservationError> for ApiError {
    fn from(error: ReservationError) -> Self {
        match error {
            ReservationError::Unknown => Self::not_found("reservation"),
            ReservationError::Ended(state) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", state.name())
            }
            ReservationError::OutOfRange { .. } => {
                Self::invalid_field("/points", "invalid", error.to_string())
            }
            ReservationError::OfOrder(order) => {
                Self::new(Code::Conflict, error.to_string()).with("order_id", order.to_string())
            }
            ReservationError::Store(error) => error.into(),
        }
    }
}

impl From<DecideAdjustmentError> for ApiError {
    fn from(error: DecideAdjustmentError) -> Self {
        let detail = error.to_string();
        let conflict = |reason: &str| Self::new(Code::Conflict, detail.clone()).with("reason", reason);
        match error {
            DecideAdjustmentError::Unknown => Self::not_found("adjustment"),
            DecideAdjustmentError::Decided(state) => conflict(state.name()),
            DecideAdjustmentError::SamePerson => conflict("same_person"),
            DecideAdjustmentError::Adjust(AdjustPointsError::Insufficient(missing)) => missing.into(),
            DecideAdjustmentError::Adjust(AdjustPointsError::Expired) => conflict("expired"),
            DecideAdjustmentError::Adjust(error) => error.into(),
            DecideAdjustmentError::Store(error) => error.into(),
        }
    }
}

impl From<TransferPointsError> for ApiError {
    fn from(error: TransferPointsError) -> Self {
        let detail = error.to_string();
        let conflict = |reason: &str| Self::new(Code::Conflict, detail.clone()).with("reason", reason);
        match error {
            TransferPointsError::UnknownAccount => Self::not_found("point account"),
            TransferPointsError::UnknownTarget => Self::not_found_at("/to_account_id", "point account"),
            TransferPointsError::OtherType => Self::invalid_field("/to_account_id", "does_not_fit", detail),
            TransferPointsError::OutOfRange => Self::invalid_field("/points", "invalid", detail),
            TransferPointsError::NotTransferable => conflict("not_transferable"),
            TransferPointsError::NotActive => conflict("not_active"),
            TransferPointsError::NotMember => conflict("not_member"),
            TransferPointsError::Erased => conflict("erased"),
            TransferPointsError::Insufficient(missing) => {
                Self::from(missing).with_field("/points", "too_many", detail)
            }
            TransferPointsError::Store(error) => error.into(),
        }
    }
}

impl From<AdjustPointsError> for ApiError {
    fn from(error: AdjustPointsError) -> Self {
        match error {
            AdjustPointsError::UnknownAccount => Self::not_found("point account"),
            AdjustPointsError::OutOfRange => Self::invalid_field("/points", "invalid", error.to_string()),
            AdjustPointsError::Insufficient(missing) => {
                let detail = missing.to_string();
                Self::from(missing).with_field("/points", "too_many", detail)
            }
            AdjustPointsError::Erased => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "erased")
            }
            AdjustPointsError::Expired => Self::invalid_field("/expires_at", "past", error.to_string()),
            AdjustPointsError::Store(error) => error.into(),
        }
    }
}
