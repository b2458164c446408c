//! What the audit trail notes of an employment.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::Date;

use super::employment::Employment;

impl Recorded for Employment {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Employment, id: self.company.value() }
    }

    fn fields(&self) -> Fields {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        FieldList::default()
            .text("customer_id", Some(&self.customer.to_string()))
            .text("role", Some(self.role.name()))
            .text("job_title", self.job_title.as_ref().map(|title| title.expose().as_str()))
            .value("since", day(self.since))
            .value("until", day(self.until))
            .instant("main_at", Some(self.main_at).filter(|at| *at != Self::NEVER_MAIN))
            .into_fields()
    }
}

impl Employment {
    pub(super) fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer)
    }

    pub(super) fn note_updated(&self, before: &Self) -> Option<AuditNote> {
        AuditNote::updated(before, self).map(|note| note.about(self.customer))
    }

    pub(super) fn note_deleted(&self) -> AuditNote {
        AuditNote::deleted(self).about(self.customer)
    }
}
