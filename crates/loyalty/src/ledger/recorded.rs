//! What the audit trail notes of accounts of points: what staff credit and debit. All else is in the ledger itself.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::account::{PointAccount, PointBalance};
use super::adjust_points::Adjustment;
use super::operation::PointOperation;

/// An account as it is before an adjustment, or after it with what was done.
pub struct Adjusted<'account> {
    pub account: &'account PointAccount,
    pub by: Option<(&'account PointOperation, &'account Adjustment)>,
}

impl Recorded for Adjusted<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::PointAccount, id: self.account.id.value() }
    }

    fn fields(&self) -> Fields {
        let PointBalance { available, pending: _, reserved: _, deficit } = self.account.balance;
        let adjustment = self.by.map(|(_, adjustment)| adjustment);
        FieldList::default()
            .value("balance.available", available)
            .value("balance.deficit", deficit)
            .value("adjustment.operation_id", self.by.map(|(operation, _)| operation.id.to_string()))
            .value("adjustment.points", adjustment.map(|of| of.points))
            .text("adjustment.reason", adjustment.map(|of| of.reason.name()))
            .instant("adjustment.expires_at", adjustment.and_then(|of| of.expires_at))
            .into_fields()
    }
}
