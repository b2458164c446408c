//! Merges of customers: what hangs on a customer moves, the customer as it was is kept in sealed images, and its id means
//! the survivor from then on.

mod conflicts;
mod details;
pub(crate) mod erase;
pub(crate) mod fates;
mod hanging;
mod images;
mod merges;
mod messages;
mod restore;
mod store;
mod survivors;

pub(crate) use survivors::{meant_by as customer_meant_by, of as survivors_of, one as survivor_of};
