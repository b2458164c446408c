//! Custom events: what other tools of a merchant tell of its customers.

pub mod event;
pub mod properties;
pub mod record_event;
pub mod store;
