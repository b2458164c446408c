//! Evaluates filters over the merchant's customers.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{
    Channel, CustomerId, CustomerOrder, CustomerPosition, Instant, Page, PageRequest, PageSize, StoreError,
};
use regulars_segments::{AudienceReads, ChannelReach, Exclusion, ExclusionReason, Reach};
use uuid::Uuid;

use super::explain::explain;
use super::look::look_once;
use super::{Audience, Counts, Gate};
use crate::customers::rows_of_page;
use crate::wall::{FromRow, QueryHead, ReadTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct CustomerRow {
    id: Uuid,
}

/// Takes customers off whose address another one has who gets the message.
pub(super) fn take_off(reach: &mut ChannelReach, surplus: i64) {
    if surplus > 0 {
        reach.reachable -= surplus;
        reach.excluded.push(Exclusion { reason: ExclusionReason::SameAddress, customers: surplus });
    }
}

#[in_reads_and_writes]
#[async_trait]
impl AudienceReads for ReadTx {
    async fn reach_of_customers(
        &mut self,
        filter: &ResolvedFilter,
        channels: &[Channel],
        now: Instant,
    ) -> Result<Reach, StoreError> {
        let gates: Vec<Gate> = channels.iter().map(|channel| Gate::new(*channel, now)).collect();
        let head =
            gates.iter().fold(QueryHead::new("SELECT count(*)"), |head, gate| gate.count_passing(head));
        let head = head.then(" FROM customers c", []);
        let head = gates.iter().fold(head, |head, gate| gate.join(head));
        let rows: Vec<Counts> = self.query(Audience::compile(filter, self.backend()).of(head)).await?;
        let mut counts = rows.into_iter().flat_map(|Counts(counts)| counts);
        let customers = counts.next().unwrap_or_default();
        let mut channels = Vec::with_capacity(gates.len());
        for gate in &gates {
            let mut reach = gate.reach(customers, &mut counts);
            if reach.reachable > 1
                && let Some(head) = gate.count_surplus()
            {
                let mut query = Audience::compile(filter, self.backend()).of(head);
                gate.push_shared(&mut query);
                let rows: Vec<Counts> = self.query(query).await?;
                take_off(
                    &mut reach,
                    rows.into_iter().flat_map(|Counts(counts)| counts).next().unwrap_or_default(),
                );
            }
            channels.push(reach);
        }
        Ok(Reach { customers, channels })
    }

    async fn look_at_customers(
        &mut self,
        filter: &ResolvedFilter,
        channels: &[Channel],
        now: Instant,
        sample: PageSize,
    ) -> Result<(Reach, Vec<CustomerId>), StoreError> {
        let audience = Audience::compile(filter, self.backend());
        if audience.asks_groups() {
            return look_once(self, audience, channels, now, sample).await;
        }
        // Measured: of a simple filter the first customers are found at once, and to count all of them takes longer when
        // their ids are kept meanwhile.
        let reach = self.reach_of_customers(filter, channels, now).await?;
        if reach.customers == 0 {
            return Ok((reach, Vec::new()));
        }
        let page = self.customers_passing(filter, PageRequest { size: sample, after: None }).await?;
        Ok((reach, page.items))
    }

    async fn customers_passing(
        &mut self,
        filter: &ResolvedFilter,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<CustomerId, CustomerId>, StoreError> {
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let mut query = Audience::compile(filter, self.backend()).of(head);
        if let Some(after) = page.after {
            query.push(" AND c.id > ?", values![after.value()]);
        }
        query.push(" ORDER BY c.id LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<CustomerRow> = self.query(query).await?;
        let customers = rows.into_iter().map(|row| CustomerId::new(row.id)).collect();
        Ok(Page::from_surplus(customers, page.size, |customer| *customer))
    }

    async fn first_customers_passing(
        &mut self,
        filter: &ResolvedFilter,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let mut query = Audience::compile(filter, self.backend()).of(head);
        query.push(" ORDER BY c.id LIMIT ?", values![i64::from(at_most)]);
        let rows: Vec<CustomerRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
    }

    async fn customers_passing_in_order(
        &mut self,
        filter: &ResolvedFilter,
        order: CustomerOrder,
        page: PageRequest<CustomerPosition>,
    ) -> Result<(Vec<CustomerId>, bool), StoreError> {
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let query = Audience::compile(filter, self.backend()).of(head);
        let rows: Vec<CustomerRow> = rows_of_page(self, query, "c", order, &page).await?;
        let customers = rows.into_iter().map(|row| CustomerId::new(row.id)).collect();
        let page = Page::from_surplus(customers, page.size, |_| ());
        Ok((page.items, page.next.is_some()))
    }

    async fn conditions_of_customer(
        &mut self,
        filters: &[ResolvedFilter],
        customer: CustomerId,
    ) -> Result<Option<Vec<bool>>, StoreError> {
        explain(self, filters, customer).await
    }

    async fn customer_passes(
        &mut self,
        filter: &ResolvedFilter,
        customer: CustomerId,
    ) -> Result<bool, StoreError> {
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let query = Audience::compile_for(filter, customer, self.backend()).of(head);
        let rows: Vec<CustomerRow> = self.query(query).await?;
        Ok(!rows.is_empty())
    }
}
