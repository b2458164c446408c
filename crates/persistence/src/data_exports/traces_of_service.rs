//! What a customer gave back, and what was said about cases.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Date, Instant, PageSize, Quantity, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, after_ids, page};
use super::traces::told;
use crate::actor::actor_of;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct Refund {
    id: Uuid,
    purchase_id: Uuid,
    source: String,
    business_date: Date,
    refund_number: String,
    occurred_at: Instant,
    recorded_at: Instant,
    clock_skewed: bool,
    total: i64,
    currency: String,
    lines: Option<String>,
}

#[derive(serde::Deserialize)]
struct RefundedLine {
    line: u32,
    quantity: i64,
    total: i64,
}

pub(super) async fn refunds(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const REFUNDS: ScopedSql = ScopedSql::by_dialect(
        "SELECT r.id, r.purchase_id, r.source, r.business_date, r.refund_number, r.occurred_at, r.recorded_at,
             r.clock_skewed, r.total, p.currency,
             (SELECT json_group_array(json_object('line', l.line, 'quantity', l.quantity, 'total', l.total))
              FROM refund_lines AS l WHERE l.merchant_id = $1 AND l.refund_id = r.id) AS lines
         FROM purchases AS p JOIN refunds AS r ON r.merchant_id = $1 AND unlikely(r.purchase_id = p.id)
         WHERE p.merchant_id = $1 AND (p.has_refunds OR p.refunded_total <> 0) AND unlikely(p.customer_id = $2)
             AND r.id > $3
         ORDER BY r.id LIMIT $4",
        "SELECT r.id, r.purchase_id, r.source, r.business_date, r.refund_number, r.occurred_at, r.recorded_at,
             r.clock_skewed, r.total, p.currency,
             (SELECT CAST(json_agg(json_build_object('line', l.line, 'quantity', l.quantity, 'total', l.total)) AS text)
              FROM refund_lines AS l WHERE l.merchant_id = $1 AND l.refund_id = r.id) AS lines
         FROM purchases AS p JOIN refunds AS r ON r.merchant_id = $1 AND r.purchase_id = p.id
         WHERE p.merchant_id = $1 AND (p.has_refunds OR p.refunded_total <> 0) AND p.customer_id = $2
             AND r.id > $3
         ORDER BY r.id LIMIT $4",
    );
    let rows: Vec<Refund> =
        tx.all(REFUNDS, values![customer.value(), after_id(after), i64::from(size.get())]).await?;
    let lines = rows.iter().map(|row| refunded_lines(row.lines.as_deref().unwrap_or("[]")));
    let lines: Vec<Vec<RefundedLine>> = lines.collect::<Result<_, _>>()?;
    let told_rows: Vec<(Refund, Vec<RefundedLine>)> = rows.into_iter().zip(lines).collect();
    Ok(page(told_rows, size, |(row, _)| TracePlace::Id(row.id), |(row, lines)| refund(row, lines)))
}

fn refunded_lines(text: &str) -> Result<Vec<RefundedLine>, StoreError> {
    let mut lines: Vec<RefundedLine> =
        serde_json::from_str(text).map_err(|error| inconsistent("refund_lines", error))?;
    lines.sort_by_key(|line| line.line);
    Ok(lines)
}

fn refund(row: Refund, lines: Vec<RefundedLine>) -> Value {
    let money = |amount: i64| json!({"amount": amount, "currency": row.currency});
    let lines = lines.into_iter().map(|line| {
        let quantity = Quantity::from_thousandths(line.quantity).to_string();
        json!({"line": line.line, "quantity": quantity, "total": money(line.total)})
    });
    json!({
        "id": row.id.to_string(),
        "purchase_id": row.purchase_id.to_string(),
        "source": row.source,
        "business_date": row.business_date.to_string(),
        "refund_number": row.refund_number,
        "occurred_at": told(row.occurred_at),
        "recorded_at": told(row.recorded_at),
        "clock_skewed": row.clock_skewed,
        "total": money(row.total),
        "lines": lines.collect::<Vec<_>>(),
    })
}

pub(super) async fn case_messages(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Message {
        case_id: Uuid,
        id: Uuid,
        kind: String,
        text: String,
        actor: String,
        created_at: Instant,
    }
    const MESSAGES: ScopedSql = ScopedSql::new(
        "SELECT m.case_id, m.id, m.kind, m.text, m.actor, m.created_at
         FROM service_cases AS s JOIN service_case_messages AS m ON m.merchant_id = $1 AND m.case_id = s.id
         WHERE s.merchant_id = $1 AND s.customer_id = $2 AND (m.case_id, m.id) > ($3, $4)
         ORDER BY m.case_id, m.id LIMIT $5",
    );
    let (case, id) = after_ids(after);
    let rows: Vec<Message> =
        tx.all(MESSAGES, values![customer.value(), case, id, i64::from(size.get())]).await?;
    for row in &rows {
        actor_of("service_case_messages", &row.actor)?;
    }
    Ok(page(
        rows,
        size,
        |row| TracePlace::Ids(row.case_id, row.id),
        |row| {
            json!({
                "id": row.id.to_string(),
                "case_id": row.case_id.to_string(),
                "kind": row.kind,
                "text": row.text,
                "recorded_by": {"kind": row.actor.split(':').next()},
                "created_at": told(row.created_at),
            })
        },
    ))
}
