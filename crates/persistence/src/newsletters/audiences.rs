//! Who a newsletter goes to.

use async_trait::async_trait;
use regulars_kernel::{Channel, Instant, NewsletterId, StoreError};
use regulars_newsletters::{
    AudienceReach, ExcludedCustomers, NewsletterAudienceReads, NewsletterAudienceStore, PickedCustomers,
    ResolvedAudience, SAME_ADDRESS,
};
use regulars_segments::ChannelReach;
use sea_orm::DbBackend;

use crate::deliveries::queue::waits;
use crate::error::inconsistent;
use crate::segments::{Audience, Counts, Gate};
use crate::wall::{QueryHead, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

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

#[in_reads_and_writes]
#[async_trait]
impl NewsletterAudienceReads for ReadTx {
    async fn reach_of_audience(
        &mut self,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<AudienceReach, StoreError> {
        let gate = Gate::new(Channel::Email, now);
        let head = QueryHead::new("SELECT count(DISTINCT c.email_folded) FILTER (WHERE ");
        let head =
            gate.count_passing(gate.passing(head).then("), count(*)", [])).then(" FROM customers c", []);
        let query = audience_behind(gate.join(head), audience, self.backend());
        let rows: Vec<Counts> = self.query(query).await?;
        let mut counts = rows.into_iter().flat_map(|Counts(counts)| counts);
        let addresses = counts.next().unwrap_or_default();
        let customers = counts.next().unwrap_or_default();
        Ok(reach(customers, addresses, gate.reach(customers, &mut counts)))
    }
}

#[async_trait]
impl NewsletterAudienceStore for WriteTx {
    async fn freeze_audience(
        &mut self,
        newsletter: NewsletterId,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<i64, StoreError> {
        const NOTE_TRACKING: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET tracking = (SELECT s.tracking FROM merchant_settings AS s WHERE s.merchant_id = $1)
             WHERE merchant_id = $1 AND id = $2",
        );
        // Of several customers with one address the oldest record gets the message.
        let (text, end) = match self.backend() {
            DbBackend::Sqlite => (
                "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                     next_attempt_at)
                 SELECT $1, ?, 'email', min(c.id), c.email, 'queued', 0, ? FROM customers c",
                " GROUP BY c.email_folded",
            ),
            _ => (
                "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                     next_attempt_at)
                 SELECT DISTINCT ON (c.email_folded) $1, ?, 'email', c.id, c.email, 'queued', 0, ? FROM customers c",
                " ORDER BY c.email_folded, c.id",
            ),
        };
        self.allow_long_statements().await?;
        let gate = Gate::new(Channel::Email, now);
        let head = QueryHead::new("").then(text, values![newsletter.value(), now]);
        let mut query = audience_behind(gate.join(head), audience, self.backend());
        gate.push_passes(&mut query);
        query.push(end, []);
        let frozen = self.run_query(query).await?;
        self.execute(NOTE_TRACKING, values![newsletter.value()]).await?;
        i64::try_from(frozen).map_err(|error| inconsistent("deliveries", error))
    }

    async fn cancel_waiting_deliveries(
        &mut self,
        newsletter: NewsletterId,
        now: Instant,
    ) -> Result<i64, StoreError> {
        const CANCEL: ScopedSql = ScopedSql::new(concat!(
            "UPDATE deliveries AS d SET state = 'cancelled', settled_at = $3
             WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND ",
            waits!("d"),
        ));
        const COUNT: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET cancelled = cancelled + $3 WHERE merchant_id = $1 AND id = $2",
        );
        self.allow_long_statements().await?;
        let cancelled = self.execute(CANCEL, values![newsletter.value(), now]).await?;
        let cancelled = i64::try_from(cancelled).map_err(|error| inconsistent("deliveries", error))?;
        self.execute(COUNT, values![newsletter.value(), cancelled]).await?;
        Ok(cancelled)
    }
}

/// Of several customers with one address one is reached.
fn reach(audience: i64, addresses: i64, by_email: ChannelReach) -> AudienceReach {
    let reasons = by_email.excluded.iter().map(|exclusion| (exclusion.reason.name(), exclusion.customers));
    let excluded = reasons
        .chain([(SAME_ADDRESS, by_email.reachable - addresses)])
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| ExcludedCustomers { reason: reason.to_owned(), count })
        .collect();
    AudienceReach { audience, reachable: addresses, excluded }
}
