//! What the audit trail notes of a file.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::file::CustomerFile;

impl Recorded for CustomerFile {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::CustomerFile, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("customer_id", Some(&self.customer.to_string()))
            .text("name", Some(self.name.expose().as_str()))
            .text("kind", Some(self.kind.name()))
            .value("size", self.size)
            .into_fields()
    }
}

impl CustomerFile {
    /// The note that it was attached.
    pub(super) fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer)
    }

    /// The note of what is different since `before`, if anything is.
    pub(super) fn note_updated(&self, before: &Self) -> Option<AuditNote> {
        AuditNote::updated(before, self).map(|note| note.about(self.customer))
    }

    /// The note that it is gone.
    pub(super) fn note_deleted(&self) -> AuditNote {
        AuditNote::deleted(self).about(self.customer)
    }
}
