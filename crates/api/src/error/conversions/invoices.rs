//! Errors of the use cases about invoices and payments.

use regulars_flows::{AsUblError, CreditInvoiceError, RecordInvoiceError, RemindOfInvoiceError};
use regulars_invoices::{ChangeInvoiceError, RecordPaymentError};

use crate::error::{ApiError, Code};

impl From<RecordInvoiceError> for ApiError {
    fn from(error: RecordInvoiceError) -> Self {
        match error {
            RecordInvoiceError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            RecordInvoiceError::Date(field, fault) => {
                Self::invalid_field(&format!("/{field}"), "invalid", fault.to_string())
            }
            RecordInvoiceError::NumberTaken => Self::taken("/number", "another invoice has that number"),
            RecordInvoiceError::NoNumber(error) => Self::new(Code::Conflict, error.to_string()),
            RecordInvoiceError::NothingToPay => Self::invalid_field("/total", "too_small", error.to_string()),
            RecordInvoiceError::NoExemptionReason => {
                Self::invalid_field("/exemption_reason", "required", error.to_string())
            }
            RecordInvoiceError::MixedScope => {
                Self::invalid_field("/lines", "does_not_fit", error.to_string())
            }
            RecordInvoiceError::Purchase(error) => error.into(),
            RecordInvoiceError::Store(error) => error.into(),
        }
    }
}

impl From<CreditInvoiceError> for ApiError {
    fn from(error: CreditInvoiceError) -> Self {
        match error {
            CreditInvoiceError::UnknownInvoice => Self::not_found("invoice"),
            CreditInvoiceError::IssuedOn(..) => {
                Self::invalid_field("/issued_on", "invalid", error.to_string())
            }
            CreditInvoiceError::NotInUpperCase(_) => {
                Self::invalid_field("/number", "invalid", error.to_string())
            }
            CreditInvoiceError::NumberTaken => Self::taken("/number", "another credit note has that number"),
            CreditInvoiceError::NoNumber(error) => Self::new(Code::Conflict, error.to_string()),
            CreditInvoiceError::Refund(error) => error.into(),
            CreditInvoiceError::Store(error) => error.into(),
        }
    }
}

impl From<AsUblError> for ApiError {
    fn from(error: AsUblError) -> Self {
        match error {
            AsUblError::UnknownInvoice => Self::not_found("invoice"),
            AsUblError::UnknownCreditNote => Self::not_found("credit note"),
            AsUblError::BuyerErased | AsUblError::Lacks(_) => Self::new(Code::Conflict, error.to_string()),
            AsUblError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeInvoiceError> for ApiError {
    fn from(error: ChangeInvoiceError) -> Self {
        match error {
            ChangeInvoiceError::DueOn(fault) => Self::invalid_field("/due_on", "invalid", fault.to_string()),
            ChangeInvoiceError::BuyerErased => Self::new(Code::Conflict, error.to_string()),
            ChangeInvoiceError::Store(error) => error.into(),
        }
    }
}

impl From<RecordPaymentError> for ApiError {
    fn from(error: RecordPaymentError) -> Self {
        match error {
            RecordPaymentError::UnknownInvoice => Self::not_found("invoice"),
            RecordPaymentError::NothingPaid => {
                Self::invalid_field("/amount/amount", "too_small", error.to_string())
            }
            RecordPaymentError::OtherCurrency(_) => {
                Self::invalid_field("/amount/currency", "does_not_fit", error.to_string())
            }
            RecordPaymentError::MoreThanOpen { .. } => {
                Self::invalid_field("/amount/amount", "too_large", error.to_string())
            }
            RecordPaymentError::PaidOn(fault) => {
                Self::invalid_field("/paid_on", "invalid", fault.to_string())
            }
            RecordPaymentError::NothingOpen(_) | RecordPaymentError::BookedOtherwise(_) => {
                Self::new(Code::Conflict, error.to_string())
            }
            RecordPaymentError::Store(error) => error.into(),
        }
    }
}

impl From<RemindOfInvoiceError> for ApiError {
    fn from(error: RemindOfInvoiceError) -> Self {
        let reason = match error {
            RemindOfInvoiceError::UnknownInvoice => return Self::not_found("invoice"),
            RemindOfInvoiceError::CannotLeave(hindrance) => return hindrance.into(),
            RemindOfInvoiceError::Store(error) => return error.into(),
            RemindOfInvoiceError::NothingOpen(_) => "nothing_open",
            RemindOfInvoiceError::BuyerErased => "buyer_erased",
            RemindOfInvoiceError::RemindedToday => "reminded_today",
            RemindOfInvoiceError::Blocked(reason) => reason.name(),
        };
        Self::new(Code::Conflict, error.to_string()).with("reason", reason)
    }
}
