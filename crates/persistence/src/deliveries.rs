//! Deliveries: the store trait, spread over one file per step.

mod attributes;
mod begin_sending;
mod by_channel;
mod campaign;
mod capture;
mod claim;
pub(crate) mod erase;
mod finish;
mod leases;
mod list;
pub(crate) mod queue;
mod quota;
mod roll_up;
mod settle;
mod settle_and_begin;
mod statistics;

use async_trait::async_trait;
use regulars_kernel::{Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{
    BegunDelivery, CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryKey, DeliveryStore,
    DeliveryTally, SettledDelivery,
};

pub(crate) use by_channel::customers_by_channel;
pub(crate) use roll_up::roll_up;

use crate::wall::WriteTx;

#[async_trait]
impl DeliveryStore for WriteTx {
    async fn claim(&mut self, claim: &DeliveryClaim) -> Result<Vec<ClaimedDelivery>, StoreError> {
        claim::claim(self, claim).await
    }

    async fn begin_sending(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        deliveries: &[DeliveryKey],
        merchant_now: Instant,
    ) -> Result<Vec<BegunDelivery>, StoreError> {
        begin_sending::begin_sending(self, newsletter, lease, deliveries, merchant_now).await
    }

    async fn settle(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        settled: &[SettledDelivery],
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError> {
        settle::settle(self, newsletter, lease, settled, merchant_now).await
    }

    async fn settle_and_begin(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        settled: &[SettledDelivery],
        starting: &[DeliveryKey],
        merchant_now: Instant,
    ) -> Result<Vec<BegunDelivery>, StoreError> {
        settle_and_begin::settle_and_begin(self, newsletter, lease, settled, starting, merchant_now).await
    }

    async fn roll_up(&mut self, newsletter: NewsletterId, tally: DeliveryTally) -> Result<(), StoreError> {
        roll_up::roll_up(self, newsletter, tally).await
    }

    async fn capture(
        &mut self,
        messages: &[CapturedMessage],
        merchant_now: Instant,
    ) -> Result<(), StoreError> {
        capture::capture(self, messages, merchant_now).await
    }

    async fn heartbeat(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        until: Instant,
    ) -> Result<u64, StoreError> {
        leases::heartbeat(self, newsletter, lease, until).await
    }

    async fn recover(
        &mut self,
        newsletter: NewsletterId,
        now: Instant,
        own: &[LeaseId],
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError> {
        leases::recover(self, newsletter, now, own, merchant_now).await
    }

    async fn release(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError> {
        leases::release(self, newsletter, lease, merchant_now).await
    }

    async fn finish(&mut self, newsletter: NewsletterId, merchant_now: Instant) -> Result<bool, StoreError> {
        finish::finish(self, newsletter, merchant_now).await
    }
}
