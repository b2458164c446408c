//! What the audit trail notes of exports.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use crate::exports::export::{Export, ExportState};

impl Recorded for Export {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Export, id: self.id.value() }
    }

    /// How many rows it has is told once it is done. Whom a filter names is not: the trail outlives the file.
    fn fields(&self) -> Fields {
        let headings: Vec<&str> = self.headings.iter().map(|heading| heading.text.as_str()).collect();
        let rows = (self.state != ExportState::Writing).then_some(self.rows);
        FieldList::default()
            .text("content", Some(self.content.name()))
            .text("format", Some(self.format.name()))
            .value("columns", headings)
            .text("state", Some(self.state.name()))
            .value("rows", rows)
            .into_fields()
    }
}
