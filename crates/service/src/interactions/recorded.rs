//! What the audit trail notes of an interaction.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::interaction::{Direction, Interaction};

impl Recorded for Interaction {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Interaction, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("customer_id", Some(&self.customer.to_string()))
            .text("kind", Some(self.kind.name()))
            .text("direction", self.direction.map(Direction::name))
            .text("subject", self.subject.as_ref().map(|subject| subject.expose().as_str()))
            .text("text", Some(self.text.expose().as_str()))
            .instant("occurred_at", Some(self.occurred_at))
            .into_fields()
    }
}

impl Interaction {
    /// The note that it was put on record.
    pub(super) fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer)
    }

    /// The note of what is different since `before`, if anything is.
    pub(super) fn note_updated(&self, before: &Self) -> Option<AuditNote> {
        AuditNote::updated(before, self).map(|note| note.about(self.customer))
    }

    /// The note that it was taken off the record.
    pub(super) fn note_deleted(&self) -> AuditNote {
        AuditNote::deleted(self).about(self.customer)
    }
}
