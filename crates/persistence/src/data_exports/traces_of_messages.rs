//! Messages to a customer, what was done with them, and where none goes.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Instant, PageSize, StoreError};
use serde_json::json;
use uuid::Uuid;

use super::trace_places::{after_instant, after_name, page, whole};
use super::traces::told;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

pub(super) async fn confirmations(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Asked {
        purpose: String,
        channel: String,
        address: String,
        text: Option<String>,
        created_at: Instant,
        expires_at: Instant,
        used_at: Option<Instant>,
    }
    const ASKED: ScopedSql = ScopedSql::new(
        "SELECT t.purpose, t.channel, t.address, c.text, t.created_at, t.expires_at, t.used_at
         FROM confirmation_tokens AS t
         LEFT JOIN consent_texts AS c ON c.merchant_id = $1 AND c.id = t.text_id
         WHERE t.merchant_id = $1 AND t.customer_id = $2 ORDER BY t.created_at, t.channel",
    );
    let rows: Vec<Asked> = tx.all(ASKED, values![customer.value()]).await?;
    Ok(whole(rows, |row| {
        json!({
            "purpose": row.purpose,
            "channel": row.channel,
            "address": row.address,
            "text": row.text,
            "created_at": told(row.created_at),
            "expires_at": told(row.expires_at),
            "used_at": row.used_at.map(told),
        })
    }))
}

pub(super) async fn suppressions(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Suppressed {
        channel: String,
        address: String,
        reason: String,
        source: String,
        created_at: Instant,
        expires_at: Option<Instant>,
    }
    const SUPPRESSED: ScopedSql = ScopedSql::new(
        "SELECT s.channel, s.address, s.reason, s.source, s.created_at, s.expires_at
         FROM customers AS c JOIN suppressions AS s ON s.merchant_id = $1
             AND ((s.channel = 'email' AND s.address = c.email_folded) OR (s.channel = 'sms' AND s.address = c.phone))
         WHERE c.merchant_id = $1 AND c.id = $2 ORDER BY s.channel",
    );
    let rows: Vec<Suppressed> = tx.all(SUPPRESSED, values![customer.value()]).await?;
    Ok(whole(rows, |row| {
        json!({
            "channel": row.channel,
            "address": row.address,
            "reason": row.reason,
            "source": row.source,
            "created_at": told(row.created_at),
            "expires_at": row.expires_at.map(told),
        })
    }))
}

pub(super) async fn messages(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Message {
        newsletter_id: Uuid,
        channel: String,
        name: String,
        subject: String,
        address: String,
        state: String,
        reason: Option<String>,
        attempts: i64,
        frozen_at: Option<Instant>,
        settled_at: Option<Instant>,
        unsubscribed_at: Option<Instant>,
    }
    const MESSAGES: ScopedSql = ScopedSql::new(
        "SELECT d.newsletter_id, d.channel, n.name, n.subject, d.address, d.state, d.reason, d.attempts, n.frozen_at,
             d.settled_at, u.occurred_at AS unsubscribed_at
         FROM deliveries AS d JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = d.newsletter_id
         LEFT JOIN newsletter_unsubscribes AS u ON u.merchant_id = $1 AND u.newsletter_id = d.newsletter_id
             AND u.customer_id = d.customer_id AND u.channel = d.channel
         WHERE d.merchant_id = $1 AND d.customer_id = $2 AND (d.newsletter_id, d.channel) > ($3, $4)
         ORDER BY d.newsletter_id, d.channel LIMIT $5",
    );
    let (newsletter, channel) = after_name(after);
    let from = values![customer.value(), newsletter, channel, i64::from(size.get())];
    let rows: Vec<Message> = tx.all(MESSAGES, from).await?;
    let place = |row: &Message| TracePlace::IdAndName(row.newsletter_id, row.channel.clone());
    Ok(page(rows, size, place, |row| {
        json!({
            "newsletter_id": row.newsletter_id.to_string(),
            "name": row.name,
            "subject": row.subject,
            "channel": row.channel,
            "address": row.address,
            "state": row.state,
            "reason": row.reason,
            "attempts": row.attempts,
            "frozen_at": row.frozen_at.map(told),
            "settled_at": row.settled_at.map(told),
            "unsubscribed_at": row.unsubscribed_at.map(told),
        })
    }))
}

pub(super) async fn reactions(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Hit {
        id: Uuid,
        newsletter_id: Uuid,
        kind: String,
        position: i64,
        channel: String,
        verdict: String,
        reason: String,
        occurred_at: Instant,
    }
    const HITS: ScopedSql = ScopedSql::new(
        "SELECT h.id, h.newsletter_id, h.kind, h.position, h.channel, h.verdict, h.reason, h.occurred_at
         FROM newsletter_hits AS h
         WHERE h.merchant_id = $1 AND h.customer_id = $2 AND (h.occurred_at, h.id) > ($3, $4)
         ORDER BY h.occurred_at, h.id LIMIT $5",
    );
    let (at, id) = after_instant(after);
    let rows: Vec<Hit> = tx.all(HITS, values![customer.value(), at, id, i64::from(size.get())]).await?;
    Ok(page(
        rows,
        size,
        |row| TracePlace::InstantAndId(row.occurred_at, row.id),
        |row| {
            json!({
                "id": row.id.to_string(),
                "newsletter_id": row.newsletter_id.to_string(),
                "kind": row.kind,
                "position": row.position,
                "channel": row.channel,
                "verdict": row.verdict,
                "reason": row.reason,
                "occurred_at": told(row.occurred_at),
            })
        },
    ))
}
