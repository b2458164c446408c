//! What the audit trail notes of referrals.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{PointOperationId, PurchaseId};

use super::referral::{Referral, ReferralRefusal};
use super::scheme::ReferralScheme;

impl Recorded for Referral {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Referral, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let operation = |id: Option<PointOperationId>| id.map(|id| id.to_string());
        FieldList::default()
            .value("programme_id", self.programme.to_string())
            .text("code", Some(self.code.as_str()))
            .value("referrer_id", self.referrer.to_string())
            .value("customer_id", self.referred.to_string())
            .text("state", Some(self.state.name()))
            .text("reason", self.refusal.map(ReferralRefusal::name))
            .value("purchase_id", self.purchase.map(|id: PurchaseId| id.to_string()))
            .instant("due_at", self.due_at)
            .value("referrer_operation_id", operation(self.referrer_operation))
            .value("referred_operation_id", operation(self.referred_operation))
            .into_fields()
    }
}

/// Adds what is noted of what inviting others brings in a programme.
pub(crate) fn with_referrals(fields: FieldList, scheme: &ReferralScheme) -> FieldList {
    fields
        .text("referrals.point_type", Some(scheme.point_type.as_str()))
        .value("referrals.referrer_points", scheme.referrer_points)
        .value("referrals.referred_points", scheme.referred_points)
        .value("referrals.minimum", scheme.minimum)
        .value("referrals.within_days", scheme.within_days)
        .value("referrals.return_days", scheme.return_days)
        .value("referrals.cap", scheme.cap.map(|cap| format!("{} per {}", cap.most, cap.per)))
}
