//! What the audit trail notes of consent texts.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use crate::texts::text::ConsentText;

impl Recorded for ConsentText {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::ConsentText, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("purpose", Some(self.purpose.name()))
            .text("channel", self.channel.map(|channel| channel.name()))
            .text("locale", Some(self.locale.tag()))
            .text("version", Some(self.version.as_str()))
            .text("text", Some(self.text.as_str()))
            .into_fields()
    }
}
