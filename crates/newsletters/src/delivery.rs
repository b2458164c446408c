//! One message to one address: its state, its links, when it is tried again, and who keeps it.

pub(crate) mod campaign;
pub(crate) mod key;
pub(crate) mod ladder;
pub(crate) mod links;
pub(crate) mod quota_settlement;
pub(crate) mod record;
pub(crate) mod sandbox_store;
pub(crate) mod state;
pub(crate) mod store;
