//! What each use case's error is to a caller.

use regulars_identity::offer_pairing::OfferPairingError;
use regulars_identity::{
    CreateMerchantError, CreateUserError, PairTerminalError, SignInError, UpdateTerminalError,
    UpdateUserError,
};

use regulars_purchases::{Difference, ItemError, RecordPurchaseError, RecordRefundError};

use super::{ApiError, Code, Invalid};

impl From<CreateMerchantError> for ApiError {
    fn from(error: CreateMerchantError) -> Self {
        match error {
            CreateMerchantError::OwnerEmailTaken => Self::new(Code::Conflict, error.to_string()).with_field(
                "/owner/email",
                "taken",
                "another user signs in with this address",
            ),
            CreateMerchantError::Store(error) => error.into(),
        }
    }
}

impl From<CreateUserError> for ApiError {
    fn from(error: CreateUserError) -> Self {
        match error {
            CreateUserError::EmailTaken => Self::new(Code::Conflict, error.to_string()).with_field(
                "/email",
                "taken",
                "another user signs in with this address",
            ),
            CreateUserError::NotStaff(_) => Self::invalid_field("/role", "invalid", error.to_string()),
            CreateUserError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateUserError> for ApiError {
    fn from(error: UpdateUserError) -> Self {
        match error {
            UpdateUserError::LastOwner => Self::new(Code::Conflict, error.to_string()),
            UpdateUserError::NotStaff(_) => Self::invalid_field("/role", "invalid", error.to_string()),
            UpdateUserError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateTerminalError> for ApiError {
    fn from(error: UpdateTerminalError) -> Self {
        match error {
            UpdateTerminalError::UnknownStore => Self::not_found_at("/store_id", "store"),
            UpdateTerminalError::Store(error) => error.into(),
        }
    }
}

impl From<SignInError> for ApiError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::new(Code::Unauthorized, error.to_string()),
            SignInError::Store(error) => error.into(),
        }
    }
}

impl From<OfferPairingError> for ApiError {
    fn from(error: OfferPairingError) -> Self {
        match error {
            OfferPairingError::UnknownStore => Self::not_found_at("/store_id", "store"),
            OfferPairingError::UnknownTerminal => Self::not_found_at("/terminal_id", "terminal"),
            OfferPairingError::Store(error) => error.into(),
        }
    }
}

impl From<RecordPurchaseError> for ApiError {
    fn from(error: RecordPurchaseError) -> Self {
        match error {
            RecordPurchaseError::Problems(problems) => {
                let mut invalid = Invalid::default();
                for problem in problems {
                    invalid.add(problem.place.to_string(), "invalid", problem.reason.to_string());
                }
                invalid.into()
            }
            RecordPurchaseError::UnknownCustomer => Self::not_found_at("/identify/customer_id", "customer"),
            RecordPurchaseError::UnknownStore => Self::not_found_at("/store_id", "store"),
            RecordPurchaseError::Conflict(conflict) => {
                let detail = "the receipt was recorded with another content";
                with_differences(Self::new(Code::ReceiptConflict, detail), conflict.differences)
                    .with("purchase_id", conflict.purchase.to_string())
            }
            RecordPurchaseError::Store(error) => error.into(),
        }
    }
}

impl From<RecordRefundError> for ApiError {
    fn from(error: RecordRefundError) -> Self {
        match error {
            RecordRefundError::UnknownPurchase => Self::not_found("purchase"),
            RecordRefundError::Problems(problems) => {
                let mut invalid = Invalid::default();
                for problem in problems {
                    invalid.add(problem.pointer, "invalid", problem.reason.to_string());
                }
                invalid.into()
            }
            RecordRefundError::Conflict(conflict) => {
                let detail = "the refund was recorded with another content";
                with_differences(Self::new(Code::ReceiptConflict, detail), conflict.differences)
                    .with("refund_id", conflict.refund.to_string())
            }
            RecordRefundError::Store(error) => error.into(),
        }
    }
}

impl From<ItemError> for ApiError {
    fn from(error: ItemError) -> Self {
        match error {
            ItemError::Purchase(error) => error.into(),
            ItemError::Refund(error) => error.into(),
            ItemError::Store(error) => error.into(),
        }
    }
}

fn with_differences(error: ApiError, differences: Vec<Difference>) -> ApiError {
    let text = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
    differences.into_iter().fold(error, |error, Difference { pointer, stored, sent }| {
        error.with_field(pointer, "differs", format!("recorded: {}; sent: {}", text(stored), text(sent)))
    })
}

impl From<PairTerminalError> for ApiError {
    fn from(error: PairTerminalError) -> Self {
        match error {
            PairTerminalError::Refused => Self::new(Code::NotFound, error.to_string()),
            PairTerminalError::Store(error) => error.into(),
        }
    }
}
