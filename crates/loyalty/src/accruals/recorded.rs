//! What the audit trail notes of accruals. What each member got is in the ledger itself.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::accrual::{AccrualCounts, AccrualHalt, PointAccrual};

impl Recorded for PointAccrual {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::PointAccrual, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let AccrualCounts { credited, not_member, left, gone, merged, undone, conflict } = self.counts;
        FieldList::default()
            .value("programme_id", self.programme.to_string())
            .text("point_type", Some(self.point_type.as_str()))
            .text("name", Some(self.name.as_str()))
            .value("points", self.points)
            .text("reason", Some(self.reason.name()))
            .instant("expires_at", self.expires_at)
            .instant("run_at", Some(self.run_at))
            .text("state", Some(self.state.name()))
            .text("halted", self.halted.map(AccrualHalt::name))
            .value("customers", self.customers)
            .value("counts.credited", credited)
            .value("counts.skipped", not_member + left + gone + merged)
            .value("counts.undone", undone)
            .value("counts.conflict", conflict)
            .text("spent", Some(self.spent.name()))
            .into_fields()
    }
}
