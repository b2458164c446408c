//! Packs and their orders.

use async_trait::async_trait;
use regulars_kernel::{Actor, Instant, Page, PageRequest, QuotaPackOrderId, StoreError};

use crate::{QuotaPack, QuotaPackOrder};

/// Packs and their orders, as they are read.
#[async_trait]
pub trait PackReads: Send {
    /// Packs with units that nobody holds, the oldest first.
    async fn quota_packs_with_room(&mut self) -> Result<Vec<QuotaPack>, StoreError>;
    /// Orders that packs are waited for, the oldest first.
    async fn open_quota_pack_orders(&mut self) -> Result<Vec<QuotaPackOrder>, StoreError>;
    /// Orders, the oldest first; only those that packs are waited for where `open` says so.
    async fn list_quota_pack_orders(
        &mut self,
        open: bool,
        page: PageRequest<QuotaPackOrderId>,
    ) -> Result<Page<QuotaPackOrder, QuotaPackOrderId>, StoreError>;
}

/// Packs and their orders.
#[async_trait]
pub trait PackStore: PackReads {
    /// Adds packs.
    async fn insert_quota_packs(&mut self, packs: &[QuotaPack]) -> Result<(), StoreError>;
    /// Adds an order.
    async fn insert_quota_pack_order(&mut self, order: &QuotaPackOrder) -> Result<(), StoreError>;
    /// Counts packs as granted for an order. False when it no longer waits for as many: then nothing changes.
    async fn fulfil_quota_pack_order(
        &mut self,
        id: QuotaPackOrderId,
        packs: i64,
        granted_by: Actor,
        now: Instant,
    ) -> Result<bool, StoreError>;
}
