//! Offers that were sent to a customer for a company, earlier versions among them, and the mails with them.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Date, Instant, PageSize, StoreError};
use serde_json::json;
use uuid::Uuid;

use super::trace_places::{after_instant, after_number, page};
use super::traces::told;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

pub(super) async fn offers(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Offered {
        id: Uuid,
        company_id: Uuid,
        name: String,
        number: Option<i64>,
        version: i64,
        stage: String,
        title: String,
        valid_until: Date,
        sent_at: Option<Instant>,
        decided_at: Option<Instant>,
        decided_name: Option<String>,
        decided_remark: Option<String>,
        superseded_at: Option<Instant>,
    }
    const OFFERS: ScopedSql = ScopedSql::new(
        "SELECT o.id, o.company_id, y.name, o.number, o.version, o.stage, o.title, o.valid_until, o.sent_at, o.decided_at,
             o.decided_name, o.decided_remark, o.superseded_at
         FROM (SELECT v.offer_id AS id, f.company_id, f.number, v.version, v.stage, v.title, v.valid_until, v.sent_at,
                   v.decided_at, v.decided_name, v.decided_remark, v.superseded_at
               FROM company_offer_versions AS v
               JOIN company_offers AS f ON f.merchant_id = $1 AND f.id = v.offer_id
               WHERE v.merchant_id = $1 AND v.customer_id = $2
               UNION ALL
               SELECT f.id, f.company_id, f.number, f.version, f.stage, f.title, f.valid_until, f.sent_at,
                   f.decided_at, f.decided_name, f.decided_remark, NULL
               FROM company_offers AS f WHERE f.merchant_id = $1 AND f.customer_id = $2) AS o
         JOIN companies AS y ON y.merchant_id = $1 AND y.id = o.company_id
         WHERE (o.id, o.version) > ($3, $4) ORDER BY o.id, o.version LIMIT $5",
    );
    let (offer, version) = after_number(after);
    let asked = values![customer.value(), offer, version, i64::from(size.get())];
    let rows: Vec<Offered> = tx.all(OFFERS, asked).await?;
    let place = |row: &Offered| TracePlace::IdAndNumber(row.id, row.version);
    Ok(page(rows, size, place, |row| {
        json!({
            "id": row.id.to_string(),
            "company_id": row.company_id.to_string(),
            "company_name": row.name,
            "number": row.number,
            "version": row.version,
            "state": row.stage,
            "offer_title": row.title,
            "valid_until": row.valid_until.to_string(),
            "sent_at": row.sent_at.map(told),
            "decided_at": row.decided_at.map(told),
            "decided_name": row.decided_name,
            "decided_remark": row.decided_remark,
            "superseded_at": row.superseded_at.map(told),
        })
    }))
}

pub(super) async fn offer_mails(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Mailed {
        id: Uuid,
        offer_id: Uuid,
        version: i64,
        address: String,
        created_at: Instant,
    }
    const MAILED: ScopedSql = ScopedSql::new(
        "SELECT o.id, o.offer_id, o.version, o.address, o.created_at FROM company_offer_mails AS o
         WHERE o.merchant_id = $1 AND o.customer_id = $2 AND (o.created_at, o.id) > ($3, $4)
         ORDER BY o.created_at, o.id LIMIT $5",
    );
    let (at, id) = after_instant(after);
    let rows: Vec<Mailed> = tx.all(MAILED, values![customer.value(), at, id, i64::from(size.get())]).await?;
    let place = |row: &Mailed| TracePlace::InstantAndId(row.created_at, row.id);
    Ok(page(rows, size, place, |row| {
        json!({
            "id": row.id.to_string(),
            "offer_id": row.offer_id.to_string(),
            "version": row.version,
            "address": row.address,
            "created_at": told(row.created_at),
        })
    }))
}
