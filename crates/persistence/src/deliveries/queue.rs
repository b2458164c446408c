//! Which deliveries wait and which are held, and when the next of a newsletter is due.
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

/// When the first delivery of a newsletter that waits is due, over whichever channel; NULL when none waits. Every channel has
/// a queue of its own, whose head its index gives at once.
macro_rules! next_attempt {
    ($merchant:literal, $newsletter:literal) => {
        concat!(
            "(SELECT MIN((SELECT MIN(d.next_attempt_at) FROM deliveries AS d WHERE d.merchant_id = ",
            $merchant,
            " AND d.newsletter_id = ",
            $newsletter,
            " AND d.channel = q.column1 AND ",
            crate::deliveries::queue::waits!("d"),
            ")) FROM (VALUES ('email'), ('sms'), ('push'), ('telegram')) AS q)"
        )
    };
}
pub(crate) use next_attempt;

#[cfg(test)]
mod tests {
    use regulars_kernel::Channel;

    #[test]
    fn the_head_of_every_channels_queue_is_looked_at() {
        let channels: Vec<String> = Channel::ALL.iter().map(|channel| format!("('{channel}')")).collect();
        let text = next_attempt!("$1", "n.id");
        assert!(text.contains(&format!("(VALUES {})", channels.join(", "))), "{text}");
    }
}
