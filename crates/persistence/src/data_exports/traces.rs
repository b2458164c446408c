//! What is known of a customer besides what the domains tell. Each list is read in the order of an index; what a customer has
//! a few of is read whole.

use async_trait::async_trait;
use chrono::SecondsFormat;
use regulars_flows::{Trace, TracePage, TracePlace, TraceReads};
use regulars_kernel::{CustomerId, Date, Instant, PageSize, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, after_number, page, whole};
use super::{
    traces_of_carts as carts, traces_of_events as events, traces_of_invoices as invoices,
    traces_of_loyalty as loyalty, traces_of_messages as messages, traces_of_offers as offers,
    traces_of_rewards as rewards, traces_of_service as service, traces_of_surveys as surveys,
};
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl TraceReads for ReadTx {
    async fn traces(
        &mut self,
        customer: CustomerId,
        trace: Trace,
        after: Option<TracePlace>,
        size: PageSize,
    ) -> Result<TracePage, StoreError> {
        match trace {
            Trace::Cards => cards(self, customer).await,
            Trace::CardLinks => card_links(self, customer).await,
            Trace::Confirmations => messages::confirmations(self, customer).await,
            Trace::Suppressions => messages::suppressions(self, customer).await,
            Trace::Refunds => service::refunds(self, customer, after, size).await,
            Trace::Invoices => invoices::invoices(self, customer, after, size).await,
            Trace::Carts => carts::carts(self, customer, after, size).await,
            Trace::Events => events::events(self, customer, after, size).await,
            Trace::Programmes => loyalty::programmes(self, customer).await,
            Trace::PointAccounts => loyalty::accounts(self, customer, after, size).await,
            Trace::PointOperations => loyalty::operations(self, customer, after, size).await,
            Trace::RewardOrders => rewards::orders(self, customer, after, size).await,
            Trace::Coupons => loyalty::coupons(self, customer, after, size).await,
            Trace::HeldCoupons => loyalty::held_coupons(self, customer, after, size).await,
            Trace::Messages => messages::messages(self, customer, after, size).await,
            Trace::Reactions => messages::reactions(self, customer, after, size).await,
            Trace::CaseMessages => service::case_messages(self, customer, after, size).await,
            Trace::Surveys => surveys::surveys(self, customer, after, size).await,
            Trace::Employments => employments(self, customer).await,
            Trace::Offers => offers::offers(self, customer, after, size).await,
            Trace::OfferMails => offers::offer_mails(self, customer, after, size).await,
            Trace::Imports => imports(self, customer, after, size).await,
            Trace::BulkEdits => bulk_edits(self, customer, after, size).await,
            Trace::DataExports => data_exports(self, customer, after, size).await,
        }
    }
}

/// An instant as the document tells it (RFC 3339, UTC).
pub(super) fn told(at: Instant) -> Value {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
}

async fn cards(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Card {
        number: String,
        status: String,
        form: String,
        created_at: Instant,
    }
    // As the timeline: those that hold, and those that this merchant has issued; those of members whom a merge has joined, too.
    const CARDS: ScopedSql = ScopedSql::new(
        "SELECT k.number, k.status, k.form, k.created_at FROM cards AS k
         WHERE k.member_id IN (
             SELECT c.member_id FROM customers AS c WHERE c.merchant_id = $1 AND c.id = $2
             UNION ALL
             SELECT j.member_id FROM joined_members AS j WHERE j.merchant_id = $1 AND j.customer_id = $2)
         AND (k.status = 'active' OR k.issued_by = $1)
         ORDER BY k.created_at, k.number",
    );
    let rows: Vec<Card> = tx.all(CARDS, values![customer.value()]).await?;
    Ok(whole(rows, |row| {
        let Card { number, status, form, created_at } = row;
        json!({"number": number, "status": status, "form": form, "created_at": told(created_at)})
    }))
}

async fn card_links(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Link {
        id: Uuid,
        mailed_to: Option<String>,
        created_at: Instant,
        revoked_at: Option<Instant>,
    }
    const LINKS: ScopedSql = ScopedSql::new(
        "SELECT l.id, l.mailed_to, l.created_at, l.revoked_at FROM card_links AS l
         WHERE l.merchant_id = $1 AND l.customer_id = $2 ORDER BY l.created_at, l.id",
    );
    let rows: Vec<Link> = tx.all(LINKS, values![customer.value()]).await?;
    Ok(whole(rows, |row| {
        let Link { id, mailed_to, created_at, revoked_at } = row;
        json!({
            "id": id.to_string(),
            "address": mailed_to,
            "created_at": told(created_at),
            "revoked_at": revoked_at.map(told),
        })
    }))
}

