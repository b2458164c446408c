//! Reservations and their parts. The row of a reservation is changed first, which locks all of it until the end of the
//! transaction.

use async_trait::async_trait;
use regulars_kernel::{Date, Instant, StoreError};
use regulars_quota::{Counter, Reservation, ReservationPart, ReservationReads, ReservationStore, Spender};
use uuid::Uuid;

use super::part_row::{counter_of, month_and_pack};
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct Stepped {
    step: i64,
}

#[derive(FromRow)]
struct ReservationRow {
    reserved: i64,
    used: i64,
    returned: i64,
}

#[derive(FromRow)]
struct PartRow {
    position: i64,
    period: Option<Date>,
    pack_id: Option<Uuid>,
    reserved: i64,
    used: i64,
    returned: i64,
}

impl TryFrom<PartRow> for ReservationPart {
    type Error = StoreError;

    fn try_from(row: PartRow) -> Result<Self, StoreError> {
        let PartRow { position, period, pack_id, reserved, used, returned } = row;
        Ok(Self { position, counter: counter_of(period, pack_id)?, reserved, used, returned })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl ReservationReads for ReadTx {
    async fn find_reservation(&mut self, spender: Spender) -> Result<Option<Reservation>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT reserved, used, returned FROM quota_reservations
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3",
        );
        let row: Option<ReservationRow> = self.optional(FIND, values![spender.kind(), spender.id()]).await?;
        Ok(row.map(|ReservationRow { reserved, used, returned }| Reservation {
            spender,
            reserved,
            used,
            returned,
        }))
    }

    async fn reservation_parts(&mut self, spender: Spender) -> Result<Vec<ReservationPart>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT position, period, pack_id, reserved, used, returned FROM quota_reservation_parts
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3 ORDER BY position",
        );
        let rows: Vec<PartRow> = self.all(LIST, values![spender.kind(), spender.id()]).await?;
        rows.into_iter().map(ReservationPart::try_from).collect()
    }
}

#[async_trait]
impl ReservationStore for WriteTx {
    async fn grow_reservation(
        &mut self,
        spender: Spender,
        units: i64,
        now: Instant,
    ) -> Result<i64, StoreError> {
        const GROW: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_reservations (merchant_id, spender_kind, spender_id, reserved, used, returned, step,
                 created_at, updated_at)
             VALUES ($1, $2, $3, $4, 0, 0, 1, $5, $5)
             ON CONFLICT (merchant_id, spender_kind, spender_id) DO UPDATE
             SET reserved = quota_reservations.reserved + excluded.reserved, step = quota_reservations.step + 1,
                 updated_at = excluded.updated_at
             RETURNING step",
        );
        let grown: Stepped = self.one(GROW, values![spender.kind(), spender.id(), units, now]).await?;
        Ok(grown.step)
    }

    async fn withdraw_reservation(&mut self, spender: Spender, units: i64) -> Result<(), StoreError> {
        const WITHDRAW: ScopedSql = ScopedSql::new(
            "UPDATE quota_reservations SET reserved = reserved - $4
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3",
        );
        const FORGET: ScopedSql = ScopedSql::new(
            "DELETE FROM quota_reservations
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3 AND reserved = 0",
        );
        self.execute(WITHDRAW, values![spender.kind(), spender.id(), units]).await?;
        self.execute(FORGET, values![spender.kind(), spender.id()]).await.map(drop)
    }

    async fn settle_reservation(
        &mut self,
        spender: Spender,
        used: i64,
        returned: i64,
        now: Instant,
    ) -> Result<Option<i64>, StoreError> {
        const SETTLE: ScopedSql = ScopedSql::new(
            "UPDATE quota_reservations
             SET used = used + $4, returned = returned + $5, step = step + 1, updated_at = $6
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3
                 AND reserved - used - returned >= $4 + $5
             RETURNING step",
        );
        let settlement = values![spender.kind(), spender.id(), used, returned, now];
        let settled: Option<Stepped> = self.optional(SETTLE, settlement).await?;
        Ok(settled.map(|settled| settled.step))
    }

    async fn grow_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        counter: Counter,
        units: i64,
    ) -> Result<(), StoreError> {
        const GROW: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_reservation_parts (merchant_id, spender_kind, spender_id, position, period, pack_id,
                 reserved, used, returned)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)
             ON CONFLICT (merchant_id, spender_kind, spender_id, position) DO UPDATE
             SET reserved = quota_reservation_parts.reserved + excluded.reserved",
        );
        let (period, pack) = month_and_pack(counter);
        let part = values![spender.kind(), spender.id(), position, period, pack, units];
        self.execute(GROW, part).await.map(drop)
    }

    async fn settle_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        used: i64,
        returned: i64,
    ) -> Result<(), StoreError> {
        const SETTLE: ScopedSql = ScopedSql::new(
            "UPDATE quota_reservation_parts SET used = used + $5, returned = returned + $6
             WHERE merchant_id = $1 AND spender_kind = $2 AND spender_id = $3 AND position = $4",
        );
        let settlement = values![spender.kind(), spender.id(), position, used, returned];
        self.execute(SETTLE, settlement).await.map(drop)
    }
}
