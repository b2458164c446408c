//! Who a newsletter goes to.

use async_trait::async_trait;
use regulars_filters::ConsentChannel;
use regulars_kernel::{Instant, NewsletterId, StoreError};
use regulars_newsletters::{
    AudienceReach, ExcludedCustomers, NewsletterAudienceStore, PickedCustomers, ResolvedAudience,
    SAME_ADDRESS,
};
use regulars_segments::ExclusionReason;
use sea_orm::{DbBackend, FromQueryResult};

use crate::segments::{Audience, Gate, REACHABLE};
use crate::wall::{QueryHead, ScopedQuery, ScopedSql, Tx, values};

#[derive(FromQueryResult)]
struct VerdictRow {
    verdict: String,
    customers: i64,
    addresses: i64,
}

/// Puts an audience behind `head`, which ends with `FROM customers c` and perhaps further joins.
fn audience_behind(head: QueryHead, audience: &ResolvedAudience, backend: DbBackend) -> ScopedQuery {
    match audience {
        ResolvedAudience::Filter(filter) => Audience::compile(filter, backend).of(head),
        ResolvedAudience::Customers(picked) => picked_behind(head, picked, backend),
    }
}

fn picked_behind(head: QueryHead, picked: &PickedCustomers, backend: DbBackend) -> ScopedQuery {
    const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1 AND c.id IN (");
    let mut query = head.scoped(TIE, backend);
    for (index, id) in picked.ids().iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, values![id.value()]);
    }
    query.push(")", []);
    query
}

#[async_trait]
impl NewsletterAudienceStore for Tx {
    async fn reach_of_audience(
        &mut self,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<AudienceReach, StoreError> {
        let gate = Gate::new(ConsentChannel::Email, now);
        let head = QueryHead::new("SELECT ").then(gate.verdict(), []).then(
            " AS verdict, count(*) AS customers, count(DISTINCT c.email_folded) AS addresses FROM customers c",
            [],
        );
        let mut query = audience_behind(gate.join(head), audience, self.backend());
        query.push(" GROUP BY 1", []);
        Ok(reach(self.query(query).await?))
    }

    async fn freeze_audience(
        &mut self,
        newsletter: NewsletterId,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<i64, StoreError> {
        // Of several customers with one address the oldest record gets the message.
        let (text, end) = match self.backend() {
            DbBackend::Sqlite => (
                "INSERT INTO deliveries (merchant_id, newsletter_id, customer_id, address, state, attempts,
                     next_attempt_at)
                 SELECT $1, ?, min(c.id), c.email, 'queued', 0, ? FROM customers c",
                " GROUP BY c.email_folded",
            ),
            _ => (
                "INSERT INTO deliveries (merchant_id, newsletter_id, customer_id, address, state, attempts,
                     next_attempt_at)
                 SELECT DISTINCT ON (c.email_folded) $1, ?, c.id, c.email, 'queued', 0, ? FROM customers c",
                " ORDER BY c.email_folded, c.id",
            ),
        };
        self.allow_long_statements().await?;
        let gate = Gate::new(ConsentChannel::Email, now);
        let head = QueryHead::new("").then(text, values![newsletter.value(), now]);
        let mut query = audience_behind(gate.join(head), audience, self.backend());
        query.push(" AND ", []).push(gate.passes(), []).push(end, []);
        let frozen = self.run_query(query).await?;
        i64::try_from(frozen).map_err(|error| StoreError::Failed(error.to_string()))
    }

    async fn cancel_waiting_deliveries(
        &mut self,
        newsletter: NewsletterId,
        now: Instant,
    ) -> Result<i64, StoreError> {
        const CANCEL: ScopedSql = ScopedSql::new(
            "UPDATE deliveries SET state = 'cancelled', settled_at = $3
             WHERE merchant_id = $1 AND newsletter_id = $2 AND state IN ('queued', 'deferred')",
        );
        const COUNT: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET cancelled = cancelled + $3 WHERE merchant_id = $1 AND id = $2",
        );
        self.allow_long_statements().await?;
        let cancelled = self.execute(CANCEL, values![newsletter.value(), now]).await?;
        let cancelled = i64::try_from(cancelled).map_err(|error| StoreError::Failed(error.to_string()))?;
        self.execute(COUNT, values![newsletter.value(), cancelled]).await?;
        Ok(cancelled)
    }
}

fn reach(verdicts: Vec<VerdictRow>) -> AudienceReach {
    let mut reach = AudienceReach::default();
    let mut excluded = Vec::new();
    for VerdictRow { verdict, customers, addresses } in verdicts {
        reach.audience += customers;
        if verdict == REACHABLE {
            reach.reachable = addresses;
            excluded.push((usize::MAX, SAME_ADDRESS.to_owned(), customers - addresses));
        } else {
            let place = ExclusionReason::ALL.iter().position(|reason| reason.name() == verdict);
            excluded.push((place.unwrap_or(usize::MAX), verdict, customers));
        }
    }
    excluded.retain(|(_, _, count)| *count > 0);
    excluded.sort_unstable();
    reach.excluded =
        excluded.into_iter().map(|(_, reason, count)| ExcludedCustomers { reason, count }).collect();
    reach
}
