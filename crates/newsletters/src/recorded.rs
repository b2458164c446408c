//! What the audit trail notes of newsletters, templates and images.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use crate::audience::picked::Audience;
use crate::content::media::Media;
use crate::newsletter::record::Newsletter;
use crate::templates::stored_template::OwnTemplate;

impl Recorded for Newsletter {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Newsletter, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("subject", Some(self.subject.as_str()))
            .text("intro", Some(self.intro.as_str()))
            .text("state", Some(self.state.as_str()))
            .value("audience", self.audience.as_ref().map(Audience::to_json))
            .value("template_id", self.template.to_string())
            .value("content", self.content.to_json())
            .value("coupon_campaign_id", self.coupon_campaign.map(|campaign| campaign.to_string()))
            .text("locale", Some(self.locale.tag()))
            .instant("scheduled_at", self.scheduled_at)
            .text("not_started", self.not_started.as_deref())
            .into_fields()
    }
}

impl Recorded for OwnTemplate {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Template, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("layout", Some(self.template.layout.as_str()))
            .text("theme.accent", Some(self.template.theme.accent().as_str()))
            .text("theme.background", Some(self.template.theme.background().as_str()))
            .text("theme.font", Some(self.template.theme.font().as_str()))
            .into_fields()
    }
}

impl Recorded for Media {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Media, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("file_name", Some(self.file_name.as_str()))
            .value("width", self.width)
            .value("height", self.height)
            .value("size", self.size)
            .into_fields()
    }
}
