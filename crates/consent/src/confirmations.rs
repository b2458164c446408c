//! Asking a person by mail, and what a click on the link in it confirms.

pub(crate) mod confirm_opt_in;
pub(crate) mod confirmation;
pub(crate) mod find_open;
pub(crate) mod issue;
pub(crate) mod redeem;
pub(crate) mod request_opt_in;
