//! Points that many members are given at once: what is asked for, who is meant, and what became of each. A line of the ledger
//! names the accrual that it belongs to.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// The function of `m0070_loyalty`, which writes the accrual of an operation, too. Whoever does not name one, such as the program
/// of the release before, writes none.
const POST_POINTS: &str = "
    CREATE OR REPLACE FUNCTION post_points(a_merchant uuid, some_postings jsonb) RETURNS bigint
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
        found_rows bigint;
        missed_rows bigint;
    BEGIN
        INSERT INTO programme_members (merchant_id, id, programme_id, customer_id, joined_at)
        SELECT $1, m.id, m.programme_id, m.customer_id, m.joined_at
        FROM jsonb_to_recordset($2 -> 'joins') AS m(id uuid, programme_id uuid, customer_id uuid,
            joined_at timestamptz)
        ON CONFLICT DO NOTHING;
        INSERT INTO point_accounts (merchant_id, id, programme_id, point_type, customer_id, available, pending,
            reserved, deficit, last_operation, opened_at, merged_into)
        SELECT $1, a.id, a.programme_id, a.point_type, a.customer_id, a.available, a.pending, a.reserved,
            a.deficit, a.last_operation, a.opened_at, a.merged_into
        FROM jsonb_to_recordset($2 -> 'new_accounts') AS a(id uuid, programme_id uuid, point_type text,
            customer_id uuid, available bigint, pending bigint, reserved bigint, deficit bigint,
            last_operation bigint, opened_at timestamptz, merged_into uuid)
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS found_rows = ROW_COUNT;
        missed_rows := jsonb_array_length($2 -> 'new_accounts') - found_rows;
        UPDATE point_accounts AS p
        SET available = a.available, pending = a.pending, reserved = a.reserved, deficit = a.deficit,
            last_operation = a.last_operation, merged_into = a.merged_into
        FROM jsonb_to_recordset($2 -> 'accounts') AS a(id uuid, was_at bigint, available bigint,
            pending bigint, reserved bigint, deficit bigint, last_operation bigint, merged_into uuid)
        WHERE p.merchant_id = $1 AND p.id = a.id AND p.last_operation = a.was_at;
        GET DIAGNOSTICS found_rows = ROW_COUNT;
        missed_rows := missed_rows + jsonb_array_length($2 -> 'accounts') - found_rows;
        IF missed_rows > 0 THEN
            RETURN missed_rows;
        END IF;
        INSERT INTO point_operations (merchant_id, account_id, number, id, kind, occurred_at, recorded_at,
            available, pending, reserved, deficit, counter_place, counter, purchase_id, refund_id,
            programme_version, reason, actor, accrual_id)
        SELECT $1, o.account_id, o.number, o.id, o.kind, o.occurred_at, o.recorded_at, o.available, o.pending,
            o.reserved, o.deficit, o.counter_place, o.counter, o.purchase_id, o.refund_id, o.programme_version,
            o.reason, o.actor, o.accrual_id
        FROM jsonb_to_recordset($2 -> 'operations') AS o(account_id uuid, number bigint, id uuid, kind text,
            occurred_at timestamptz, recorded_at timestamptz, available bigint, pending bigint, reserved bigint,
            deficit bigint, counter_place text, counter bigint, purchase_id uuid, refund_id uuid,
            programme_version bigint, reason text, actor text, accrual_id uuid);
        INSERT INTO point_lots (merchant_id, id, account_id, operation_id, purchase_id, original, remaining,
            pending, available_from, expires_at, due_at)
        SELECT $1, l.id, l.account_id, l.operation_id, l.purchase_id, l.original, l.remaining, l.pending,
            l.available_from, l.expires_at, l.due_at
        FROM jsonb_to_recordset($2 -> 'new_lots') AS l(id uuid, account_id uuid, operation_id uuid,
            purchase_id uuid, original bigint, remaining bigint, pending boolean, available_from timestamptz,
            expires_at timestamptz, due_at timestamptz);
        UPDATE point_lots AS p
        SET account_id = l.account_id, remaining = l.remaining, pending = l.pending,
            available_from = l.available_from, expires_at = l.expires_at, due_at = l.due_at
        FROM jsonb_to_recordset($2 -> 'changed_lots') AS l(id uuid, account_id uuid, remaining bigint,
            pending boolean, available_from timestamptz, expires_at timestamptz, due_at timestamptz)
        WHERE p.merchant_id = $1 AND p.id = l.id;
        INSERT INTO point_lot_moves (merchant_id, operation_id, place, lot_id, amount)
        SELECT $1, m.operation_id, m.place, m.lot_id, m.amount
        FROM jsonb_to_recordset($2 -> 'moves') AS m(operation_id uuid, place bigint, lot_id uuid, amount bigint);
        INSERT INTO point_earnings (merchant_id, purchase_id, account_id, rule_id, line, points, quantity,
            amount, day, store_id, taken_back)
        SELECT $1, e.purchase_id, e.account_id, e.rule_id, e.line, e.points, e.quantity, e.amount, e.day,
            e.store_id, e.taken_back
        FROM jsonb_to_recordset($2 -> 'earnings') AS e(purchase_id uuid, account_id uuid, rule_id uuid,
            line bigint, points bigint, quantity bigint, amount bigint, day date, store_id uuid,
            taken_back bigint);
        UPDATE point_earnings AS p SET taken_back = e.taken_back
        FROM jsonb_to_recordset($2 -> 'taken_back') AS e(purchase_id uuid, account_id uuid, rule_id uuid,
            line bigint, taken_back bigint)
        WHERE p.merchant_id = $1 AND p.purchase_id = e.purchase_id AND p.account_id = e.account_id
            AND p.rule_id = e.rule_id AND p.line = e.line;
        INSERT INTO point_rule_uses AS had (merchant_id, account_id, rule_id, store_id, day, times, points,
            quantity, amount)
        SELECT $1, u.account_id, u.rule_id, u.store_id, u.day, CAST(sum(u.times) AS bigint),
            CAST(sum(u.points) AS bigint), CAST(sum(u.quantity) AS bigint), CAST(sum(u.amount) AS bigint)
        FROM jsonb_to_recordset($2 -> 'uses') AS u(account_id uuid, rule_id uuid, store_id uuid, day date,
            times bigint, points bigint, quantity bigint, amount bigint)
        GROUP BY u.account_id, u.rule_id, u.store_id, u.day
        ON CONFLICT (merchant_id, account_id, rule_id, store_id, day) DO UPDATE
        SET times = had.times + excluded.times, points = had.points + excluded.points,
            quantity = had.quantity + excluded.quantity, amount = had.amount + excluded.amount;
        RETURN 0;
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0081_point_accruals.sql")).await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Postgres {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(POST_POINTS).await?;
        }
        Ok(())
    }
}
