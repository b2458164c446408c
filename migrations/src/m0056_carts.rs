//! Carts of shops, what a merchant sets about them, and the cart that a receipt came of.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Records a receipt as `record_purchase` does, and writes down of which cart it came: of the one that it names, or else of the
/// latest of its buyer that has something of it. It is one function with that, so that a receipt takes as many round trips as
/// before, and the program of the release before goes on with its own.
///
/// Parameters stand by their numbers, as in the statements that share these texts; `$27` is the id of the cart.
pub(crate) const RECORD_PURCHASE_OF_CART: &str = "
    CREATE FUNCTION record_purchase_of_cart(
        a_merchant uuid, an_id uuid, a_source text, a_business_date date, a_number text, a_fingerprint bytea,
        a_scanned_card text, a_phone text, a_customer uuid, a_store uuid, a_terminal uuid,
        an_occurred_at timestamptz, a_recorded_at timestamptz, a_clock_skewed boolean, a_currency text,
        a_total bigint, some_tenders jsonb, some_coupons jsonb, some_lines json, a_new_customer uuid,
        an_identification text, a_card text, a_counts_as_recorded boolean, some_warnings jsonb,
        a_counted_at timestamptz, a_last_refund_day date, a_cart text,
        OUT verdict text, OUT odd text, OUT is_awaited boolean, OUT buyer uuid, OUT buyer_type text,
        OUT buyer_first_name text, OUT buyer_last_name text, OUT bought_count bigint, OUT bought_total bigint,
        OUT first_bought_at timestamptz, OUT last_bought_at timestamptz)
    LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
        SELECT r.verdict, r.odd, r.is_awaited, r.buyer, r.buyer_type, r.buyer_first_name, r.buyer_last_name,
            r.bought_count, r.bought_total, r.first_bought_at, r.last_bought_at
        INTO verdict, odd, is_awaited, buyer, buyer_type, buyer_first_name, buyer_last_name, bought_count,
            bought_total, first_bought_at, last_bought_at
        FROM record_purchase($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22, $23, $24, $25, $26) AS r;
        IF verdict <> 'recorded' THEN
            RETURN;
        END IF;
        IF $27 IS NOT NULL THEN
            UPDATE purchases SET cart_external_id = $27 WHERE merchant_id = $1 AND id = $2;
            UPDATE carts SET purchase_id = $2, bought_at = $25, updated_at = $13,
                customer_id = coalesce(customer_id, buyer)
            WHERE merchant_id = $1 AND external_id = $27 AND purchase_id IS NULL;
        ELSIF buyer IS NOT NULL THEN
            UPDATE carts SET purchase_id = $2, bought_at = $25, updated_at = $13
            WHERE merchant_id = $1 AND purchase_id IS NULL AND id = (
                SELECT c.id FROM carts AS c
                WHERE c.merchant_id = $1 AND c.customer_id = buyer AND c.purchase_id IS NULL
                    AND c.changed_at <= $25 AND c.recoverable_until > $25
                    AND EXISTS (SELECT 1 FROM jsonb_array_elements(c.lines) AS kept(value)
                                JOIN purchase_lines AS l ON l.merchant_id = $1 AND l.purchase_id = $2
                                    AND l.sku = kept.value ->> 'sku')
                ORDER BY c.changed_at DESC, c.id DESC LIMIT 1);
        END IF;
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0056_carts.sql")).await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Postgres {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(RECORD_PURCHASE_OF_CART).await?;
        }
        Ok(())
    }
}
