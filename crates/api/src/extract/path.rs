//! Ids and card numbers in paths. A text that is neither leads nowhere, so it is not found.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_kernel::{
    CompanyDocumentId, CompanyId, CouponBatchId, CouponCampaignId, CustomerFileId, CustomerId,
    CustomerMailId, DataExportId, EarningRuleId, InteractionId, InvoiceId, PastSimulationId, PointAccountId,
    PointAccrualId, PointReservationId, PriceAgreementId, ProgrammeId, ProgrammeMembershipId, RefundId,
    TagId,
};
use regulars_loyalty::{CouponCode, PointTypeCode};
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

/// The code of a coupon in `{code}` of the path.
pub struct CouponInPath(pub CouponCode);

impl FromRequest for CouponInPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let code = request.match_info().get("code").and_then(|text| text.parse().ok());
        or_refuse(request, code.map(Self).ok_or_else(|| ApiError::not_found("coupon")))
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

/// Two names in a path, each of something. Where one of them is none, what they name is not found.
macro_rules! two_in_path {
    ($(#[$about:meta])* $name:ident, $what:literal {
        $(#[$about_outer:meta])* $outer:ident: $Outer:ty = $outer_parameter:literal,
        $(#[$about_inner:meta])* $inner:ident: $Inner:ty = $inner_parameter:literal,
    }) => {
        $(#[$about])*
        #[derive(Clone)]
        pub struct $name {
            $(#[$about_outer])*
            pub $outer: $Outer,
            $(#[$about_inner])*
            pub $inner: $Inner,
        }

        impl FromRequest for $name {
            type Error = ApiError;
            type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let part = |name| request.match_info().get(name);
                let outer = part($outer_parameter).and_then(|text| text.parse().ok());
                let inner = part($inner_parameter).and_then(|text| text.parse().ok());
                let found = outer.zip(inner).map(|($outer, $inner)| Self { $outer, $inner });
                or_refuse(request, found.ok_or_else(|| ApiError::not_found($what)))
            }
        }
    };
}

two_in_path! {
    /// The customer's id in `{id}` and the export's in `{export_id}` of the path.
    ExportInPath, "export" {
        /// The customer.
        customer: CustomerId = "id",
        /// The export.
        export: DataExportId = "export_id",
    }
}

two_in_path! {
    /// The campaign's id in `{id}` and the batch's in `{batch_id}` of the path.
    CouponBatchInPath, "batch" {
        /// The campaign.
        campaign: CouponCampaignId = "id",
        /// The batch.
        batch: CouponBatchId = "batch_id",
    }
}

two_in_path! {
    /// The customer's id in `{id}` and the file's in `{file_id}` of the path.
    FileInPath, "file" {
        /// The customer.
        customer: CustomerId = "id",
        /// The file.
        file: CustomerFileId = "file_id",
    }
}

two_in_path! {
    /// The company's id in `{id}` and the customer's in `{customer_id}` of the path.
    EmployeeInPath, "employee" {
        /// The company.
        company: CompanyId = "id",
        /// The customer.
        customer: CustomerId = "customer_id",
    }
}

two_in_path! {
    /// The invoice's id in `{id}` and the credit note's in `{credit_note_id}` of the path.
    CreditNoteInPath, "credit note" {
        /// The invoice.
        invoice: InvoiceId = "id",
        /// The credit note.
        credit_note: RefundId = "credit_note_id",
    }
}

two_in_path! {
    /// The company's id in `{id}` and the agreement's in `{agreement_id}` of the path.
    AgreementInPath, "agreement" {
        /// The company.
        company: CompanyId = "id",
        /// The agreement.
        agreement: PriceAgreementId = "agreement_id",
    }
}

two_in_path! {
    /// The customer's id in `{id}` and the mail's in `{mail_id}` of the path.
    MailInPath, "mail" {
        /// The customer.
        customer: CustomerId = "id",
        /// The mail.
        mail: CustomerMailId = "mail_id",
    }
}

two_in_path! {
    /// The programme's id in `{id}` and the rule's in `{rule_id}` of the path.
    EarningRuleInPath, "earning rule" {
        /// The programme.
        programme: ProgrammeId = "id",
        /// The rule.
        rule: EarningRuleId = "rule_id",
    }
}

two_in_path! {
    /// The programme's id in `{id}` and the simulation's in `{simulation_id}` of the path.
    PastSimulationInPath, "simulation" {
        /// The programme.
        programme: ProgrammeId = "id",
        /// The simulation.
        simulation: PastSimulationId = "simulation_id",
    }
}

two_in_path! {
    /// The programme's id in `{id}` and the accrual's in `{accrual_id}` of the path.
    AccrualInPath, "accrual" {
        /// The programme.
        programme: ProgrammeId = "id",
        /// The accrual.
        accrual: PointAccrualId = "accrual_id",
    }
}

two_in_path! {
    /// The programme's id in `{id}` and the membership's in `{membership_id}` of the path.
    ProgrammeMembershipInPath, "membership" {
        /// The programme.
        programme: ProgrammeId = "id",
        /// The membership.
        membership: ProgrammeMembershipId = "membership_id",
    }
}

two_in_path! {
    /// The account's id in `{id}` and the reservation's in `{reservation_id}` of the path.
    PointReservationInPath, "reservation" {
        /// The account.
        account: PointAccountId = "id",
        /// The reservation.
        reservation: PointReservationId = "reservation_id",
    }
}

two_in_path! {
    /// The programme's id in `{id}` and the point type's code in `{code}` of the path.
    PointTypeInPath, "point type" {
        /// The programme.
        programme: ProgrammeId = "id",
        /// The code of the point type.
        code: PointTypeCode = "code",
    }
}

two_in_path! {
    /// The document's id in `{id}` and the number of its version in `{version}` of the path.
    VersionInPath, "version" {
        /// The document.
        document: CompanyDocumentId = "id",
        /// The number of the version.
        version: u32 = "version",
    }
}
