//! What the audit trail notes of surveys and of who was asked.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::Label;

use crate::{Survey, SurveyInvitation};

impl Recorded for Survey {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Survey, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let fields = FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("kind", Some(self.kind.name()))
            .text("state", Some(self.state.name()))
            .instant("closes_at", self.closes_at);
        let with_texts = self.texts.own().fold(fields, |fields, (language, text)| {
            let name = |part: &str| format!("texts.{language}.{part}");
            fields
                .text(name("question"), Some(text.question.as_str()))
                .text(name("follow_up"), text.follow_up.as_ref().map(Label::as_str))
        });
        with_texts.into_fields()
    }
}

impl Recorded for SurveyInvitation {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::SurveyInvitation, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let answer = self.answer.as_ref();
        let comment = answer.and_then(|answer| answer.comment.as_ref());
        FieldList::default()
            .text("survey_id", Some(&self.survey.to_string()))
            .value("customer_id", self.customer.map(|id| id.to_string()))
            .value("purchase_id", self.purchase.map(|id| id.to_string()))
            .value("newsletter_id", self.newsletter.map(|id| id.to_string()))
            .value("score", answer.map(|answer| answer.score.get()))
            .text("comment", comment.map(|comment| comment.expose().as_str()))
            .into_fields()
    }
}
