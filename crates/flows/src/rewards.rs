//! Rewards whose prices depend on who orders: on tiers, and on segments.

pub mod keep_price_segments;
pub mod order_reward;
pub mod store;
