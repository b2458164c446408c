//! Evaluates filters over the merchant's customers.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_filters::{ConsentChannel, ResolvedFilter};
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_segments::{AudienceStore, ChannelReach, Exclusion, ExclusionReason, Reach};
use sea_orm::{DbErr, FromQueryResult, QueryResult};
use uuid::Uuid;

use super::gate::REACHABLE;
use super::{Audience, Gate};
use crate::error::inconsistent;
use crate::wall::{QueryHead, Tx, values};

#[derive(FromQueryResult)]
struct Count {
    customers: i64,
}

/// How many customers there are for whom the gates of the channels say this.
struct VerdictCount {
    verdicts: Vec<String>,
    customers: i64,
}

impl FromQueryResult for VerdictCount {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        // The verdicts stand before the count, and have no names.
        let channels = row.column_names().len().saturating_sub(1);
        let verdicts = (0..channels).map(|index| row.try_get_by_index(index)).collect::<Result<_, _>>()?;
        Ok(Self { verdicts, customers: row.try_get(prefix, "customers")? })
    }
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
        channels: &[ConsentChannel],
        now: Instant,
    ) -> Result<Reach, StoreError> {
        let gates: Vec<Gate> = channels.iter().map(|channel| Gate::new(*channel, now)).collect();
        let head = gates
            .iter()
            .fold(QueryHead::new("SELECT "), |head, gate| head.then(gate.verdict(), []).then(", ", []))
            .then("count(*) AS customers FROM customers c", []);
        let head = gates.iter().fold(head, |head, gate| gate.join(head));
        let mut query = Audience::compile(filter, self.backend()).of(head);
        for position in 1..=gates.len() {
            let begin = if position == 1 { " GROUP BY " } else { ", " };
            query.push(begin, []).push(&position.to_string(), []);
        }
        reach(channels, &self.query(query).await?)
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

fn reach(channels: &[ConsentChannel], counts: &[VerdictCount]) -> Result<Reach, StoreError> {
    let customers = counts.iter().map(|count| count.customers).sum();
    let channels = channels
        .iter()
        .enumerate()
        .map(|(position, channel)| {
            let verdicts = counts
                .iter()
                .filter_map(|count| Some((count.verdicts.get(position)?.as_str(), count.customers)));
            channel_reach(*channel, verdicts)
        })
        .collect::<Result<_, _>>()?;
    Ok(Reach { customers, channels })
}

fn channel_reach<'a>(
    channel: ConsentChannel,
    verdicts: impl Iterator<Item = (&'a str, i64)>,
) -> Result<ChannelReach, StoreError> {
    let mut reachable = 0;
    let mut excluded: BTreeMap<ExclusionReason, i64> = BTreeMap::new();
    for (verdict, customers) in verdicts {
        if verdict == REACHABLE {
            reachable += customers;
        } else {
            let reason =
                ExclusionReason::from_name(verdict).ok_or_else(|| inconsistent("consent_states", verdict))?;
            *excluded.entry(reason).or_default() += customers;
        }
    }
    let excluded = excluded.into_iter().map(|(reason, customers)| Exclusion { reason, customers }).collect();
    Ok(ChannelReach { channel, reachable, excluded })
}
