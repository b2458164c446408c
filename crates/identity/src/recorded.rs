//! What the audit trail notes of merchants, stores, terminals, keys and users.

use regulars_audit::{
    AuditAction, AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind, changes_between,
};
use regulars_kernel::{Email, Label, LongText, MerchantId, Phone};

use crate::{AllowedOrigins, ApiKey, BusinessAddress, Merchant, Store, Terminal, User};

impl Recorded for Merchant {
    fn subject(&self) -> AuditSubject {
        of_merchant(self.id)
    }

    fn fields(&self) -> Fields {
        let list = FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("status", Some(self.status.name()))
            .text("time_zone", Some(self.calendar.zone_name()))
            .text("currency", Some(self.currency.code()))
            .text("locale", Some(self.locale.tag()))
            .text("legal_name", line(&self.legal_name))
            .text("opening_hours", long(&self.opening_hours))
            .text("contact.phone", self.contact.phone.as_ref().map(Phone::expose))
            .text("contact.email", self.contact.email.as_ref().map(Email::expose))
            .text("contact.website", line(&self.contact.website))
            .text("imprint", long(&self.imprint))
            .text("publisher", line(&self.publisher))
            .text("copyright", line(&self.copyright))
            .value("logo_media_id", self.logo_media_id.map(|id| id.to_string()))
            .text("sender.name", line(&self.sender.name))
            .text("sender.email", self.sender.email.as_ref().map(Email::expose))
            .text("sender.reply_to", self.sender.reply_to.as_ref().map(Email::expose))
            .text("link_host", self.link_host.as_ref().map(|host| host.as_str()))
            .text("tracking", Some(self.tracking.name()))
            .value("schedule_grace_hours", self.schedule_grace.hours())
            .value("plan.multiplier", self.quota_multiplier)
            .value("plan.tests_per_month", self.tests_per_month);
        with_address(list, &self.address).into_fields()
    }
}

impl AllowedOrigins {
    /// The note that these are the origins now, if they are others than before.
    pub fn note_replaced(&self, merchant: MerchantId, before: &Self) -> Option<AuditNote> {
        let fields = |origins: &Self| {
            let origins: Vec<_> = origins.iter().map(|origin| origin.as_str()).collect();
            FieldList::default().value("allowed_origins", origins).into_fields()
        };
        let changes = changes_between(fields(before), fields(self));
        let subject = of_merchant(merchant);
        (!changes.is_empty()).then_some(AuditNote {
            action: AuditAction::Updated,
            subject,
            about: None,
            changes,
        })
    }
}

impl Recorded for Store {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Store, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let list = FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("code", line(&self.code))
            .instant("closed_at", self.closed_at);
        with_address(list, &self.address).into_fields()
    }
}

impl Recorded for Terminal {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Terminal, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .value("store_id", self.store.map(|store| store.to_string()))
            .instant("paired_at", self.paired_at)
            .instant("revoked_at", self.revoked_at)
            .into_fields()
    }
}

impl Recorded for ApiKey {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::ApiKey, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .value("scopes", self.scopes.clone())
            .value("terminal_id", self.terminal.map(|terminal| terminal.to_string()))
            .instant("expires_at", self.expires_at)
            .instant("revoked_at", self.revoked_at)
            .into_fields()
    }
}

impl Recorded for User {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::User, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("email", Some(self.email.expose()))
            .text("name", Some(self.name.as_str()))
            .text("role", Some(self.role.name()))
            .text("status", Some(self.status.name()))
            .into_fields()
    }
}

const fn of_merchant(merchant: MerchantId) -> AuditSubject {
    AuditSubject { kind: SubjectKind::Merchant, id: merchant.value() }
}

fn with_address(list: FieldList, address: &BusinessAddress) -> FieldList {
    list.text("address.street", line(&address.street))
        .text("address.postcode", line(&address.postcode))
        .text("address.city", line(&address.city))
        .text("address.country", address.country.as_deref())
}

fn line(label: &Option<Label>) -> Option<&str> {
    label.as_ref().map(Label::as_str)
}

fn long(text: &Option<LongText>) -> Option<&str> {
    text.as_ref().map(LongText::as_str)
}
