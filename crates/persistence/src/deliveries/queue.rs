//! Which deliveries wait and which are held.
//!
//! The state decides. What stands before it are the conditions of the indexes, which do not ask for the state: a delivery
//! that is marked as being sent stays in the same indexes, so that PostgreSQL changes its row in place. Who writes a state
//! keeps to them: a delivery is held under a lease exactly while it is `leased` or `sending`, and has a `settled_at` exactly
//! when its state is final.

/// Whether a delivery is `queued` or `deferred`.
macro_rules! waits {
    ($delivery:literal) => {
        concat!(
            $delivery,
            ".lease_id IS NULL AND ",
            $delivery,
            ".settled_at IS NULL AND ",
            $delivery,
            ".state IN ('queued', 'deferred')"
        )
    };
}
pub(crate) use waits;

/// Whether a delivery is `leased` or `sending`.
macro_rules! is_held {
    ($delivery:literal) => {
        concat!($delivery, ".lease_id IS NOT NULL AND ", $delivery, ".state IN ('leased', 'sending')")
    };
}
pub(crate) use is_held;
