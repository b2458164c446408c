//! The audit trail.

mod event_row;
mod list;
mod note;

pub(crate) use event_row::fields_changed;
pub(crate) use note::key_of;
