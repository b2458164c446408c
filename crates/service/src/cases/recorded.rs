//! What the audit trail notes of a case and its messages.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::UserId;

use super::case::ServiceCase;
use super::message::CaseMessage;

impl Recorded for ServiceCase {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Case, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("customer_id", Some(&self.customer.to_string()))
            .text("subject", Some(self.subject.expose().as_str()))
            .text("state", Some(self.state.name()))
            .value("assignee_id", self.assignee.map(UserId::value).map(|id| id.to_string()))
            .value("due_on", self.due_on.map(|day| day.to_string()))
            .into_fields()
    }
}

impl Recorded for CaseMessage {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::CaseMessage, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("case_id", Some(&self.case.to_string()))
            .text("kind", Some(self.kind.name()))
            .text("text", Some(self.text.expose().as_str()))
            .into_fields()
    }
}
