//! Somebody registers whom a member has invited.

pub(crate) mod create_invited_customer;
pub(crate) mod invitation;
pub(crate) mod store;
