//! The newsletter as a record: its states, and the use cases that write, move and delete it.

pub(crate) mod check;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod moves;
pub(crate) mod pause;
pub(crate) mod record;
pub(crate) mod state;
pub(crate) mod store;
pub(crate) mod update;
