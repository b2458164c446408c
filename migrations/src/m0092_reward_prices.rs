//! Rewards that are points of another type, prices for members of a tier and for customers of a segment, and orders whose return
//! was asked for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

const ON_POSTGRES: &str = "
    ALTER TABLE rewards DROP CONSTRAINT rewards_kind;
    ALTER TABLE rewards ADD CONSTRAINT rewards_kind CHECK (kind IN
        ('goods', 'coupon', 'gift_card', 'donation', 'points'));
    ALTER TABLE rewards ADD COLUMN gives_programme_id uuid;
    ALTER TABLE rewards ADD COLUMN gives_point_type TEXT;
    ALTER TABLE rewards ADD COLUMN gives_points bigint;
    ALTER TABLE rewards ADD CONSTRAINT rewards_gives CHECK ((kind = 'points') = (gives_programme_id IS NOT NULL)
        AND (gives_programme_id IS NULL) = (gives_point_type IS NULL)
        AND (gives_programme_id IS NULL) = (gives_points IS NULL));
    ALTER TABLE rewards ADD CONSTRAINT rewards_gives_programme FOREIGN KEY (merchant_id, gives_programme_id)
        REFERENCES programmes (merchant_id, id);
    ALTER TABLE reward_orders DROP CONSTRAINT reward_orders_state;
    ALTER TABLE reward_orders ADD CONSTRAINT reward_orders_state CHECK (state IN ('reserved', 'confirmed', 'picking',
        'shipped', 'ready', 'issued', 'return_requested', 'cancelled', 'expired', 'returned'));
    ALTER TABLE reward_orders ADD COLUMN price_tier TEXT;
    ALTER TABLE reward_orders ADD COLUMN price_segment_id uuid;
    ALTER TABLE reward_orders ADD COLUMN given_operation_id uuid";

