//! Evaluates filters over the merchant's customers.

use async_trait::async_trait;
use regulars_filters::{ConsentChannel, ResolvedFilter};
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_segments::{AudienceStore, Exclusion, ExclusionReason, Reach};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::gate::REACHABLE;
use super::{Audience, Gate};
use crate::error::inconsistent;
use crate::wall::{QueryHead, Tx, values};

#[derive(FromQueryResult)]
struct Count {
    customers: i64,
}

#[derive(FromQueryResult)]
struct VerdictCount {
    verdict: String,
    customers: i64,
}

#[derive(FromQueryResult)]
struct CustomerRow {
    id: Uuid,
}

#[async_trait]
impl AudienceStore for Tx {
    async fn count_customers(&mut self, filter: &ResolvedFilter) -> Result<i64, StoreError> {
        let counts: Vec<Count> = self.query(Audience::count(filter, self.backend())).await?;
        Ok(counts.iter().map(|count| count.customers).sum())
    }

    async fn reach_of_customers(
        &mut self,
        filter: &ResolvedFilter,
        channel: ConsentChannel,
        now: Instant,
    ) -> Result<Reach, StoreError> {
        let gate = Gate::new(channel, now);
        let head = QueryHead::new("SELECT ")
            .then(gate.verdict(), [])
            .then(" AS verdict, count(*) AS customers FROM customers c", []);
        let mut query = Audience::compile(filter, self.backend()).of(gate.join(head));
        query.push(" GROUP BY 1", []);
        reach(self.query(query).await?)
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

    async fn newest_customers_passing(
        &mut self,
        filter: &ResolvedFilter,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<CustomerId, CustomerId>, StoreError> {
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let mut query = Audience::compile(filter, self.backend()).of(head);
        if let Some(before) = page.after {
            query.push(" AND c.id < ?", values![before.value()]);
        }
        query.push(" ORDER BY c.id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<CustomerRow> = self.query(query).await?;
        let customers = rows.into_iter().map(|row| CustomerId::new(row.id)).collect();
        Ok(Page::from_surplus(customers, page.size, |customer| *customer))
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

fn reach(verdicts: Vec<VerdictCount>) -> Result<Reach, StoreError> {
    let mut reach = Reach { customers: 0, reachable: 0, excluded: Vec::new() };
    for VerdictCount { verdict, customers } in verdicts {
        reach.customers += customers;
        if verdict == REACHABLE {
            reach.reachable = customers;
        } else {
            let reason = ExclusionReason::from_name(&verdict)
                .ok_or_else(|| inconsistent("consent_states", &verdict))?;
            reach.excluded.push(Exclusion { reason, customers });
        }
    }
    reach.excluded.sort_by_key(|exclusion| exclusion.reason);
    Ok(reach)
}
