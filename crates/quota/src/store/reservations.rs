//! Reservations.

use async_trait::async_trait;
use regulars_kernel::{Instant, StoreError};

use crate::{Counter, Reservation, ReservationPart, Spender};

/// What is held for whom. The first three calls lock the reservation until the transaction ends, as they are read.
#[async_trait]
pub trait ReservationReads: Send {
    /// The reservation of a spender.
    async fn find_reservation(&mut self, spender: Spender) -> Result<Option<Reservation>, StoreError>;
    /// Its parts in the order in which they were taken.
    async fn reservation_parts(&mut self, spender: Spender) -> Result<Vec<ReservationPart>, StoreError>;
}

/// What is held for whom. The first three calls lock the reservation until the transaction ends.
#[async_trait]
pub trait ReservationStore: ReservationReads {
    /// Makes the reservation of a spender, or lets it grow, and tells its new step: 1 when it is new.
    async fn grow_reservation(
        &mut self,
        spender: Spender,
        units: i64,
        now: Instant,
    ) -> Result<i64, StoreError>;
    /// Undoes [`Self::grow_reservation`].
    async fn withdraw_reservation(&mut self, spender: Spender, units: i64) -> Result<(), StoreError>;
    /// Counts units as used and returned, and tells the reservation's new step. `None` when fewer are held: then
    /// nothing changes.
    async fn settle_reservation(
        &mut self,
        spender: Spender,
        used: i64,
        returned: i64,
        now: Instant,
    ) -> Result<Option<i64>, StoreError>;
    /// Adds a part, or lets the part at that position grow.
    async fn grow_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        counter: Counter,
        units: i64,
    ) -> Result<(), StoreError>;
    /// Counts units of a part as used and returned.
    async fn settle_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        used: i64,
        returned: i64,
    ) -> Result<(), StoreError>;
}