async fn employments(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Employed {
        company_id: Uuid,
        name: String,
        role: String,
        job_title: Option<String>,
        since_on: Option<Date>,
        until_on: Option<Date>,
        main_at: Instant,
        created_at: Instant,
        updated_at: Instant,
    }
    const EMPLOYMENTS: ScopedSql = ScopedSql::new(
        "SELECT e.company_id, y.name, e.role, e.job_title, e.since_on, e.until_on, e.main_at, e.created_at, e.updated_at
         FROM company_employees AS e JOIN companies AS y ON y.merchant_id = $1 AND y.id = e.company_id
         WHERE e.merchant_id = $1 AND e.customer_id = $2 ORDER BY e.company_id",
    );
    let rows: Vec<Employed> = tx.all(EMPLOYMENTS, values![customer.value()]).await?;
    Ok(whole(rows, |row| {
        let main_at = Some(row.main_at).filter(|at| *at > Instant::UNIX_EPOCH);
        json!({
            "company_id": row.company_id.to_string(),
            "company_name": row.name,
            "role": row.role,
            "job_title": row.job_title,
            "since": row.since_on.map(|day| day.to_string()),
            "until": row.until_on.map(|day| day.to_string()),
            "main_at": main_at.map(told),
            "created_at": told(row.created_at),
            "updated_at": told(row.updated_at),
        })
    }))
}

async fn imports(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Row {
        import_id: Uuid,
        file_name: String,
        created_at: Instant,
        number: i64,
        disposition: Option<String>,
        cells: Value,
        remarks: Value,
    }
    const ROWS: ScopedSql = ScopedSql::new(
        "SELECT r.import_id, i.file_name, i.created_at, r.number, r.disposition, r.cells, r.remarks
         FROM customer_import_rows AS r JOIN customer_imports AS i ON i.merchant_id = $1 AND i.id = r.import_id
         WHERE r.merchant_id = $1 AND r.customer_id = $2 AND (r.import_id, r.number) > ($3, $4)
         ORDER BY r.import_id, r.number LIMIT $5",
    );
    let (import, number) = after_number(after);
    let rows: Vec<Row> =
        tx.all(ROWS, values![customer.value(), import, number, i64::from(size.get())]).await?;
    let place = |row: &Row| TracePlace::IdAndNumber(row.import_id, row.number);
    Ok(page(rows, size, place, |row| {
        json!({
            "import_id": row.import_id.to_string(),
            "file_name": row.file_name,
            "created_at": told(row.created_at),
            "row": row.number,
            "disposition": row.disposition,
            "cells": row.cells.as_array().map(|cells| cells.iter().map(cell).collect::<Vec<_>>()),
            "remarks": row.remarks,
        })
    }))
}

/// The text of a cell, which is kept with its kind beside it.
fn cell(kept: &Value) -> Value {
    match kept {
        Value::Object(kinds) => kinds.values().next().cloned().unwrap_or(Value::Null),
        Value::String(_) | Value::Null => Value::Null,
        other => other.clone(),
    }
}

async fn bulk_edits(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Item {
        bulk_edit_id: Uuid,
        created_at: Instant,
        outcome: Option<String>,
        reason: Option<String>,
        fields: Option<Value>,
    }
    const ITEMS: ScopedSql = ScopedSql::new(
        "SELECT i.bulk_edit_id, e.created_at, i.outcome, i.reason, i.fields
         FROM customer_bulk_edit_items AS i
         JOIN customer_bulk_edits AS e ON e.merchant_id = $1 AND e.id = i.bulk_edit_id
         WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.bulk_edit_id > $3
         ORDER BY i.bulk_edit_id LIMIT $4",
    );
    let rows: Vec<Item> =
        tx.all(ITEMS, values![customer.value(), after_id(after), i64::from(size.get())]).await?;
    Ok(page(
        rows,
        size,
        |row| TracePlace::Id(row.bulk_edit_id),
        |row| {
            json!({
                "bulk_edit_id": row.bulk_edit_id.to_string(),
                "created_at": told(row.created_at),
                "outcome": row.outcome,
                "reason": row.reason,
                "fields": row.fields,
            })
        },
    ))
}

async fn data_exports(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Made {
        id: Uuid,
        state: String,
        created_at: Instant,
        ready_at: Option<Instant>,
        expires_at: Instant,
    }
    const MADE: ScopedSql = ScopedSql::new(
        "SELECT id, state, created_at, ready_at, expires_at FROM data_exports
         WHERE merchant_id = $1 AND customer_id = $2 AND id > $3 ORDER BY id LIMIT $4",
    );
    let rows: Vec<Made> =
        tx.all(MADE, values![customer.value(), after_id(after), i64::from(size.get())]).await?;
    Ok(page(
        rows,
        size,
        |row| TracePlace::Id(row.id),
        |row| {
            json!({
                "id": row.id.to_string(),
                "status": row.state,
                "created_at": told(row.created_at),
                "ready_at": row.ready_at.map(told),
                "expires_at": told(row.expires_at),
            })
        },
    ))
}
