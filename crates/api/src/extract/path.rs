//! Ids and card numbers in paths. A text that is neither leads nowhere, so it is not found.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_kernel::{
    CompanyDocumentId, CompanyId, CustomerFileId, CustomerId, CustomerMailId, DataExportId, InteractionId,
    InvoiceId, PriceAgreementId, RefundId, TagId,
};
use regulars_network::CardNumber;
use uuid::Uuid;

use crate::auth::or_refuse;
use crate::error::ApiError;

/// The id in `{id}` of the path.
pub struct Id(pub Uuid);

impl FromRequest for Id {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| Uuid::try_parse(text).ok());
        or_refuse(request, id.map(Self).ok_or_else(|| ApiError::not_found("resource")))
    }
}

/// The card number in `{number}` of the path.
pub struct Number(pub CardNumber);

impl FromRequest for Number {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let number = request.match_info().get("number").and_then(|text| text.parse().ok());
        or_refuse(request, number.map(Self).ok_or_else(|| ApiError::not_found("card")))
    }
}

/// The tag's id in `{tag_id}` of the path.
pub struct TagInPath(pub TagId);

impl FromRequest for TagInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("tag_id").and_then(|text| Uuid::try_parse(text).ok());
        or_refuse(request, id.map(TagId::new).map(Self).ok_or_else(|| ApiError::not_found("tag")))
    }
}

/// The interaction's id in `{interaction_id}` of the path.
pub struct InteractionInPath(pub InteractionId);

impl FromRequest for InteractionInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("interaction_id").and_then(|text| Uuid::try_parse(text).ok());
        let id = id.map(InteractionId::new).map(Self);
        or_refuse(request, id.ok_or_else(|| ApiError::not_found("interaction")))
    }
}

/// The customer's id in `{id}` and the export's in `{export_id}` of the path.
pub struct ExportInPath {
    /// The customer.
    pub customer: CustomerId,
    /// The export.
    pub export: DataExportId,
}

impl FromRequest for ExportInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("export_id"));
        let ids = ids.map(|(customer, export)| Self {
            customer: CustomerId::new(customer),
            export: DataExportId::new(export),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("export")))
    }
}

/// The customer's id in `{id}` and the file's in `{file_id}` of the path.
pub struct FileInPath {
    /// The customer.
    pub customer: CustomerId,
    /// The file.
    pub file: CustomerFileId,
}

impl FromRequest for FileInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("file_id"));
        let ids = ids.map(|(customer, file)| Self {
            customer: CustomerId::new(customer),
            file: CustomerFileId::new(file),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("file")))
    }
}

/// The company's id in `{id}` and the customer's in `{customer_id}` of the path.
#[derive(Clone, Copy)]
pub struct EmployeeInPath {
    /// The company.
    pub company: CompanyId,
    /// The customer.
    pub customer: CustomerId,
}

impl FromRequest for EmployeeInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("customer_id"));
        let ids = ids.map(|(company, customer)| Self {
            company: CompanyId::new(company),
            customer: CustomerId::new(customer),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("employee")))
    }
}

/// The invoice's id in `{id}` and the credit note's in `{credit_note_id}` of the path.
pub struct CreditNoteInPath {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The credit note.
    pub credit_note: RefundId,
}

impl FromRequest for CreditNoteInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("credit_note_id"));
        let ids = ids.map(|(invoice, credit_note)| Self {
            invoice: InvoiceId::new(invoice),
            credit_note: RefundId::new(credit_note),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("credit note")))
    }
}

/// The document's id in `{id}` and the number of its version in `{version}` of the path.
#[derive(Clone, Copy)]
pub struct VersionInPath {
    /// The document.
    pub document: CompanyDocumentId,
    /// The number of the version.
    pub version: u32,
}

impl FromRequest for VersionInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| Uuid::try_parse(text).ok());
        let version = request.match_info().get("version").and_then(|text| text.parse().ok());
        let found = id.map(CompanyDocumentId::new).zip(version);
        let found = found.map(|(document, version)| Self { document, version });
        or_refuse(request, found.ok_or_else(|| ApiError::not_found("version")))
    }
}

/// The company's id in `{id}` and the agreement's in `{agreement_id}` of the path.
#[derive(Clone, Copy)]
pub struct AgreementInPath {
    /// The company.
    pub company: CompanyId,
    /// The agreement.
    pub agreement: PriceAgreementId,
}

impl FromRequest for AgreementInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("agreement_id"));
        let ids = ids.map(|(company, agreement)| Self {
            company: CompanyId::new(company),
            agreement: PriceAgreementId::new(agreement),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("agreement")))
    }
}

/// The customer's id in `{id}` and the mail's in `{mail_id}` of the path.
pub struct MailInPath {
    /// The customer.
    pub customer: CustomerId,
    /// The mail.
    pub mail: CustomerMailId,
}

impl FromRequest for MailInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = |name| request.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok());
        let ids = id("id").zip(id("mail_id"));
        let ids = ids.map(|(customer, mail)| Self {
            customer: CustomerId::new(customer),
            mail: CustomerMailId::new(mail),
        });
        or_refuse(request, ids.ok_or_else(|| ApiError::not_found("mail")))
    }
}
