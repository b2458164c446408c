//! Who is meant by a phone number or an e-mail address that several customers share.

use std::cmp::Reverse;

use regulars_kernel::{CustomerId, Instant};

/// One of the customers who share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharer {
    /// The customer.
    pub id: CustomerId,
    /// Since when there has been its record.
    pub created_at: Instant,
    /// When it last bought.
    pub last_purchase_at: Option<Instant>,
}

/// The one who bought last, then the oldest record: the same one everywhere. Stores answer by this rule.
pub fn who_is_meant(sharers: &[Sharer]) -> Option<CustomerId> {
    let first = |sharer: &&Sharer| (Reverse(sharer.last_purchase_at), sharer.created_at, sharer.id);
    sharers.iter().min_by_key(first).map(|sharer| sharer.id)
}
