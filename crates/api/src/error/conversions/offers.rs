//! Errors of the use cases about offers.

use regulars_companies::{
    AgreeOfferError, ChangeOfferError, CreateOfferError, DeleteOfferError, MarkSentError, OfferFault,
    ReviseOfferError, WithdrawOfferError,
};
use regulars_flows::SendOfferError;
use regulars_kernel::OfferState;

use crate::error::{ApiError, Code};

fn faulty(fault: OfferFault) -> ApiError {
    let (pointer, code) = match fault {
        OfferFault::ValidUntilPassed => ("/valid_until".to_owned(), "past"),
        OfferFault::NoPrice(line) => (format!("/lines/{line}/unit_price"), "required"),
        OfferFault::LineTooLarge(line) => (format!("/lines/{line}/quantity"), "too_large"),
        OfferFault::TooLarge => ("/lines".to_owned(), "too_large"),
    };
    ApiError::invalid_field(&pointer, code, fault.to_string())
}

fn stands(state: OfferState, detail: String) -> ApiError {
    ApiError::new(Code::Conflict, detail).with("reason", state.name())
}

impl From<CreateOfferError> for ApiError {
    fn from(error: CreateOfferError) -> Self {
        let detail = error.to_string();
        match error {
            CreateOfferError::UnknownCompany => Self::not_found("company"),
            CreateOfferError::Archived => Self::new(Code::Conflict, detail).with("reason", "archived"),
            CreateOfferError::TooMany => Self::new(Code::Conflict, detail),
            CreateOfferError::Fault(fault) => faulty(fault),
            CreateOfferError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeOfferError> for ApiError {
    fn from(error: ChangeOfferError) -> Self {
        let detail = error.to_string();
        match error {
            ChangeOfferError::NoDraft(state) => stands(state, detail),
            ChangeOfferError::NoLines => Self::invalid_field("/lines", "required", detail),
            ChangeOfferError::Fault(fault) => faulty(fault),
            ChangeOfferError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteOfferError> for ApiError {
    fn from(error: DeleteOfferError) -> Self {
        let detail = error.to_string();
        match error {
            DeleteOfferError::Open => stands(OfferState::Sent, detail),
            DeleteOfferError::Accepted => stands(OfferState::Accepted, detail),
            DeleteOfferError::Store(error) => error.into(),
        }
    }
}

impl From<SendOfferError> for ApiError {
    fn from(error: SendOfferError) -> Self {
        let detail = error.to_string();
        match error {
            SendOfferError::UnknownOffer => Self::not_found("offer"),
            SendOfferError::NoEmployee => Self::invalid_field("/customer_id", "not_found", detail),
            SendOfferError::NobodyInRole => {
                Self::new(Code::Conflict, detail).with("reason", "nobody_in_role")
            }
            SendOfferError::NotMarked(MarkSentError::Closed(state)) => stands(state, detail),
            // The day is the draft's, and not in the request.
            SendOfferError::NotMarked(MarkSentError::Fault(_)) => {
                Self::new(Code::Conflict, "the last day of the offer has passed").with("reason", "expired")
            }
            SendOfferError::NotMarked(MarkSentError::Store(error)) => error.into(),
            SendOfferError::Blocked(reason) => {
                Self::new(Code::Conflict, detail).with("reason", reason.name())
            }
            SendOfferError::CannotLeave(hindrance) => hindrance.into(),
            SendOfferError::Store(error) => error.into(),
        }
    }
}

impl From<WithdrawOfferError> for ApiError {
    fn from(error: WithdrawOfferError) -> Self {
        let detail = error.to_string();
        match error {
            WithdrawOfferError::NotSent(state) => stands(state, detail),
            WithdrawOfferError::Store(error) => error.into(),
        }
    }
}

impl From<ReviseOfferError> for ApiError {
    fn from(error: ReviseOfferError) -> Self {
        let detail = error.to_string();
        match error {
            ReviseOfferError::NotRevisable(state) => stands(state, detail),
            ReviseOfferError::TooMany => {
                Self::new(Code::Conflict, detail).with("reason", "too_many_versions")
            }
            ReviseOfferError::Store(error) => error.into(),
        }
    }
}

impl From<AgreeOfferError> for ApiError {
    fn from(error: AgreeOfferError) -> Self {
        let conflict = |reason: &str| Self::new(Code::Conflict, error.to_string()).with("reason", reason);
        match error {
            AgreeOfferError::NotAccepted(state) => conflict(state.name()),
            AgreeOfferError::AgreedAlready => conflict("agreed_already"),
            AgreeOfferError::NoGoods => conflict("no_goods"),
            AgreeOfferError::TooMany => conflict("too_many_agreements"),
            AgreeOfferError::Inexact(line) => {
                conflict("inexact").with_field(format!("/lines/{line}"), "invalid", error.to_string())
            }
            AgreeOfferError::TwoPrices { line, .. } => {
                conflict("two_prices").with_field(format!("/lines/{line}"), "differs", error.to_string())
            }
            AgreeOfferError::Overlaps(other) => conflict("overlaps").with("agreement_id", other.to_string()),
            AgreeOfferError::UntilPassed => Self::invalid_field("/until", "past", error.to_string()),
            AgreeOfferError::Store(error) => error.into(),
        }
    }
}
