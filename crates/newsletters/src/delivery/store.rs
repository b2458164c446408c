//! What a store of deliveries promises.

use async_trait::async_trait;
use regulars_kernel::{Instant, LeaseId, NewsletterId, StoreError};

use crate::delivery::key::DeliveryKey;
use crate::delivery::record::{
    BegunDelivery, CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryTally, SettledDelivery,
};

/// One merchant's deliveries on their way. What may leave is decided in [`Self::begin_sending`], and nothing leaves
/// before the transaction of that call is committed.
///
/// Times are those of the machine's clock, on which leases run, unless they are named otherwise.
#[async_trait]
pub trait DeliveryStore: Send {
    /// Takes deliveries of one channel that are due, each with what its message needs, in the order of the queue.
    async fn claim(&mut self, claim: &DeliveryClaim) -> Result<Vec<ClaimedDelivery>, StoreError>;
    /// Marks claimed deliveries as being sent, or as excluded where the contact gate has closed since the freeze. The
    /// rest, of which nothing is told, must not be sent: the lease is lost, or the newsletter is no longer being sent.
    async fn begin_sending(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        deliveries: &[DeliveryKey],
        merchant_now: Instant,
    ) -> Result<Vec<BegunDelivery>, StoreError>;
    /// Writes down how attempts ended, and counts those that came to an end. What is settled already stays as it is.
    async fn settle(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        settled: &[SettledDelivery],
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError>;
    /// [`Self::settle`], then [`Self::begin_sending`], then [`Self::roll_up`] of both, with as few round trips as the
    /// database allows. Where each statement is kept by itself, mailboxes that do not exist may be suppressed although
    /// the rest fails; it may be tried again.
    async fn settle_and_begin(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        settled: &[SettledDelivery],
        starting: &[DeliveryKey],
        merchant_now: Instant,
    ) -> Result<Vec<BegunDelivery>, StoreError>;
    /// Adds to the counters of the newsletter, which the quota is settled by.
    async fn roll_up(&mut self, newsletter: NewsletterId, tally: DeliveryTally) -> Result<(), StoreError>;
    /// Keeps messages that a sandbox does not send.
    async fn capture(
        &mut self,
        messages: &[CapturedMessage],
        merchant_now: Instant,
    ) -> Result<(), StoreError>;
    /// Extends a lease, and tells how many deliveries it holds.
    async fn heartbeat(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        until: Instant,
    ) -> Result<u64, StoreError>;
    /// Takes back what workers hold whose lease has ended, except under `own` leases: what was only claimed is queued
    /// again, what may have been on the wire is unknown. The count is rolled up already.
    async fn recover(
        &mut self,
        newsletter: NewsletterId,
        now: Instant,
        own: &[LeaseId],
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError>;
    /// Gives back what is held under a lease. **Only when nothing under the lease is on the wire or may have been**:
    /// all of it is queued again. The count is rolled up already.
    async fn release(
        &mut self,
        newsletter: NewsletterId,
        lease: LeaseId,
        merchant_now: Instant,
    ) -> Result<DeliveryTally, StoreError>;
    /// Ends the newsletter if every delivery has reached a final state.
    async fn finish(&mut self, newsletter: NewsletterId, merchant_now: Instant) -> Result<bool, StoreError>;
}
