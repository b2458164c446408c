//! Errors of the use cases about rewards and their orders.

use regulars_loyalty::{
    AddCodesError, ChangeRewardError, DeleteRewardError, MoveStockError, PlaceOrderError, RewardFault,
    RewardFaultPlace, StepOrderError,
};

use super::deletion::in_use;
use crate::error::{ApiError, Code, Invalid};

impl From<ChangeRewardError> for ApiError {
    fn from(error: ChangeRewardError) -> Self {
        match error {
            ChangeRewardError::UnknownProgramme => Self::not_found_at("/programme_id", "programme"),
            ChangeRewardError::UnknownGivenProgramme => {
                Self::not_found_at("/gives/programme_id", "programme")
            }
            ChangeRewardError::UnknownImage => Self::not_found_at("/media_id", "image"),
            ChangeRewardError::Transition { from, .. } => {
                Self::new(Code::Conflict, error.to_string()).with("reason", from.name())
            }
            ChangeRewardError::Faulty(faults) => faulty(faults),
            ChangeRewardError::Store(error) => error.into(),
        }
    }
}

fn faulty(faults: Vec<RewardFaultPlace>) -> ApiError {
    let mut invalid = Invalid::default();
    for RewardFaultPlace { path, fault } in faults {
        let code = match fault {
            RewardFault::UnknownPointType | RewardFault::UnknownTier => "not_found",
            RewardFault::StockDoesNotFit
            | RewardFault::BackOrder
            | RewardFault::Gives
            | RewardFault::GivesItself => "does_not_fit",
            _ => "invalid",
        };
        invalid.add(format!("/{path}"), code, fault.to_string());
    }
    invalid.into()
}

impl From<DeleteRewardError> for ApiError {
    fn from(error: DeleteRewardError) -> Self {
        match error {
            DeleteRewardError::Ordered => Self::new(Code::Conflict, error.to_string()),
            DeleteRewardError::InUse(users) => in_use("reward", &users),
            DeleteRewardError::Store(error) => error.into(),
        }
    }
}

impl From<MoveStockError> for ApiError {
    fn from(error: MoveStockError) -> Self {
        match error {
            MoveStockError::UnknownReward => Self::not_found("reward"),
            MoveStockError::UnknownStore => Self::not_found_at("/store_id", "store"),
            MoveStockError::NotTracked(stock) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", stock.name())
            }
            MoveStockError::OutOfRange => Self::invalid_field("/quantity", "invalid", error.to_string()),
            MoveStockError::OutOfStock => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "out_of_stock")
            }
            MoveStockError::Store(error) => error.into(),
        }
    }
}

impl From<AddCodesError> for ApiError {
    fn from(error: AddCodesError) -> Self {
        match error {
            AddCodesError::UnknownReward => Self::not_found("reward"),
            AddCodesError::NoPool(stock) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", stock.name())
            }
            AddCodesError::Store(error) => error.into(),
        }
    }
}

impl From<PlaceOrderError> for ApiError {
    fn from(error: PlaceOrderError) -> Self {
        let detail = error.to_string();
        match error {
            PlaceOrderError::UnknownReward => Self::not_found_at("/reward_id", "reward"),
            PlaceOrderError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            PlaceOrderError::UnknownStore => Self::not_found_at("/store_id", "store"),
            PlaceOrderError::NotOnOffer => Self::new(Code::Conflict, detail).with("reason", "not_on_offer"),
            PlaceOrderError::NotMember => Self::new(Code::Conflict, detail).with("reason", "not_member"),
            PlaceOrderError::UnknownPrice => Self::invalid_field("/point_type", "does_not_fit", detail),
            PlaceOrderError::NoPriceForCustomer => {
                Self::new(Code::Conflict, detail).with("reason", "no_price")
            }
            PlaceOrderError::Quantity => Self::invalid_field("/quantity", "invalid", detail),
            PlaceOrderError::NothingToSend => Self::invalid_field("/address", "does_not_fit", detail),
            PlaceOrderError::NothingInStores => Self::invalid_field("/store_id", "does_not_fit", detail),
            PlaceOrderError::OverLimit { left } => {
                Self::new(Code::Conflict, detail).with("reason", "over_limit").with("left", left)
            }
            PlaceOrderError::Insufficient(missing) => missing.into(),
            PlaceOrderError::OutOfStock => Self::new(Code::Conflict, detail).with("reason", "out_of_stock"),
            PlaceOrderError::Store(error) => error.into(),
        }
    }
}

impl From<StepOrderError> for ApiError {
    fn from(error: StepOrderError) -> Self {
        match error {
            StepOrderError::Unknown => Self::not_found("order"),
            StepOrderError::Impossible { state, .. } => {
                Self::new(Code::Conflict, error.to_string()).with("reason", state.name())
            }
            StepOrderError::Erased => Self::new(Code::Conflict, error.to_string()).with("reason", "erased"),
            StepOrderError::OutOfStock => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "out_of_stock")
            }
            StepOrderError::GivenNotActive => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "programme_not_active")
            }
            StepOrderError::NotMember => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "not_member")
            }
            StepOrderError::Store(error) => error.into(),
        }
    }
}
