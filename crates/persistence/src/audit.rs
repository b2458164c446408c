//! The audit trail.

mod event_row;
mod list;
mod note;
#[cfg(test)]
mod tests;

pub(crate) use event_row::{fields_changed, wrong};
pub(crate) use note::{AUDIT_EVENTS, audit_row, key_of, keys_of, sealed_key};
