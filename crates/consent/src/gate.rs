//! Whether a message may leave: the contact gate, the address, and what is suppressed.

pub(crate) mod can_contact;
pub(crate) mod contact_address;
pub(crate) mod contact_gate;
pub(crate) mod kept_objection;
pub(crate) mod suppress;
pub(crate) mod suppression;