/// SQLite changes a condition by making the table anew. What refers to it is made anew before it is replaced.
const ON_SQLITE: &str = "
    CREATE TABLE rewards_anew (
        merchant_id BLOB NOT NULL,
        id BLOB NOT NULL,
        programme_id BLOB NOT NULL,
        kind TEXT NOT NULL CONSTRAINT rewards_kind CHECK (kind IN
            ('goods', 'coupon', 'gift_card', 'donation', 'points')),
        stock TEXT NOT NULL CONSTRAINT rewards_stock CHECK (stock IN ('tracked', 'unlimited', 'codes')),
        texts TEXT NOT NULL,
        media_id BLOB,
        prices TEXT NOT NULL,
        back_order INTEGER NOT NULL,
        limit_per_member INTEGER,
        hold_minutes INTEGER NOT NULL,
        available_from TEXT,
        available_until TEXT,
        state TEXT NOT NULL CONSTRAINT rewards_state CHECK (state IN ('draft', 'active', 'archived')),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        gives_programme_id BLOB,
        gives_point_type TEXT,
        gives_points INTEGER,
        CONSTRAINT rewards_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT rewards_programme FOREIGN KEY (merchant_id, programme_id)
            REFERENCES programmes (merchant_id, id),
        CONSTRAINT rewards_gives_programme FOREIGN KEY (merchant_id, gives_programme_id)
            REFERENCES programmes (merchant_id, id),
        CONSTRAINT rewards_gives CHECK ((kind = 'points') = (gives_programme_id IS NOT NULL)
            AND (gives_programme_id IS NULL) = (gives_point_type IS NULL)
            AND (gives_programme_id IS NULL) = (gives_points IS NULL))
    ) STRICT, WITHOUT ROWID;
    INSERT INTO rewards_anew (merchant_id, id, programme_id, kind, stock, texts, media_id, prices, back_order,
            limit_per_member, hold_minutes, available_from, available_until, state, created_at, updated_at)
        SELECT merchant_id, id, programme_id, kind, stock, texts, media_id, prices, back_order, limit_per_member,
            hold_minutes, available_from, available_until, state, created_at, updated_at
        FROM rewards ORDER BY merchant_id, id;
    CREATE TABLE reward_stocks_anew (
        merchant_id BLOB NOT NULL,
        reward_id BLOB NOT NULL,
        store_id BLOB NOT NULL,
        on_hand INTEGER NOT NULL CONSTRAINT reward_stocks_on_hand CHECK (on_hand >= 0),
        reserved INTEGER NOT NULL CONSTRAINT reward_stocks_reserved CHECK (reserved >= 0),
        CONSTRAINT reward_stocks_pkey PRIMARY KEY (merchant_id, reward_id, store_id),
        CONSTRAINT reward_stocks_reward FOREIGN KEY (merchant_id, reward_id)
            REFERENCES rewards_anew (merchant_id, id),
        CONSTRAINT reward_stocks_never_oversold CHECK (on_hand - reserved >= 0)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reward_stocks_anew (merchant_id, reward_id, store_id, on_hand, reserved)
        SELECT merchant_id, reward_id, store_id, on_hand, reserved
        FROM reward_stocks ORDER BY merchant_id, reward_id, store_id;
    CREATE TABLE reward_stock_movements_anew (
        merchant_id BLOB NOT NULL,
        id BLOB NOT NULL,
        reward_id BLOB NOT NULL,
        store_id BLOB,
        kind TEXT NOT NULL CONSTRAINT reward_stock_movements_kind
            CHECK (kind IN ('receipt', 'correction', 'issue', 'return')),
        quantity INTEGER NOT NULL CONSTRAINT reward_stock_movements_quantity CHECK (quantity <> 0),
        order_id BLOB,
        actor TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        CONSTRAINT reward_stock_movements_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT reward_stock_movements_reward FOREIGN KEY (merchant_id, reward_id)
            REFERENCES rewards_anew (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reward_stock_movements_anew (merchant_id, id, reward_id, store_id, kind, quantity, order_id, actor,
            recorded_at)
        SELECT merchant_id, id, reward_id, store_id, kind, quantity, order_id, actor, recorded_at
        FROM reward_stock_movements ORDER BY merchant_id, id;
    CREATE TABLE reward_orders_anew (
        merchant_id BLOB NOT NULL,
        id BLOB NOT NULL,
        reward_id BLOB NOT NULL,
        programme_id BLOB NOT NULL,
        customer_id BLOB NOT NULL,
        account_id BLOB NOT NULL,
        reservation_id BLOB NOT NULL,
        quantity INTEGER NOT NULL CONSTRAINT reward_orders_quantity CHECK (quantity > 0),
        point_type TEXT NOT NULL,
        points INTEGER NOT NULL CONSTRAINT reward_orders_points CHECK (points > 0),
        store_id BLOB,
        handover TEXT NOT NULL CONSTRAINT reward_orders_handover
            CHECK (handover IN ('shipping', 'collection', 'none')),
        address TEXT,
        state TEXT NOT NULL CONSTRAINT reward_orders_state CHECK (state IN ('reserved', 'confirmed', 'picking',
            'shipped', 'ready', 'issued', 'return_requested', 'cancelled', 'expired', 'returned')),
        holds_stock INTEGER NOT NULL,
        expires_at TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        price_tier TEXT,
        price_segment_id BLOB,
        given_operation_id BLOB,
        CONSTRAINT reward_orders_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT reward_orders_reward FOREIGN KEY (merchant_id, reward_id)
            REFERENCES rewards_anew (merchant_id, id),
        CONSTRAINT reward_orders_account FOREIGN KEY (merchant_id, account_id)
            REFERENCES point_accounts (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reward_orders_anew (merchant_id, id, reward_id, programme_id, customer_id, account_id, reservation_id,
            quantity, point_type, points, store_id, handover, address, state, holds_stock, expires_at, created_at,
            updated_at)
        SELECT merchant_id, id, reward_id, programme_id, customer_id, account_id, reservation_id, quantity, point_type,
            points, store_id, handover, address, state, holds_stock, expires_at, created_at, updated_at
        FROM reward_orders ORDER BY merchant_id, id;
    CREATE TABLE reward_order_states_anew (
        merchant_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        place INTEGER NOT NULL,
        state TEXT NOT NULL,
        actor TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        CONSTRAINT reward_order_states_pkey PRIMARY KEY (merchant_id, order_id, place),
        CONSTRAINT reward_order_states_order FOREIGN KEY (merchant_id, order_id)
            REFERENCES reward_orders_anew (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reward_order_states_anew (merchant_id, order_id, place, state, actor, recorded_at)
        SELECT merchant_id, order_id, place, state, actor, recorded_at
        FROM reward_order_states ORDER BY merchant_id, order_id, place;
    CREATE TABLE reward_codes_anew (
        merchant_id BLOB NOT NULL,
        code TEXT NOT NULL,
        reward_id BLOB NOT NULL,
        added_at TEXT NOT NULL,
        order_id BLOB,
        CONSTRAINT reward_codes_pkey PRIMARY KEY (merchant_id, code),
        CONSTRAINT reward_codes_reward FOREIGN KEY (merchant_id, reward_id)
            REFERENCES rewards_anew (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reward_codes_anew (merchant_id, code, reward_id, added_at, order_id)
        SELECT merchant_id, code, reward_id, added_at, order_id FROM reward_codes ORDER BY merchant_id, code;
    DROP TABLE reward_codes;
    DROP TABLE reward_order_states;
    DROP TABLE reward_orders;
    DROP TABLE reward_stock_movements;
    DROP TABLE reward_stocks;
    DROP TABLE rewards;
    ALTER TABLE rewards_anew RENAME TO rewards;
    ALTER TABLE reward_stocks_anew RENAME TO reward_stocks;
    ALTER TABLE reward_stock_movements_anew RENAME TO reward_stock_movements;
    ALTER TABLE reward_orders_anew RENAME TO reward_orders;
    ALTER TABLE reward_order_states_anew RENAME TO reward_order_states;
    ALTER TABLE reward_codes_anew RENAME TO reward_codes;
    CREATE INDEX rewards_of_programme ON rewards (merchant_id, programme_id, id);
    CREATE INDEX reward_stock_movements_of_reward ON reward_stock_movements (merchant_id, reward_id, id);
    CREATE INDEX reward_orders_of_customer ON reward_orders (merchant_id, customer_id, id);
    CREATE INDEX reward_orders_of_reward ON reward_orders (merchant_id, reward_id, id);
    CREATE INDEX reward_orders_in_state ON reward_orders (merchant_id, state, id);
    CREATE INDEX reward_orders_lapsing ON reward_orders (merchant_id, reward_id, expires_at)
        WHERE state = 'reserved';
    CREATE INDEX reward_orders_of_account ON reward_orders (merchant_id, account_id);
    CREATE INDEX reward_codes_free ON reward_codes (merchant_id, reward_id, added_at, code) WHERE order_id IS NULL;
    CREATE INDEX reward_codes_of_order ON reward_codes (merchant_id, order_id) WHERE order_id IS NOT NULL";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_connection().get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { ON_SQLITE } else { ON_POSTGRES }).await
    }
}
