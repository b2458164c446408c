//! Writes scores.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, MerchantCalendar, RfmStanding, StoreError};
use regulars_segments::{Buying, RfmFacts, RfmMove, RfmRun, RfmSettings, RfmStore};
use uuid::Uuid;

use super::settings_json::{cuts_to_json, settings_to_json};
use super::standing_row::standing;
use crate::wall::{BulkTable, FromRow, ScopedQuery, ScopedSql, WriteTx, values};

const STANDINGS: BulkTable =
    BulkTable::of_merchant("customer_rfm", "customer_id, recency, frequency, monetary, class");
const MOVES: BulkTable = BulkTable::of_merchant(
    "rfm_moves",
    "customer_id, id, moved_on, from_class, to_class, recency, frequency, monetary",
);

#[derive(FromRow)]
struct FactsRow {
    id: Uuid,
    purchase_count: Option<i64>,
    purchase_total: Option<i64>,
    last_purchase_at: Option<Instant>,
    class: Option<String>,
    recency: Option<i64>,
    frequency: Option<i64>,
    monetary: Option<i64>,
}

impl FactsRow {
    fn facts(self, calendar: &MerchantCalendar) -> Result<RfmFacts, StoreError> {
        let buying = match (self.purchase_count, self.purchase_total, self.last_purchase_at) {
            (Some(count), Some(total), Some(last)) if count > 0 => {
                Some(Buying { last: calendar.date_of(last), count, total })
            }
            _ => None,
        };
        Ok(RfmFacts {
            customer: CustomerId::new(self.id),
            buying,
            standing: standing(self.class, self.recency, self.frequency, self.monetary)?,
        })
    }
}

#[async_trait]
impl RfmStore for WriteTx {
    async fn set_rfm_settings(&mut self, settings: &RfmSettings, now: Instant) -> Result<(), StoreError> {
        const WRITE: ScopedSql = ScopedSql::new(
            "INSERT INTO rfm_settings (merchant_id, settings) VALUES ($1, $2)
             ON CONFLICT (merchant_id) DO UPDATE SET settings = excluded.settings",
        );
        self.execute(WRITE, values![settings_to_json(settings)]).await?;
        set_due(self, now).await
    }

    async fn rfm_facts_after(
        &mut self,
        calendar: &MerchantCalendar,
        after: Option<CustomerId>,
        most: u32,
    ) -> Result<Vec<RfmFacts>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT c.id, t.purchase_count, t.purchase_total, t.last_purchase_at, r.class, r.recency, r.frequency, r.monetary
             FROM customers AS c
             LEFT JOIN customer_totals AS t ON t.merchant_id = $1 AND t.customer_id = c.id
             LEFT JOIN customer_rfm AS r ON r.merchant_id = $1 AND r.customer_id = c.id
             WHERE c.merchant_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3",
        );
        let after = after.map_or(Uuid::nil(), CustomerId::value);
        let rows: Vec<FactsRow> = self.all(LIST, values![after, i64::from(most)]).await?;
        rows.into_iter().map(|row| row.facts(calendar)).collect()
    }

    async fn write_rfm_standings(
        &mut self,
        standings: &[(CustomerId, Option<RfmStanding>)],
        moves: &[RfmMove],
    ) -> Result<(), StoreError> {
        const CLEAR: ScopedSql = ScopedSql::new("DELETE FROM customer_rfm WHERE merchant_id = $1");
        let mut clear = ScopedQuery::new(CLEAR, self.backend(), values![]);
        let places = vec!["?"; standings.len()].join(", ");
        let ids = standings.iter().map(|(customer, _)| sea_orm::Value::from(customer.value()));
        clear.push(&format!(" AND customer_id IN ({places})"), ids.collect::<Vec<_>>());
        self.run_query(clear).await?;
        let rows = standings.iter().filter_map(|(customer, standing)| {
            let RfmStanding { recency, frequency, monetary, class } = standing.as_ref()?;
            Some(values![
                customer.value(),
                recency.get(),
                frequency.get(),
                monetary.get(),
                class.as_str().to_owned()
            ])
        });
        insert(self, STANDINGS, rows.collect()).await?;
        let rows = moves.iter().map(|RfmMove { id, customer, on, from, to }| {
            let to = to.as_ref();
            values![
                customer.value(),
                id.value(),
                *on,
                from.as_ref().map(|class| class.as_str().to_owned()),
                to.map(|to| to.class.as_str().to_owned()),
                to.map(|to| to.recency.get()),
                to.map(|to| to.frequency.get()),
                to.map(|to| to.monetary.get()),
            ]
        });
        insert(self, MOVES, rows.collect()).await
    }

    async fn end_rfm_run(
        &mut self,
        run: &RfmRun,
        begun_at: Instant,
        next: Instant,
    ) -> Result<(), StoreError> {
        const WRITE: ScopedSql = ScopedSql::new(
            "INSERT INTO rfm_settings (merchant_id, last_cuts, last_ended_at) VALUES ($1, $2, $3)
             ON CONFLICT (merchant_id) DO UPDATE
             SET last_cuts = excluded.last_cuts, last_ended_at = excluded.last_ended_at",
        );
        const NEXT: ScopedSql = ScopedSql::new(
            "UPDATE merchant_settings SET rfm_due_at = $2 WHERE merchant_id = $1 AND rfm_due_at <= $3",
        );
        self.execute(WRITE, values![cuts_to_json(&run.cuts), run.ended_at]).await?;
        self.execute(NEXT, values![next, begun_at]).await.map(drop)
    }

    async fn ask_for_rfm(&mut self, now: Instant) -> Result<(), StoreError> {
        set_due(self, now).await
    }
}

async fn insert(tx: &WriteTx, table: BulkTable, rows: Vec<Vec<sea_orm::Value>>) -> Result<(), StoreError> {
    if rows.is_empty() { Ok(()) } else { tx.insert_rows(table, rows).await }
}

async fn set_due(tx: &WriteTx, at: Instant) -> Result<(), StoreError> {
    const SET: ScopedSql =
        ScopedSql::new("UPDATE merchant_settings SET rfm_due_at = $2 WHERE merchant_id = $1");
    tx.execute(SET, values![at]).await.map(drop)
}
