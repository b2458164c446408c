//! What the audit trail notes of a form.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::form::{RedirectUrl, WebForm};

impl Recorded for WebForm {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::WebForm, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .value("open", self.open)
            .value("opens_case", self.opens_case)
            .text("redirect_url", self.redirect_url.as_ref().map(RedirectUrl::as_str))
            .into_fields()
    }
}
