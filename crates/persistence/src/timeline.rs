//! What happened with a customer, from every table that tells something: one statement for a page.

mod bounds;
mod card_lists;
mod company;
mod company_sources;
mod entry_row;
mod sources;
mod totals;

use async_trait::async_trait;
use regulars_flows::{OperationTotals, TimelineEntry, TimelinePosition, TimelineQuery, TimelineReads};
use regulars_kernel::{CustomerId, Instant, StoreError};

use self::bounds::Bounds;
use self::entry_row::EntryRow;
use self::sources::{SOURCES, push_source};
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl TimelineReads for ReadTx {
    async fn newest_of_each_source(
        &mut self,
        customer: CustomerId,
        query: &TimelineQuery,
        before: Option<TimelinePosition>,
        most: u16,
    ) -> Result<Vec<TimelineEntry>, StoreError> {
        const HEAD: ScopedSql = ScopedSql::new(
            "WITH customer AS (SELECT id, member_id, created_at, created_by FROM customers
                 WHERE merchant_id = $1 AND id = $2) ",
        );
        let bounds = Bounds { before, from: query.from, to: query.to };
        let wanted = SOURCES.iter().filter(|source| query.kinds.contains(&source.kind));
        let mut selected = ScopedQuery::new(HEAD, self.backend(), values![customer.value()]);
        let mut count = 0;
        for source in wanted {
            if count > 0 {
                selected.push(" UNION ALL ", []);
            }
            push_source(&mut selected, source, self.backend(), customer, (&bounds, most));
            count += 1;
        }
        if count == 0 {
            return Ok(Vec::new());
        }
        let rows: Vec<EntryRow> = self.query(selected).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let entries = rows.into_iter().map(|row| row.entry(keys, merchant, customer));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(entries.into_iter().filter(|entry| bounds.has(entry.position)).collect())
    }

    async fn total_operations(
        &mut self,
        customer: CustomerId,
        from: Option<Instant>,
        to: Option<Instant>,
    ) -> Result<OperationTotals, StoreError> {
        totals::of_customer(self, customer, from, to).await
    }
}

#[cfg(test)]
mod tests;
