//! What the audit trail notes of invoices and payments.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{CustomerId, Label, Personal};

use crate::{Invoice, Payment};

fn text(label: Option<&Personal<Label>>) -> Option<&str> {
    label.map(|label| label.expose().as_str())
}

impl Recorded for Invoice {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Invoice, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("number", Some(self.number.as_str()))
            .value("customer_id", self.customer.map(|id: CustomerId| id.to_string()))
            .value("issued_on", self.issued_on.to_string())
            .value("due_on", self.due_on.to_string())
            .text("currency", Some(self.currency.code()))
            .value("total", self.amounts.total)
            .value("credited", self.amounts.credited)
            .text("buyer_reference", text(self.buyer.reference.as_ref()))
            .text("buyer_tax_id", text(self.buyer.tax_id.as_ref()))
            .into_fields()
    }
}

impl Recorded for Payment {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::InvoicePayment, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .value("invoice_id", self.invoice.to_string())
            .value("amount", self.amount)
            .value("paid_on", self.paid_on.to_string())
            .text("method", self.method.as_ref().map(Label::as_str))
            .text("reference", text(self.reference.as_ref()))
            .into_fields()
    }
}
