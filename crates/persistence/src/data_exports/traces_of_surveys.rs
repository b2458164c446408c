//! Surveys that a customer was asked, with the answers.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Instant, PageSize, StoreError};
use serde_json::json;
use uuid::Uuid;

use super::trace_places::{after_id, page};
use super::traces::told;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

pub(super) async fn surveys(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Invitation {
        id: Uuid,
        survey_id: Uuid,
        kind: String,
        purchase_id: Option<Uuid>,
        newsletter_id: Option<Uuid>,
        invited_at: Instant,
        score: Option<i64>,
        comment: Option<String>,
        answered_at: Option<Instant>,
    }
    const INVITATIONS: ScopedSql = ScopedSql::new(
        "SELECT v.id, v.survey_id, v.kind, v.purchase_id, v.newsletter_id, v.invited_at, v.score, v.comment,
             v.answered_at
         FROM survey_invitations AS v
         WHERE v.merchant_id = $1 AND v.customer_id = $2 AND v.id > $3 ORDER BY v.id LIMIT $4",
    );
    let rows: Vec<Invitation> =
        tx.all(INVITATIONS, values![customer.value(), after_id(after), i64::from(size.get())]).await?;
    Ok(page(
        rows,
        size,
        |row| TracePlace::Id(row.id),
        |row| {
            json!({
                "id": row.id.to_string(),
                "survey_id": row.survey_id.to_string(),
                "kind": row.kind,
                "purchase_id": row.purchase_id.map(|id| id.to_string()),
                "newsletter_id": row.newsletter_id.map(|id| id.to_string()),
                "invited_at": told(row.invited_at),
                "score": row.score,
                "comment": row.comment,
                "answered_at": row.answered_at.map(told),
            })
        },
    ))
}
