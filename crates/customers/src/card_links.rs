//! Links to the page with a customer's card.

pub(crate) mod link;
pub(crate) mod store;
