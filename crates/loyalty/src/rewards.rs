//! Rewards: what points buy, how much of it there is, and who has ordered it.
//!
//! An order holds points and stock in one transaction, and takes both when it is handed over. Stock is a ledger of movements; its
//! sum, and what of it is held, lie beside it in a row that is only ever changed by a condition on itself: what is not there is
//! never promised.

pub mod add_codes;
pub mod change_reward;
pub mod create_reward;
pub mod delete_reward;
mod gift;
pub mod move_stock;
pub mod order;
mod order_points;
pub mod order_state;
mod order_stock;
pub mod place_order;
pub mod price;
mod recorded;
pub mod reward;
pub mod step_order;
pub mod stock;
pub mod store;
pub mod terms;
