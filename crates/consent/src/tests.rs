//! Tests over a store in memory.

mod memory_store;
mod merging_never_widens;
mod never_widens;
mod use_cases;
mod world;
