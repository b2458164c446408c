//! Invoices of a customer, how their lines are taxed, and what was paid of them.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Date, Instant, PageSize, StoreError};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, page};
use super::traces::told;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct Invoice {
    id: Uuid,
    number: String,
    purchase_id: Uuid,
    issued_on: Date,
    due_on: Date,
    currency: String,
    total: i64,
    paid_total: i64,
    last_paid_on: Option<Date>,
    buyer_reference: Option<String>,
    buyer_tax_id: Option<String>,
    exemption_reason: Option<String>,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
    taxes: Option<String>,
}

#[derive(Deserialize)]
struct TaxOfLine {
    line: u32,
    category: String,
    percent: i64,
}

#[derive(FromRow)]
struct Payment {
    invoice_id: Uuid,
    id: Uuid,
    amount: i64,
    paid_on: Date,
    method: Option<String>,
    reference: Option<String>,
    actor: String,
    created_at: Instant,
}

#[derive(FromRow)]
struct Reminder {
    invoice_id: Uuid,
    id: Uuid,
    due_on: Date,
    days_after_due: Option<i64>,
    actor: String,
    created_at: Instant,
}

/// Three statements a page.
pub(super) async fn invoices(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const INVOICES: ScopedSql = ScopedSql::by_dialect(
        "SELECT i.id, i.number, i.purchase_id, i.issued_on, i.due_on, i.currency, i.total, i.paid_total, i.last_paid_on,
             i.buyer_reference, i.buyer_tax_id, i.exemption_reason, i.actor, i.created_at, i.updated_at,
             (SELECT json_group_array(json_object('line', t.line, 'category', t.tax_category, 'percent', t.tax_percent))
              FROM invoice_line_taxes AS t WHERE t.merchant_id = $1 AND t.invoice_id = i.id) AS taxes
         FROM invoices AS i WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.id > $3 ORDER BY i.id LIMIT $4",
        "SELECT i.id, i.number, i.purchase_id, i.issued_on, i.due_on, i.currency, i.total, i.paid_total, i.last_paid_on,
             i.buyer_reference, i.buyer_tax_id, i.exemption_reason, i.actor, i.created_at, i.updated_at,
             (SELECT CAST(json_agg(json_build_object('line', t.line, 'category', t.tax_category, 'percent', t.tax_percent))
                  AS text)
              FROM invoice_line_taxes AS t WHERE t.merchant_id = $1 AND t.invoice_id = i.id) AS taxes
         FROM invoices AS i WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.id > $3 ORDER BY i.id LIMIT $4",
    );
    const PAYMENTS: ScopedSql = ScopedSql::new(
        "SELECT y.invoice_id, y.id, y.amount, y.paid_on, y.method, y.reference, y.actor, y.created_at
         FROM invoices AS i JOIN invoice_payments AS y ON y.merchant_id = $1 AND y.invoice_id = i.id
         WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.id > $3 AND i.id <= $4
         ORDER BY y.paid_on, y.id",
    );
    const REMINDERS: ScopedSql = ScopedSql::new(
        "SELECT r.invoice_id, r.id, r.due_on, r.days_after_due, r.actor, r.created_at
         FROM invoices AS i JOIN invoice_reminders AS r ON r.merchant_id = $1 AND r.invoice_id = i.id
         WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.id > $3 AND i.id <= $4
         ORDER BY r.created_at, r.id",
    );
    let from = after_id(after);
    let rows: Vec<Invoice> = tx.all(INVOICES, values![customer.value(), from, i64::from(size.get())]).await?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok(TracePage::default()) };
    let payments: Vec<Payment> = tx.all(PAYMENTS, values![customer.value(), from, last]).await?;
    let reminders: Vec<Reminder> = tx.all(REMINDERS, values![customer.value(), from, last]).await?;
    let mut told_rows = Vec::with_capacity(rows.len());
    for row in rows {
        let mut taxes: Vec<TaxOfLine> = serde_json::from_str(row.taxes.as_deref().unwrap_or("[]"))
            .map_err(|error| inconsistent("invoice_line_taxes", error))?;
        taxes.sort_by_key(|tax| tax.line);
        let of_it = payments.iter().filter(|payment| payment.invoice_id == row.id);
        let reminders = reminders.iter().filter(|reminder| reminder.invoice_id == row.id);
        let value = invoice(&row, &taxes, of_it, reminders);
        told_rows.push((row.id, value));
    }
    Ok(page(told_rows, size, |(id, _)| TracePlace::Id(*id), |(_, value)| value))
}

fn invoice<'a>(
    row: &Invoice,
    taxes: &[TaxOfLine],
    payments: impl Iterator<Item = &'a Payment>,
    reminders: impl Iterator<Item = &'a Reminder>,
) -> Value {
    let money = |amount: i64| json!({"amount": amount, "currency": row.currency});
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let kind_of = |actor: &str| json!({"kind": actor.split(':').next()});
    let taxes = taxes.iter().map(|tax| {
        // The rate is kept in hundredths of a percent.
        let percent = format!("{}.{:02}", tax.percent / 100, tax.percent % 100);
        json!({"line": tax.line, "tax_category": tax.category, "tax_percent": percent})
    });
    let payments = payments.map(|payment| {
        json!({
            "id": payment.id.to_string(),
            "amount": money(payment.amount),
            "paid_on": payment.paid_on.to_string(),
            "method": payment.method,
            "reference": payment.reference,
            "recorded_by": kind_of(&payment.actor),
            "created_at": told(payment.created_at),
        })
    });
    let reminders = reminders.map(|reminder| {
        json!({
            "id": reminder.id.to_string(),
            "due_on": reminder.due_on.to_string(),
            "days_after_due": reminder.days_after_due,
            "recorded_by": kind_of(&reminder.actor),
            "created_at": told(reminder.created_at),
        })
    });
    json!({
        "id": row.id.to_string(),
        "number": row.number,
        "purchase_id": row.purchase_id.to_string(),
        "issued_on": row.issued_on.to_string(),
        "due_on": row.due_on.to_string(),
        "currency": row.currency,
        "total": money(row.total),
        "paid_total": money(row.paid_total),
        "last_paid_on": day(row.last_paid_on),
        "buyer_reference": row.buyer_reference,
        "buyer_tax_id": row.buyer_tax_id,
        "exemption_reason": row.exemption_reason,
        "recorded_by": kind_of(&row.actor),
        "created_at": told(row.created_at),
        "updated_at": told(row.updated_at),
        "taxes": taxes.collect::<Vec<_>>(),
        "payments": payments.collect::<Vec<_>>(),
        "reminders": reminders.collect::<Vec<_>>(),
    })
}
