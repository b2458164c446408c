//! The audit trail.

mod event_row;
mod list;
mod note;
