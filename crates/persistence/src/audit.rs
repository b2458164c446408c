//! The audit trail.

mod event_row;
mod list;
mod note;

pub(crate) use event_row::fields_changed;
