//! Orders of rewards.

use regulars_kernel::{
    Actor, CountryCode, CustomerId, Instant, Label, Personal, PointAccountId, PointOperationId,
    PointReservationId, ProgrammeId, RewardId, RewardOrderId, SegmentId, StoreId,
};

use super::order_state::{Handover, RewardOrderState};
use crate::programme::point_type::PointTypeCode;
use crate::tiers::tier_code::TierCode;

/// Where an order is sent, as it was when it was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderAddress {
    /// Who gets it.
    pub recipient: Personal<Label>,
    /// Street and number.
    pub street: Personal<Label>,
    /// Postcode.
    pub postcode: Personal<Label>,
    /// City.
    pub city: Personal<Label>,
    /// Country.
    pub country: CountryCode,
}

/// That a customer has ordered a reward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardOrder {
    /// Its id. Ids sort by when orders were placed.
    pub id: RewardOrderId,
    /// What.
    pub reward: RewardId,
    /// The programme whose points pay.
    pub programme: ProgrammeId,
    /// Who. The id stays when the customer is erased, and is nobody's then.
    pub customer: CustomerId,
    /// The account whose points are held.
    pub account: PointAccountId,
    /// The points that are held.
    pub reservation: PointReservationId,
    /// How many, more than 0.
    pub quantity: u32,
    /// The points that pay.
    pub point_type: PointTypeCode,
    /// How many of them for all together, in their smallest part.
    pub points: i64,
    /// The tier that the price was for.
    pub price_tier: Option<TierCode>,
    /// The segment that the price was for.
    pub price_segment: Option<SegmentId>,
    /// The store whose stock it is; none for the merchant's own.
    pub store: Option<StoreId>,
    /// How it comes to the customer.
    pub handover: Handover,
    /// Where it is sent.
    pub address: Option<OrderAddress>,
    /// Where it stands, as far as it was written.
    pub state: RewardOrderState,
    /// Whether stock is held for it.
    pub holds_stock: bool,
    /// The operation by which the points were given that it is, where it is points and was handed over.
    pub given: Option<PointOperationId>,
    /// Until when it is held before it is confirmed.
    pub expires_at: Instant,
    /// When it was placed.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl RewardOrder {
    /// The most of a reward that are ordered at once.
    pub const MOST: u32 = 10_000;

    /// Where it stands at that instant, whether that was written or not.
    pub fn state_at(&self, now: Instant) -> RewardOrderState {
        let has_lapsed = self.state == RewardOrderState::Reserved && self.expires_at <= now;
        if has_lapsed { RewardOrderState::Expired } else { self.state }
    }
}

/// That an order came to stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderEvent {
    /// Its place in the history of the order, from 1.
    pub place: i64,
    /// Where.
    pub state: RewardOrderState,
    /// Who brought it there.
    pub actor: Actor,
    /// When.
    pub recorded_at: Instant,
}

/// What happened with an order, and what was handed over with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderDetails {
    /// Where it stood, from the beginning on.
    pub history: Vec<OrderEvent>,
    /// The codes that were handed out.
    pub codes: Vec<String>,
}
