//! Whom the demo merchant knows.

use regulars_customers::CustomerRecord;
use regulars_kernel::{CustomerId, Instant};
use regulars_network::CardNumber;

/// Somebody whom the demo merchant has met.
#[derive(Clone, Debug)]
pub struct Acquaintance {
    /// The customer.
    pub id: CustomerId,
    /// When they met.
    pub met_at: Instant,
    /// A card that the customer holds.
    pub card: Option<CardNumber>,
    /// Whether the merchant knows who the customer is, and not only a card.
    pub has_name: bool,
    /// Whether the customer has an e-mail address.
    pub has_email: bool,
    /// Whether the customer has a phone number.
    pub has_phone: bool,
}

impl Acquaintance {
    /// Whom the merchant met then, as the record is now.
    pub fn of(record: &CustomerRecord, met_at: Instant) -> Self {
        let CustomerRecord { customer, cards, .. } = record;
        Self {
            id: customer.id,
            met_at,
            card: cards.first().cloned(),
            has_name: customer.names.last_name.is_some(),
            has_email: customer.email.is_some(),
            has_phone: customer.phone.is_some(),
        }
    }
}
