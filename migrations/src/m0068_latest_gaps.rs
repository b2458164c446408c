//! The latest gaps between the days on which a customer has bought are kept beside their median: a receipt of a new day adds one to
//! them, and only one that comes late has the days looked up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

const ON_SQLITE: &str = "
    ALTER TABLE customer_totals ADD COLUMN latest_day TEXT;
    ALTER TABLE customer_totals ADD COLUMN latest_gaps TEXT";

const ON_POSTGRES: &str = "
    ALTER TABLE customer_totals ADD COLUMN latest_day date;
    ALTER TABLE customer_totals ADD COLUMN latest_gaps integer[]";

/// The rhythm of a customer from the days of the receipts, with the gaps themselves.
pub(crate) const FROM_THE_DAYS: &str = "UPDATE customer_totals
            SET (buying_gaps, median_gap_days, next_purchase_on, latest_day, latest_gaps) = (
            WITH RECURSIVE days(day, place) AS (
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = $1 AND p.customer_id = buyer AND NOT p.fully_refunded), 1
                UNION ALL
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = $1 AND p.customer_id = buyer AND NOT p.fully_refunded
                            AND p.counted_on < days.day), days.place + 1
                FROM days WHERE days.day IS NOT NULL AND days.place < 51
            ), apart AS (
                SELECT pair.day, pair.later, pair.later - pair.day AS gap
                FROM (SELECT days.day, lag(days.day) OVER (ORDER BY days.place) AS later FROM days
                      WHERE days.day IS NOT NULL) AS pair
                WHERE pair.later IS NOT NULL
            ), sorted AS (
                SELECT apart.gap, row_number() OVER (ORDER BY apart.gap) AS place, count(*) OVER () AS gaps FROM apart
            )
            SELECT found.gaps, found.median, found.last + CAST(found.median AS integer), found.last,
                (SELECT coalesce(array_agg(apart.gap ORDER BY apart.day), '{}') FROM apart)
            FROM (SELECT count(*) AS gaps, (SELECT max(days.day) FROM days) AS last,
                      CASE WHEN count(*) >= 2 THEN
                          (sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN sorted.gap END)
                           + sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) / 2)
                          / sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) END AS median
                  FROM sorted) AS found
            ) WHERE merchant_id = $1 AND customer_id = buyer";

/// What a receipt does to the rhythm of its buyer, behind the statement that holds the totals: nothing on the latest day, one gap
/// more on a later one, and all of it anew on an earlier one, or where the gaps are not known or do not fit what was reckoned of
/// them by a program that did not know of them.
const RECKONS: &str = "IF buyer IS NOT NULL THEN
        DECLARE
            bought_day date := CASE WHEN $23 THEN CAST($13 AT TIME ZONE 'UTC' AS date) ELSE $4 END;
            known record;
            kept_gaps integer[];
            in_order integer[];
            so_many integer;
            middle integer;
        BEGIN
            SELECT t.latest_day, t.latest_gaps, t.buying_gaps INTO known
            FROM customer_totals AS t WHERE t.merchant_id = $1 AND t.customer_id = buyer;
            IF known.latest_day IS NULL OR bought_day < known.latest_day
                OR cardinality(known.latest_gaps) IS DISTINCT FROM known.buying_gaps THEN
                {from_the_days};
            ELSIF bought_day > known.latest_day THEN
                kept_gaps := known.latest_gaps || (bought_day - known.latest_day);
                kept_gaps := kept_gaps[greatest(cardinality(kept_gaps) - 49, 1):];
                in_order := ARRAY(SELECT one.gap FROM unnest(kept_gaps) AS one(gap) ORDER BY one.gap);
                so_many := cardinality(in_order);
                middle := CASE WHEN so_many >= 2
                    THEN (in_order[(so_many + 1) / 2] + in_order[so_many / 2 + 1] + 1) / 2 END;
                UPDATE customer_totals SET buying_gaps = so_many, median_gap_days = middle,
                    next_purchase_on = bought_day + middle, latest_day = bought_day, latest_gaps = kept_gaps
                WHERE merchant_id = $1 AND customer_id = buyer;
            END IF;
        END;
        END IF;
        IF $27 IS NOT NULL THEN";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { ON_SQLITE } else { ON_POSTGRES }).await?;
        if !is_sqlite {
            let function = crate::m0056_carts::RECORD_PURCHASE_OF_CART
                .replacen("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
                .replacen("IF $27 IS NOT NULL THEN", &RECKONS.replace("{from_the_days}", FROM_THE_DAYS), 1);
            manager.get_connection().execute_unprepared(&function).await?;
        }
        Ok(())
    }
}
