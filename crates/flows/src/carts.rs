//! Carts of shops together with the customers who own them.

pub(crate) mod record_cart_and_touch;
