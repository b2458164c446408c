//! Tests over a store in memory.
