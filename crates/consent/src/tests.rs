//! Tests over a store in memory.

mod kept_objections;
mod memory_store;
mod never_widens;
mod use_cases;
mod world;
