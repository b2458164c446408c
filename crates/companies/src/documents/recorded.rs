//! What the audit trail notes of a document. What a file was called and what it says is not noted.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::document::CompanyDocument;

impl Recorded for CompanyDocument {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Document, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("company_id", Some(&self.company.to_string()))
            .text("kind", Some(self.kind.name()))
            .text("number", self.number.as_ref().map(|number| number.expose().as_str()))
            .text("title", Some(self.title.expose().as_str()))
            .value("dated_on", self.dated_on.to_string())
            .value("valid_until", self.valid_until.map(|day| day.to_string()))
            .text("state", Some(self.state.name()))
            .value("versions", self.versions)
            .into_fields()
    }
}
