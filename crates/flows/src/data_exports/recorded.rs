//! What the audit trail notes of exports of what is known of customers.

use regulars_audit::{
    AuditAction, AuditNote, AuditSubject, FieldChange, FieldList, Fields, Recorded, SubjectKind,
};

use super::data_export::{DataExport, DataExportForm};

impl Recorded for DataExport {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::DataExport, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("status", Some(self.state.name()))
            .instant("ready_at", self.ready_at)
            .instant("expires_at", Some(self.expires_at))
            .into_fields()
    }
}

impl DataExport {
    /// The note that it was asked for.
    pub(super) fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer)
    }

    /// The note of what is different since `before`, if anything is.
    pub(super) fn note_updated(&self, before: &Self) -> Option<AuditNote> {
        AuditNote::updated(before, self).map(|note| note.about(self.customer))
    }

    /// The note that somebody has fetched it: who has seen what is known of a customer is part of the trail.
    pub fn note_fetched(&self, form: DataExportForm) -> AuditNote {
        let fetched = FieldChange {
            field: "fetched".to_owned(),
            before: serde_json::Value::Null,
            after: form.name().into(),
        };
        AuditNote {
            action: AuditAction::Updated,
            subject: self.subject(),
            about: Some(self.customer),
            changes: vec![fetched],
        }
    }
}
