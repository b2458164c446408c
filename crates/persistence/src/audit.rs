//! The audit trail.

mod event_row;
mod list;
mod note;

pub(crate) use note::key_of;
