//! Scores, as they are read.

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Date, Instant, MerchantCalendar, Page, PageRequest, RfmMoveId, RfmStanding, StoreError,
};
use regulars_segments::{Cuts, RfmCount, RfmMove, RfmReads, RfmRun, RfmSettings, RfmTransition};
use serde_json::Value;
use uuid::Uuid;

use super::fifths::fifths;
use super::settings_json::{cuts_from_json, settings_from_json};
use super::standing_row::{class, score, standing};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct SettingsRow {
    settings: Option<Value>,
    last_cuts: Option<Value>,
    last_ended_at: Option<Instant>,
}

#[derive(FromRow)]
struct CountRow {
    class: String,
    recency: i64,
    frequency: i64,
    monetary: i64,
    customers: i64,
    total: i64,
}

#[derive(FromRow)]
struct NumberRow {
    counted: i64,
}

#[derive(FromRow)]
struct TransitionRow {
    from_class: Option<String>,
    to_class: Option<String>,
    customers: i64,
}

#[derive(FromRow)]
struct StandingRow {
    class: Option<String>,
    recency: Option<i64>,
    frequency: Option<i64>,
    monetary: Option<i64>,
}

#[derive(FromRow)]
struct MoveRow {
    id: Uuid,
    moved_on: Date,
    from_class: Option<String>,
    to_class: Option<String>,
    recency: Option<i64>,
    frequency: Option<i64>,
    monetary: Option<i64>,
}

/// How many customers moved, by where the first of their moves in the period led from and the last one to.
macro_rules! transitions {
    ($first:literal, $last:literal) => {
        concat!(
            "SELECT m.from_class, n.to_class, count(*) AS customers
             FROM (SELECT customer_id, ",
            $first,
            " AS first_id, ",
            $last,
            " AS last_id FROM rfm_moves
                   WHERE merchant_id = $1 AND moved_on >= $2 AND moved_on <= $3 GROUP BY customer_id) AS moved
             JOIN rfm_moves AS m ON m.merchant_id = $1 AND m.customer_id = moved.customer_id AND m.id = moved.first_id
             JOIN rfm_moves AS n ON n.merchant_id = $1 AND n.customer_id = moved.customer_id AND n.id = moved.last_id
             GROUP BY m.from_class, n.to_class ORDER BY m.from_class, n.to_class"
        )
    };
}

async fn settings_row(tx: &ReadTx) -> Result<Option<SettingsRow>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT settings, last_cuts, last_ended_at FROM rfm_settings WHERE merchant_id = $1");
    tx.optional(FIND, values![]).await
}

#[in_reads_and_writes]
#[async_trait]
impl RfmReads for ReadTx {
    async fn rfm_settings(&mut self) -> Result<RfmSettings, StoreError> {
        let settings = settings_row(self).await?.and_then(|row| row.settings);
        settings.as_ref().map_or_else(|| Ok(RfmSettings::default()), settings_from_json)
    }

    async fn last_rfm_run(&mut self) -> Result<Option<RfmRun>, StoreError> {
        let Some(SettingsRow { last_cuts: Some(cuts), last_ended_at: Some(ended_at), .. }) =
            settings_row(self).await?
        else {
            return Ok(None);
        };
        Ok(Some(RfmRun { ended_at, cuts: cuts_from_json(&cuts)? }))
    }

    async fn rfm_fifths(&mut self, calendar: &MerchantCalendar, today: Date) -> Result<Cuts, StoreError> {
        fifths(self, calendar, today).await
    }

    async fn rfm_counts(&mut self) -> Result<Vec<RfmCount>, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT r.class, r.recency, r.frequency, r.monetary, count(*) AS customers,
                 CAST(coalesce(sum(t.purchase_total), 0) AS BIGINT) AS total
             FROM customer_rfm AS r
             LEFT JOIN customer_totals AS t ON t.merchant_id = $1 AND t.customer_id = r.customer_id
             WHERE r.merchant_id = $1
             GROUP BY r.class, r.recency, r.frequency, r.monetary
             ORDER BY r.class, r.recency, r.frequency, r.monetary",
        );
        let rows: Vec<CountRow> = self.all(COUNT, values![]).await?;
        let counts = rows.into_iter().map(|row| {
            let of = |value| score(Some(value));
            Ok(RfmCount {
                class: class(&row.class)?,
                scores: (of(row.recency)?, of(row.frequency)?, of(row.monetary)?),
                customers: row.customers,
                total: row.total,
            })
        });
        counts.collect()
    }

    async fn count_prospects(&mut self) -> Result<i64, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS counted FROM customers AS c
             LEFT JOIN customer_totals AS t ON t.merchant_id = $1 AND t.customer_id = c.id
             WHERE c.merchant_id = $1 AND coalesce(t.purchase_count, 0) = 0",
        );
        Ok(self.one::<NumberRow>(COUNT, values![]).await?.counted)
    }

    async fn rfm_transitions(&mut self, first: Date, last: Date) -> Result<Vec<RfmTransition>, StoreError> {
        const COUNT: ScopedSql = ScopedSql::by_dialect(
            transitions!("min(id)", "max(id)"),
            transitions!("min(id::text)::uuid", "max(id::text)::uuid"),
        );
        let rows: Vec<TransitionRow> = self.all(COUNT, values![first, last]).await?;
        let named = |name: Option<String>| name.as_deref().map(class).transpose();
        let transitions = rows.into_iter().map(|row| {
            Ok(RfmTransition {
                from: named(row.from_class)?,
                to: named(row.to_class)?,
                customers: row.customers,
            })
        });
        transitions.collect()
    }

    async fn rfm_standing(&mut self, customer: CustomerId) -> Result<Option<RfmStanding>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT class, recency, frequency, monetary FROM customer_rfm
             WHERE merchant_id = $1 AND customer_id = $2",
        );
        let row: Option<StandingRow> = self.optional(FIND, values![customer.value()]).await?;
        let Some(StandingRow { class, recency, frequency, monetary }) = row else { return Ok(None) };
        standing(class, recency, frequency, monetary)
    }

    async fn rfm_moves(
        &mut self,
        customer: CustomerId,
        page: PageRequest<RfmMoveId>,
    ) -> Result<Page<RfmMove, RfmMoveId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, moved_on, from_class, to_class, recency, frequency, monetary FROM rfm_moves
             WHERE merchant_id = $1",
        );
        let mut query = ScopedQuery::new(LIST, self.backend(), values![]);
        query.push(" AND customer_id = ?", values![customer.value()]);
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<MoveRow> = self.query(query).await?;
        let moves = rows.into_iter().map(|row| {
            Ok(RfmMove {
                id: RfmMoveId::new(row.id),
                customer,
                on: row.moved_on,
                from: row.from_class.as_deref().map(class).transpose()?,
                to: standing(row.to_class, row.recency, row.frequency, row.monetary)?,
            })
        });
        let moves = moves.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Page::from_surplus(moves, page.size, |moved| moved.id))
    }
}
