//! Awards: what rules give to members on occasions that are no receipts, each once.

pub mod award;
pub mod give_awards;
pub mod occasion;
pub mod store;
mod turns;
