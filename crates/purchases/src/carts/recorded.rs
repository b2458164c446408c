//! What the audit trail notes of carts.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::CustomerId;

use super::cart::Cart;

impl Recorded for Cart {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Cart, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("external_id", Some(self.external_id.as_str()))
            .value("customer_id", self.customer.map(|id: CustomerId| id.to_string()))
            .text("stage", Some(self.stage.name()))
            .text("currency", Some(self.currency.code()))
            .value("total", self.total)
            .instant("occurred_at", Some(self.changed_at))
            .into_fields()
    }
}
