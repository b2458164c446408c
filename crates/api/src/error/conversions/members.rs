//! Errors of the flows between the network and a merchant's customers.

use regulars_flows::{
    AssignCardError, BlockCardError, EnrollCustomerError, IssueCardLinkError, RegisterMemberError,
    ReplaceCardError,
};

use super::customers::born_when;
use crate::error::{ApiError, Code};

impl From<RegisterMemberError> for ApiError {
    fn from(error: RegisterMemberError) -> Self {
        match error {
            RegisterMemberError::BirthDate(error) => born_when(&error),
            RegisterMemberError::ProbablyRegistered(known) => {
                Self::new(Code::ProbablyRegistered, error.to_string()).with("customer_id", known.to_string())
            }
            RegisterMemberError::CardTaken => Self::taken("/card_number", &error.to_string()),
            RegisterMemberError::Store(error) => error.into(),
        }
    }
}

impl From<EnrollCustomerError> for ApiError {
    fn from(error: EnrollCustomerError) -> Self {
        match error {
            EnrollCustomerError::UnknownCustomer => Self::not_found("customer"),
            EnrollCustomerError::AlreadyMember => Self::new(Code::Conflict, error.to_string()),
            EnrollCustomerError::CardTaken => Self::taken("/card_number", &error.to_string()),
            EnrollCustomerError::Store(error) => error.into(),
        }
    }
}

/// The pointers are those of `POST /v1/cards/{number}/assign`, whose card number is in the path.
impl From<AssignCardError> for ApiError {
    fn from(error: AssignCardError) -> Self {
        match error {
            AssignCardError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            AssignCardError::UnknownHolder => Self::not_found_at("/card", "active card"),
            AssignCardError::NotAMember
            | AssignCardError::CardTaken
            | AssignCardError::NotOwnCard
            | AssignCardError::NotActive => Self::new(Code::Conflict, error.to_string()),
            AssignCardError::Store(error) => error.into(),
        }
    }
}

impl From<BlockCardError> for ApiError {
    fn from(error: BlockCardError) -> Self {
        match error {
            BlockCardError::UnknownCard => Self::not_found("card"),
            BlockCardError::AlreadyReplaced => Self::new(Code::Conflict, error.to_string()),
            BlockCardError::Store(error) => error.into(),
        }
    }
}

impl From<ReplaceCardError> for ApiError {
    fn from(error: ReplaceCardError) -> Self {
        match error {
            ReplaceCardError::UnknownCard => Self::not_found("card"),
            ReplaceCardError::AlreadyReplaced => Self::new(Code::Conflict, error.to_string()),
            ReplaceCardError::CardTaken => Self::taken("/number", &error.to_string()),
            ReplaceCardError::Store(error) => error.into(),
        }
    }
}

impl From<IssueCardLinkError> for ApiError {
    fn from(error: IssueCardLinkError) -> Self {
        match error {
            IssueCardLinkError::UnknownCustomer => Self::not_found("customer"),
            IssueCardLinkError::NotAMember => Self::new(Code::Conflict, error.to_string()),
            IssueCardLinkError::Store(error) => error.into(),
        }
    }
}
