//! Where coupons and segments are kept.

use regulars_jobs::JobStore;
use regulars_loyalty::{CouponReads, CouponStore};
use regulars_segments::SegmentHoldReads;

/// What is read to know what coupons give to whom.
pub trait CouponWeighingReads: CouponReads + SegmentHoldReads {}

impl<Store: CouponReads + SegmentHoldReads> CouponWeighingReads for Store {}

/// The same, where coupons are used.
pub trait CouponUseStore: CouponStore + CouponWeighingReads {}

impl<Store: CouponStore + CouponWeighingReads> CouponUseStore for Store {}

/// Coupons, and the jobs that make codes.
pub trait CouponJobStore: CouponStore + JobStore {}

impl<Store: CouponStore + JobStore> CouponJobStore for Store {}
