//! In what rhythm customers buy: the day to which a receipt counts, the median of the gaps between such days, and the day on
//! which the next purchase is expected.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// A receipt counts to the day to which its till counted it. One whose till is not to be believed counts to the day on which it came
/// to us, in UTC, which both databases can tell.
const DAYS_ON_SQLITE: &str = "
    ALTER TABLE purchases ADD COLUMN counted_on TEXT
        GENERATED ALWAYS AS (CASE WHEN counts_as_recorded THEN substr(recorded_at, 1, 10) ELSE business_date END) VIRTUAL";

const DAYS_ON_POSTGRES: &str = "
    ALTER TABLE purchases ADD COLUMN counted_on date
        GENERATED ALWAYS AS (CASE WHEN counts_as_recorded THEN CAST(recorded_at AT TIME ZONE 'UTC' AS date)
                             ELSE business_date END) STORED";

const COLUMNS: &str = "
    CREATE INDEX purchases_days ON purchases (merchant_id, customer_id, counted_on) WHERE NOT fully_refunded;
    ALTER TABLE customer_totals ADD COLUMN buying_gaps {integer} NOT NULL DEFAULT 0;
    ALTER TABLE customer_totals ADD COLUMN median_gap_days {integer};
    ALTER TABLE customer_totals ADD COLUMN next_purchase_on {date};
    CREATE INDEX customer_totals_next_purchase ON customer_totals (merchant_id, next_purchase_on)
        WHERE next_purchase_on IS NOT NULL";

/// The rhythm of a customer, as every later statement reckons it. `{customer}` is whose; `{between}` and `{next}` are what
/// differs between databases.
const RHYTHM: &str = "WITH RECURSIVE days(day, place) AS (
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = {merchant} AND p.customer_id = {customer} AND NOT p.fully_refunded), 1
                UNION ALL
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = {merchant} AND p.customer_id = {customer} AND NOT p.fully_refunded
                            AND p.counted_on < days.day), days.place + 1
                FROM days WHERE days.day IS NOT NULL AND days.place < 51
            ), apart AS (
                SELECT pair.day, pair.later, {between} AS gap
                FROM (SELECT days.day, lag(days.day) OVER (ORDER BY days.place) AS later FROM days
                      WHERE days.day IS NOT NULL) AS pair
                WHERE pair.later IS NOT NULL
            ), sorted AS (
                SELECT apart.gap, row_number() OVER (ORDER BY apart.gap) AS place, count(*) OVER () AS gaps FROM apart
            )
            SELECT found.gaps, found.median, {next}
            FROM (SELECT count(*) AS gaps, (SELECT max(days.day) FROM days) AS last,
                      CASE WHEN count(*) >= 2 THEN
                          (sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN sorted.gap END)
                           + sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) / 2)
                          / sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) END AS median
                  FROM sorted) AS found";

const ON_SQLITE: [&str; 2] = [
    "CAST(julianday(pair.later) - julianday(pair.day) AS INTEGER)",
    "date(found.last, '+' || found.median || ' days')",
];
const ON_POSTGRES: [&str; 2] = ["pair.later - pair.day", "found.last + CAST(found.median AS integer)"];

/// The statement that reckons the rhythm of a customer, or of every one of them.
fn recount(merchant: &str, customer: &str, [between, next]: [&str; 2], of: &str) -> String {
    let rhythm = RHYTHM
        .replace("{merchant}", merchant)
        .replace("{customer}", customer)
        .replace("{between}", between)
        .replace("{next}", next);
    format!("UPDATE customer_totals SET (buying_gaps, median_gap_days, next_purchase_on) = ({rhythm}){of}")
}

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { DAYS_ON_SQLITE } else { DAYS_ON_POSTGRES }).await?;
        crate::step::run(manager, COLUMNS).await?;
        let dialect = if is_sqlite { ON_SQLITE } else { ON_POSTGRES };
        let connection = manager.get_connection();
        let all = recount("customer_totals.merchant_id", "customer_totals.customer_id", dialect, "");
        connection.execute_unprepared(&all).await?;
        if !is_sqlite {
            let own = recount("$1", "buyer", dialect, " WHERE merchant_id = $1 AND customer_id = buyer");
            // Before a cart is looked for, and behind the statement that holds the totals.
            let reckons = format!("IF buyer IS NOT NULL THEN\n{own};\nEND IF;\nIF $27 IS NOT NULL THEN");
            let function = crate::m0056_carts::RECORD_PURCHASE_OF_CART
                .replacen("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
                .replacen("IF $27 IS NOT NULL THEN", &reckons, 1);
            connection.execute_unprepared(&function).await?;
        }
        Ok(())
    }
}
