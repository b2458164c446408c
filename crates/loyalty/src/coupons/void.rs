//! Codes that cannot be used any more.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{CouponBatchId, CouponCampaignId, Instant, named};

use super::code::CouponCode;

named! {
    /// Why a code cannot be used any more.
    CouponVoidReason {
        /// It has come into hands that it was not meant for.
        Leaked = "leaked",
        /// It should never have been given.
        Mistake = "mistake",
        /// It was got by deceit.
        Fraud = "fraud",
        /// The merchant takes it back.
        Withdrawn = "withdrawn",
        /// The customer to whom it belonged is erased.
        Erased = "erased",
    }
}

/// Since when a code cannot be used any more, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponVoid {
    /// Since when.
    pub at: Instant,
    /// Why.
    pub reason: CouponVoidReason,
}

/// What the audit trail notes of it, at the campaign.
pub(super) struct NotedVoid {
    pub(super) campaign: CouponCampaignId,
    pub(super) code: Option<CouponCode>,
    pub(super) batch: Option<CouponBatchId>,
    pub(super) reason: Option<CouponVoidReason>,
}

impl NotedVoid {
    /// Nothing was voided.
    pub(super) const fn nothing(campaign: CouponCampaignId) -> Self {
        Self { campaign, code: None, batch: None, reason: None }
    }
}

impl Recorded for NotedVoid {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::CouponCampaign, id: self.campaign.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("voided.code", self.code.as_ref().map(CouponCode::as_str))
            .value("voided.batch_id", self.batch.map(|batch| batch.to_string()))
            .text("voided.reason", self.reason.map(CouponVoidReason::name))
            .into_fields()
    }
}
