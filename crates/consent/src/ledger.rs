//! The ledger: entries that are only added, chained to each other, with what identifies a person sealed.

pub(crate) mod access;
pub(crate) mod actor;
pub(crate) mod begin_chain;
pub(crate) mod content_key;
pub(crate) mod erase;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod key_material;
pub(crate) mod list;
pub(crate) mod sealing;
pub(crate) mod verify_chain;
pub(crate) mod verify_ledger;
