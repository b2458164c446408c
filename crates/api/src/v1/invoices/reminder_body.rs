//! Reminders of invoices on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_invoices::Reminder;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;

/// A reminder of what is open of an invoice.
#[derive(Serialize, ToSchema)]
pub struct ReminderBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d30")]
    id: Uuid,
    /// Of which invoice.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    invoice_id: Uuid,
    /// The day by which the invoice was due when the reminder was asked for.
    #[schema(example = "2026-12-06")]
    due_on: NaiveDate,
    /// Which of `reminder_days` of the settings had come; `null` for a reminder that somebody asked for.
    #[schema(example = json!(null), minimum = -30, maximum = 180)]
    days_after_due: Option<i16>,
    /// The job that writes and sends it: `GET /v1/jobs/{id}` tells whether it has left.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe1")]
    job_id: Uuid,
    /// Who asked for it.
    recorded_by: AuditActorBody,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
}

impl From<Reminder> for ReminderBody {
    fn from(reminder: Reminder) -> Self {
        Self {
            id: reminder.id.value(),
            invoice_id: reminder.invoice.value(),
            due_on: reminder.due_on,
            days_after_due: reminder.days_after_due,
            job_id: reminder.job.value(),
            recorded_by: reminder.recorded_by.into(),
            created_at: reminder.created_at,
        }
    }
}
