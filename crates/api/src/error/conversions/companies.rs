//! Errors of the use cases about companies and their employees.

use regulars_companies::{
    AddAgreementError, AddDocumentError, AddEmployeeError, AddVersionError, AgreementFault,
    ChangeAgreementError, ChangeCompanyError, ChangeDocumentError, ChangeEmployeeError, CreateCompanyError,
    DeleteCompanyError, DocumentFault, EmploymentFault, FindEmployeeError,
};
use regulars_kernel::{CompanyId, PriceAgreementId};

use super::deletion::in_use;
use crate::error::{ApiError, Code};

fn tax_number_taken(other: CompanyId, detail: &str) -> ApiError {
    ApiError::taken("/tax_number", detail).with("company_id", other.to_string())
}

impl From<CreateCompanyError> for ApiError {
    fn from(error: CreateCompanyError) -> Self {
        let detail = error.to_string();
        match error {
            CreateCompanyError::TaxNumberTaken(other) => tax_number_taken(other, &detail),
            CreateCompanyError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeCompanyError> for ApiError {
    fn from(error: ChangeCompanyError) -> Self {
        let detail = error.to_string();
        match error {
            ChangeCompanyError::TaxNumber(_) => Self::invalid_field("/tax_number", "invalid", detail),
            ChangeCompanyError::NoTaxCountry => Self::invalid_field("/tax_country", "required", detail),
            ChangeCompanyError::NoTaxNumber => Self::invalid_field("/tax_country", "does_not_fit", detail),
            ChangeCompanyError::TaxNumberTaken(other) => tax_number_taken(other, &detail),
            ChangeCompanyError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteCompanyError> for ApiError {
    fn from(error: DeleteCompanyError) -> Self {
        match error {
            DeleteCompanyError::InUse(users) => in_use("company", &users),
            DeleteCompanyError::Store(error) => error.into(),
        }
    }
}

fn faulty(fault: EmploymentFault) -> ApiError {
    let EmploymentFault::EndsBeforeItBegins = fault;
    ApiError::invalid_field("/until", "does_not_fit", fault.to_string())
}

impl From<AddEmployeeError> for ApiError {
    fn from(error: AddEmployeeError) -> Self {
        let detail = error.to_string();
        match error {
            AddEmployeeError::UnknownCompany => Self::not_found("company"),
            AddEmployeeError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            AddEmployeeError::AlreadyThere => Self::taken("/customer_id", &detail),
            AddEmployeeError::TooMany => Self::new(Code::Conflict, detail),
            AddEmployeeError::Fault(fault) => faulty(fault),
            AddEmployeeError::Store(error) => error.into(),
        }
    }
}

impl From<FindEmployeeError> for ApiError {
    fn from(error: FindEmployeeError) -> Self {
        match error {
            FindEmployeeError::UnknownEmployee => Self::not_found("employee"),
            FindEmployeeError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeEmployeeError> for ApiError {
    fn from(error: ChangeEmployeeError) -> Self {
        match error {
            ChangeEmployeeError::Fault(fault) => faulty(fault),
            ChangeEmployeeError::Store(error) => error.into(),
        }
    }
}

fn faulty_document(fault: DocumentFault) -> ApiError {
    let DocumentFault::EndsBeforeItBegins = fault;
    ApiError::invalid_field("/valid_until", "does_not_fit", fault.to_string())
}

impl From<AddDocumentError> for ApiError {
    fn from(error: AddDocumentError) -> Self {
        let detail = error.to_string();
        match error {
            AddDocumentError::UnknownCompany => Self::not_found("company"),
            AddDocumentError::TooMany => Self::new(Code::Conflict, detail),
            AddDocumentError::Fault(fault) => faulty_document(fault),
            AddDocumentError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeDocumentError> for ApiError {
    fn from(error: ChangeDocumentError) -> Self {
        match error {
            ChangeDocumentError::Fault(fault) => faulty_document(fault),
            ChangeDocumentError::Store(error) => error.into(),
        }
    }
}

impl From<AddVersionError> for ApiError {
    fn from(error: AddVersionError) -> Self {
        let detail = error.to_string();
        match error {
            AddVersionError::TooMany | AddVersionError::TooLarge => Self::new(Code::Conflict, detail),
            AddVersionError::Store(error) => error.into(),
        }
    }
}

fn faulty_agreement(fault: AgreementFault) -> ApiError {
    let (pointer, code) = match fault {
        AgreementFault::EndsBeforeItBegins => ("/until", "does_not_fit"),
        AgreementFault::NegativePrice => ("/price/amount", "too_small"),
    };
    ApiError::invalid_field(pointer, code, fault.to_string())
}

fn overlaps(other: PriceAgreementId, detail: String) -> ApiError {
    ApiError::new(Code::Conflict, detail).with("agreement_id", other.to_string())
}

impl From<AddAgreementError> for ApiError {
    fn from(error: AddAgreementError) -> Self {
        let detail = error.to_string();
        match error {
            AddAgreementError::UnknownCompany => Self::not_found("company"),
            AddAgreementError::TooMany => Self::new(Code::Conflict, detail),
            AddAgreementError::Overlaps(other) => overlaps(other, detail),
            AddAgreementError::Fault(fault) => faulty_agreement(fault),
            AddAgreementError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeAgreementError> for ApiError {
    fn from(error: ChangeAgreementError) -> Self {
        let detail = error.to_string();
        match error {
            ChangeAgreementError::Overlaps(other) => overlaps(other, detail),
            ChangeAgreementError::Fault(fault) => faulty_agreement(fault),
            ChangeAgreementError::Store(error) => error.into(),
        }
    }
}
