//! What the audit trail notes of segments.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use crate::StoredSegment;

impl Recorded for StoredSegment {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Segment, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .value("filter", self.filter.to_stored_json())
            .into_fields()
    }
}
