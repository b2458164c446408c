//! Lists the trail, the newest first.

use async_trait::async_trait;
use regulars_audit::{AuditEvent, AuditQuery, AuditTrailReads};
use regulars_kernel::{
    Actor, ApiKeyId, AuditEventId, CustomerId, Page, PageRequest, StoreError, TerminalId, UserId,
};

use super::event_row::EventRow;
use crate::actor::actor_text;
use crate::page_weight::lightened;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl AuditTrailReads for ReadTx {
    async fn list_audit_events(
        &mut self,
        query: &AuditQuery,
        page: PageRequest<AuditEventId>,
    ) -> Result<Page<AuditEvent, AuditEventId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT e.id, e.occurred_at, e.actor, e.action, e.subject_kind, e.subject_id, e.customer_id, e.changes,
                 e.sealed_changes, k.sealed_key
             FROM audit_events AS e
             LEFT JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = e.customer_id
             WHERE e.merchant_id = $1",
        );
        const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
            "SELECT coalesce(length(e.changes), 0) + coalesce(length(e.sealed_changes), 0) AS weight
             FROM audit_events AS e WHERE e.merchant_id = $1",
            "SELECT (coalesce(pg_column_size(e.changes), 0) + coalesce(length(e.sealed_changes), 0))::bigint AS weight
             FROM audit_events AS e WHERE e.merchant_id = $1",
        );
        let narrowed = |text: ScopedSql, most: i64| {
            let mut selected = ScopedQuery::new(text, self.backend(), values![]);
            narrow(&mut selected, query, page.after);
            selected.push(" ORDER BY e.id DESC LIMIT ?", values![most]);
            selected
        };
        let size = lightened(self, narrowed(WEIGHTS, i64::from(page.size.get())), page.size).await?;
        let rows: Vec<EventRow> = self.query(narrowed(LIST, i64::from(size.get()) + 1)).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let events = rows.into_iter().map(|row| row.opened(keys, merchant)).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(events, size, |event| event.id))
    }
}

fn narrow(selected: &mut ScopedQuery, query: &AuditQuery, after: Option<AuditEventId>) {
    if let Some(id) = query.actor {
        let actors = [
            Actor::User(UserId::new(id)),
            Actor::Terminal(TerminalId::new(id)),
            Actor::ApiKey(ApiKeyId::new(id)),
        ];
        let actors = actors.map(|actor| sea_orm::Value::from(actor_text(actor)));
        selected.push(" AND e.actor IN (?, ?, ?)", actors.to_vec());
    }
    if let Some(kind) = query.subject_kind {
        selected.push(" AND e.subject_kind = ?", values![kind.name()]);
    }
    if let Some(subject) = query.subject {
        selected.push(" AND e.subject_id = ?", values![subject]);
    }
    if let Some(customer) = query.about {
        selected.push(" AND e.customer_id = ?", values![CustomerId::value(customer)]);
    }
    if let Some(action) = query.action {
        selected.push(" AND e.action = ?", values![action.name()]);
    }
    if let Some(from) = query.from {
        selected.push(" AND e.occurred_at >= ?", values![from]);
    }
    if let Some(to) = query.to {
        selected.push(" AND e.occurred_at < ?", values![to]);
    }
    if let Some(after) = after {
        selected.push(" AND e.id < ?", values![after.value()]);
    }
}
