//! A receipt is recorded by one function of simple statements, whose first parameter is the merchant: on shards it runs whole
//! on the node that has the merchant, where one statement with several changes copies the rows of each to every node.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Finds the buyer, creates the customer of a member who buys here for the first time, records the receipt unless its key
/// or id is taken, adds its lines, counts it, and tells whether a refund waits for it.
///
/// Each statement sees what is committed by then. What may still happen at the same time is left to the unique indexes: they
/// make the second of two identical receipts, and the second of two customers of one member, wait for the first. A
/// customer whom somebody else creates at the same time is updated in a column of no key: that lock does not stand in
/// the way of foreign keys, so nobody waits in a circle.
///
/// Parameters stand by their numbers, as in the statements that share these texts.
pub(crate) const RECORD_PURCHASE: &str = "
    CREATE FUNCTION record_purchase(
        a_merchant uuid, an_id uuid, a_source text, a_business_date date, a_number text, a_fingerprint bytea,
        a_scanned_card text, a_phone text, a_customer uuid, a_store uuid, a_terminal uuid,
        an_occurred_at timestamptz, a_recorded_at timestamptz, a_clock_skewed boolean, a_currency text,
        a_total bigint, some_tenders jsonb, some_coupons jsonb, some_lines json, a_new_customer uuid,
        an_identification text, a_card text, a_counts_as_recorded boolean, some_warnings jsonb,
        a_counted_at timestamptz, a_last_refund_day date,
        OUT verdict text, OUT odd text, OUT is_awaited boolean, OUT buyer uuid, OUT buyer_type text,
        OUT buyer_first_name text, OUT buyer_last_name text, OUT bought_count bigint, OUT bought_total bigint,
        OUT first_bought_at timestamptz, OUT last_bought_at timestamptz)
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
        is_taken boolean;
        is_store_known boolean;
        the_store uuid;
        the_member uuid;
    BEGIN
        is_awaited := false;
        SELECT EXISTS (SELECT 1 FROM purchases AS earlier
                       WHERE earlier.merchant_id = $1 AND earlier.source = $3 AND earlier.business_date = $4
                           AND earlier.receipt_number = $5),
            $10 IS NULL OR EXISTS (SELECT 1 FROM stores WHERE stores.merchant_id = $1 AND stores.id = $10),
            coalesce($10, (SELECT terminals.store_id FROM terminals
                           WHERE terminals.merchant_id = $1 AND terminals.id = $11)),
            (SELECT cards.member_id FROM cards WHERE cards.status <> 'blocked' AND cards.number = $22
                 AND cards.mode = (SELECT network.mode FROM merchants AS network WHERE network.id = $1)),
            CASE WHEN $22 IS NOT NULL THEN (CASE coalesce((SELECT cards.status FROM cards WHERE cards.number = $22
                    AND cards.mode = (SELECT network.mode FROM merchants AS network WHERE network.id = $1)), 'unknown')
                WHEN 'active' THEN NULL
                WHEN 'blocked' THEN 'card_blocked'
                WHEN 'replaced' THEN 'card_replaced'
                ELSE 'card_unknown'
            END) WHEN $8 IS NOT NULL AND customer.id IS NULL THEN 'customer_unknown' END,
            customer.id, customer.customer_type, customer.first_name, customer.last_name
        INTO is_taken, is_store_known, the_store, the_member, odd, buyer, buyer_type, buyer_first_name,
            buyer_last_name
        FROM (SELECT 1) AS one
        LEFT JOIN customers AS customer ON customer.merchant_id = $1 AND customer.id = coalesce($9,
            (SELECT meant.id FROM customers AS meant WHERE meant.merchant_id = $1 AND meant.member_id =
                (SELECT cards.member_id FROM cards WHERE cards.status <> 'blocked' AND cards.number = $22
                     AND cards.mode = (SELECT network.mode FROM merchants AS network WHERE network.id = $1))),
            (SELECT meant.id
             FROM customers AS meant
             LEFT JOIN customer_totals AS bought
                 ON bought.merchant_id = meant.merchant_id AND bought.customer_id = meant.id
             WHERE meant.merchant_id = $1 AND meant.phone = $8
             ORDER BY bought.last_purchase_at DESC NULLS LAST, meant.created_at, meant.id LIMIT 1));
        verdict := CASE
            WHEN is_taken THEN 'taken'
            WHEN $9 IS NOT NULL AND buyer IS NULL THEN 'unknown_customer'
            WHEN NOT is_store_known THEN 'unknown_store'
        END;
        IF verdict IS NOT NULL THEN
            RETURN;
        END IF;
        IF buyer IS NULL AND the_member IS NOT NULL THEN
            INSERT INTO customers (merchant_id, id, member_id, customer_type, attributes, created_by, search_text,
                created_at, updated_at)
            VALUES ($1, $20, the_member, 'member', '{}', 'terminal', '', $13, $13)
            ON CONFLICT (merchant_id, member_id) DO UPDATE SET updated_at = customers.updated_at
            RETURNING id, customer_type, first_name, last_name
            INTO buyer, buyer_type, buyer_first_name, buyer_last_name;
        END IF;
        INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint, customer_id,
            identified_by, card_number, buyer_warning, store_id, terminal_id, occurred_at, recorded_at,
            clock_skewed, currency, total, refunded_total, fully_refunded, tenders, coupons, counts_as_recorded,
            warnings)
        VALUES ($1, $2, $3, $4, $5, $6, buyer, $21, $7, odd, the_store, $11, $12, $13, $14, $15, $16, 0, false,
            $17, $18, $23, $24)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            verdict := 'taken';
            RETURN;
        END IF;
        INSERT INTO purchase_lines (merchant_id, purchase_id, line, kind, sku, name, category, quantity, unit,
            unit_price, discount, total, refunded_quantity, refunded_total)
        SELECT $1, $2, line.line, line.kind, line.sku, line.name, line.category, line.quantity, line.unit,
            line.unit_price, line.discount, line.total, 0, 0
        FROM json_to_recordset($19) AS line(line bigint, kind text, sku text, name text, category text,
            quantity bigint, unit text, unit_price bigint, discount bigint, total bigint);
        IF buyer IS NOT NULL THEN
            INSERT INTO customer_totals AS totals (merchant_id, customer_id, purchase_count, purchase_total,
                first_purchase_at, last_purchase_at)
            VALUES ($1, buyer, 1, $16, $25, $25)
            ON CONFLICT (merchant_id, customer_id) DO UPDATE
            SET purchase_count = totals.purchase_count + 1,
                purchase_total = totals.purchase_total + excluded.purchase_total,
                first_purchase_at = least(totals.first_purchase_at, excluded.first_purchase_at),
                last_purchase_at = greatest(totals.last_purchase_at, excluded.last_purchase_at)
            RETURNING purchase_count, purchase_total, first_purchase_at, last_purchase_at
            INTO bought_count, bought_total, first_bought_at, last_bought_at;
        END IF;
        verdict := 'recorded';
        is_awaited := EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_id = $2 AND waiting.rejected_because IS NULL
        ) OR EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $3
                AND waiting.receipt_business_date = $4 AND waiting.receipt_number = $5
                AND waiting.rejected_because IS NULL
        ) OR EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $3
                AND waiting.receipt_business_date IS NULL AND waiting.receipt_number = $5
                AND waiting.business_date BETWEEN $4 AND $26
                AND waiting.rejected_because IS NULL
        );
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Postgres {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(RECORD_PURCHASE).await?;
        }
        Ok(())
    }
}
