//! Changes what a merchant sets about its invoices.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Environment, Label, MerchantCalendar, MerchantId, StoreError};

use crate::store::InvoiceStore;
use crate::{InvoiceSettings, next_reminders};

struct SettingsOf<'a>(MerchantId, &'a InvoiceSettings);

impl Recorded for SettingsOf<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        let settings = self.1;
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        FieldList::default()
            .text("invoices.number_prefix", Some(settings.number_prefix.as_str()))
            .value("invoices.payment_days", settings.payment_days.get())
            .value("invoices.tax_category", settings.tax.map(|tax| tax.category().name()))
            .value("invoices.tax_percent", settings.tax.map(|tax| tax.percent().to_string()))
            .value("invoices.exemption_reason", text(&settings.exemption_reason))
            .value("invoices.tax_id", text(&settings.tax_id))
            .value("invoices.registration_id", text(&settings.registration_id))
            .value("invoices.payment_account", text(&settings.payment_account))
            .value("invoices.reminder_days", settings.reminder_days.as_slice())
            .into_fields()
    }
}

/// Changes them, and notes what changed. Reminders leave from the next morning on of the merchant's calendar.
pub async fn change_invoice_settings(
    store: &mut dyn InvoiceStore,
    environment: &Environment,
    (merchant, calendar): (MerchantId, &MerchantCalendar),
    before: &InvoiceSettings,
    after: &InvoiceSettings,
) -> Result<(), StoreError> {
    let now = environment.now();
    let reminders = (!after.reminder_days.is_empty()).then(|| next_reminders(calendar, now));
    store.write_invoice_settings(after, reminders, now).await?;
    let note = AuditNote::updated(&SettingsOf(merchant, before), &SettingsOf(merchant, after));
    store.note_if(environment, note).await
}
