//! What the flows between rewards and segments need from a store.

use regulars_loyalty::{RewardStore, TierReads};
use regulars_segments::SegmentHoldReads;

/// Rewards and orders, with tiers and segments, in one transaction.
pub trait RewardOrderStore: RewardStore + TierReads + SegmentHoldReads {}

impl<Store: RewardStore + TierReads + SegmentHoldReads> RewardOrderStore for Store {}
