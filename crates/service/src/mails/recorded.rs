//! What the audit trail notes of a mail: that it came, and not what its text says.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::mail::CustomerMail;

impl Recorded for CustomerMail {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::CustomerMail, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let head = self.head.expose();
        FieldList::default()
            .text("customer_id", Some(&self.customer.to_string()))
            .text("direction", Some(self.direction.name()))
            .text("origin", Some(self.origin.name()))
            .text("subject", head.subject.as_ref().map(|subject| subject.as_str()))
            .text("from", head.from.as_ref().map(|from| from.address.as_str()))
            .instant("sent_at", Some(self.sent_at))
            .into_fields()
    }
}

impl CustomerMail {
    /// The note that it was put on record.
    pub(super) fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer)
    }

    /// The note that it was taken off the record.
    pub(super) fn note_deleted(&self) -> AuditNote {
        AuditNote::deleted(self).about(self.customer)
    }
}
