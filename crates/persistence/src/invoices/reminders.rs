//! Reminders of invoices.

use regulars_invoices::{Reminder, ReminderPosition};
use regulars_kernel::{Date, Instant, InvoiceId, JobId, Page, PageRequest, ReminderId, StoreError};
use uuid::Uuid;

use super::state::{balance, invoices_with_purchases};
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

const TABLE: &str = "invoice_reminders";

#[derive(FromRow)]
struct ReminderRow {
    id: Uuid,
    invoice_id: Uuid,
    due_on: Date,
    days_after_due: Option<i64>,
    job_id: Uuid,
    actor: String,
    created_at: Instant,
}

impl TryFrom<ReminderRow> for Reminder {
    type Error = StoreError;

    fn try_from(row: ReminderRow) -> Result<Self, StoreError> {
        let day = row.days_after_due.map(i16::try_from).transpose();
        Ok(Self {
            id: ReminderId::new(row.id),
            invoice: InvoiceId::new(row.invoice_id),
            due_on: row.due_on,
            days_after_due: day.map_err(|error| inconsistent(TABLE, error))?,
            job: JobId::new(row.job_id),
            recorded_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
        })
    }
}

pub(super) async fn list(
    tx: &ReadTx,
    invoice: InvoiceId,
    page: PageRequest<ReminderPosition>,
) -> Result<Page<Reminder, ReminderPosition>, StoreError> {
    const SELECT: ScopedSql = ScopedSql::new(
        "SELECT id, invoice_id, due_on, days_after_due, job_id, actor, created_at
         FROM invoice_reminders WHERE merchant_id = $1",
    );
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND invoice_id = ?", values![invoice.value()]);
    if let Some(ReminderPosition { created_at, id }) = page.after {
        query.push(" AND (created_at, id) < (?, ?)", values![created_at, id.value()]);
    }
    let most = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY created_at DESC, id DESC LIMIT ?", values![most]);
    let rows: Vec<ReminderRow> = tx.query(query).await?;
    let reminders = rows.into_iter().map(Reminder::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |it: &Reminder| ReminderPosition { created_at: it.created_at, id: it.id };
    Ok(Page::from_surplus(reminders, page.size, position))
}

pub(super) async fn to_remind_of(
    tx: &ReadTx,
    due_on: Date,
    days_after_due: i16,
    most: u32,
) -> Result<Vec<InvoiceId>, StoreError> {
    #[derive(FromRow)]
    struct IdRow {
        id: Uuid,
    }
    const FIND: ScopedSql = ScopedSql::new(concat!(
        "SELECT i.id FROM ",
        invoices_with_purchases!(),
        " AND i.due_on = $2 AND i.paid_total < i.total AND ",
        balance!(),
        " > 0
         AND EXISTS (SELECT 1 FROM customers AS c
             WHERE c.merchant_id = $1 AND c.id = i.customer_id AND c.email IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM invoice_reminders AS r
             WHERE r.merchant_id = $1 AND r.invoice_id = i.id AND r.due_on = i.due_on AND r.days_after_due >= $3)
         ORDER BY i.id LIMIT $4",
    ));
    let asked = values![due_on, i64::from(days_after_due), i64::from(most)];
    let rows: Vec<IdRow> = tx.all(FIND, asked).await?;
    Ok(rows.into_iter().map(|row| InvoiceId::new(row.id)).collect())
}

pub(super) async fn insert(tx: &WriteTx, reminder: &Reminder) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO invoice_reminders (merchant_id, invoice_id, id, due_on, days_after_due, job_id, actor, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (merchant_id, invoice_id, due_on, days_after_due) DO NOTHING",
    );
    let row = values![
        reminder.invoice.value(),
        reminder.id.value(),
        reminder.due_on,
        reminder.days_after_due.map(i64::from),
        reminder.job.value(),
        actor_text(reminder.recorded_by),
        reminder.created_at,
    ];
    Ok(tx.execute(INSERT, row).await? > 0)
}

pub(super) async fn postpone(tx: &WriteTx, begun_at: Instant, next: Instant) -> Result<(), StoreError> {
    const POSTPONE: ScopedSql = ScopedSql::new(
        "UPDATE invoice_settings SET reminders_due_at = $3 WHERE merchant_id = $1 AND reminders_due_at <= $2",
    );
    tx.execute(POSTPONE, values![begun_at, next]).await.map(drop)
}
