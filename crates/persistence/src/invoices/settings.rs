//! What a merchant sets about its invoices.

use regulars_invoices::{InvoiceSettings, PaymentDays, ReminderDays};
use regulars_kernel::{Instant, Label, StoreError};

use super::invoice_row::{label, tax_of};
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

const TABLE: &str = "invoice_settings";

#[derive(FromRow)]
struct SettingsRow {
    number_prefix: String,
    payment_days: i64,
    tax_category: Option<String>,
    tax_percent: Option<i64>,
    exemption_reason: Option<String>,
    tax_id: Option<String>,
    registration_id: Option<String>,
    payment_account: Option<String>,
    reminder_days: String,
}

impl TryFrom<SettingsRow> for InvoiceSettings {
    type Error = StoreError;

    fn try_from(row: SettingsRow) -> Result<Self, StoreError> {
        let days = u16::try_from(row.payment_days).ok().and_then(PaymentDays::new);
        let tax = row.tax_category.zip(row.tax_percent);
        Ok(Self {
            number_prefix: row.number_prefix.parse().map_err(|error| inconsistent(TABLE, error))?,
            payment_days: days.ok_or_else(|| inconsistent(TABLE, "too many days"))?,
            tax: tax.map(|(category, percent)| tax_of(TABLE, &category, percent)).transpose()?,
            exemption_reason: label(row.exemption_reason)?,
            tax_id: label(row.tax_id)?,
            registration_id: label(row.registration_id)?,
            payment_account: label(row.payment_account)?,
            reminder_days: reminder_days(&row.reminder_days)?,
        })
    }
}

fn reminder_days(text: &str) -> Result<ReminderDays, StoreError> {
    let days = text.split_terminator(',').map(str::parse).collect::<Result<Vec<i16>, _>>();
    let days = days.map_err(|error| inconsistent(TABLE, error))?;
    ReminderDays::new(days).map_err(|error| inconsistent(TABLE, error))
}

fn days_text(days: &ReminderDays) -> String {
    days.as_slice().iter().map(i16::to_string).collect::<Vec<_>>().join(",")
}

pub(super) async fn read(tx: &ReadTx) -> Result<InvoiceSettings, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT number_prefix, payment_days, tax_category, tax_percent, exemption_reason, tax_id, registration_id,
             payment_account, reminder_days
         FROM invoice_settings WHERE merchant_id = $1",
    );
    let row: Option<SettingsRow> = tx.optional(FIND, values![]).await?;
    row.map_or_else(|| Ok(InvoiceSettings::default()), InvoiceSettings::try_from)
}

pub(super) async fn write(
    tx: &mut WriteTx,
    settings: &InvoiceSettings,
    reminders: Option<Instant>,
    now: Instant,
) -> Result<(), StoreError> {
    const WRITE: ScopedSql = ScopedSql::new(
        "INSERT INTO invoice_settings (merchant_id, number_prefix, payment_days, tax_category, tax_percent,
             exemption_reason, tax_id, registration_id, payment_account, reminder_days, reminders_due_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (merchant_id) DO UPDATE
         SET number_prefix = excluded.number_prefix, payment_days = excluded.payment_days,
             tax_category = excluded.tax_category, tax_percent = excluded.tax_percent,
             exemption_reason = excluded.exemption_reason, tax_id = excluded.tax_id,
             registration_id = excluded.registration_id, payment_account = excluded.payment_account,
             reminder_days = excluded.reminder_days, reminders_due_at = excluded.reminders_due_at,
             updated_at = excluded.updated_at",
    );
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let row = values![
        settings.number_prefix.as_str(),
        i64::from(settings.payment_days.get()),
        settings.tax.map(|tax| tax.category().name()),
        settings.tax.map(|tax| tax.percent().hundredths()),
        text(&settings.exemption_reason),
        text(&settings.tax_id),
        text(&settings.registration_id),
        text(&settings.payment_account),
        days_text(&settings.reminder_days),
        reminders,
        now,
    ];
    tx.execute(WRITE, row).await.map(drop)
}
