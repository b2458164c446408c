//! What the audit trail notes of a mailbox, as a part of the merchant.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Label, MerchantId};

use super::mailbox::MerchantMailbox;

/// The mailbox with the merchant whose it is; none where there is none.
pub(super) struct MailboxOf<'a>(pub(super) MerchantId, pub(super) Option<&'a MerchantMailbox>);

impl Recorded for MailboxOf<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        let Self(_, mailbox) = self;
        let folders = mailbox.map(|one| one.folders.iter().map(Label::as_str).collect::<Vec<_>>());
        FieldList::default()
            .text("mailbox.host", mailbox.map(|one| one.host.as_str()))
            .value("mailbox.port", mailbox.map(|one| one.port))
            .text("mailbox.security", mailbox.map(|one| one.security.name()))
            .text("mailbox.username", mailbox.map(|one| one.username.as_str()))
            .value("mailbox.folders", folders)
            .value("mailbox.enabled", mailbox.map(|one| one.enabled))
            .instant("mailbox.since", mailbox.map(|one| one.since))
            .into_fields()
    }
}
