//! What must be remembered of every customer while purchases are made: some hundred bytes each.

use regulars_kernel::{CustomerId, Instant, PurchaseTotals};
use regulars_network::CardNumber;

/// How a customer buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Ever since it came.
    Faithful,
    /// During the first months only.
    Lapsed,
    /// Not yet.
    Prospect,
}

/// One customer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub id: CustomerId,
    pub habit: Habit,
    pub met_at: Instant,
    /// The number of its card, all of whose letters are digits.
    pub card: Option<u64>,
    pub totals: PurchaseTotals,
}

/// All customers in the order in which the merchant met them.
#[derive(Debug, Default)]
pub(super) struct Crowd(pub Vec<Face>);

impl Face {
    pub fn card_number(&self) -> Option<String> {
        self.card.map(|number| number.to_string())
    }

    /// Counts a purchase, as recording it does.
    pub fn count(&mut self, total: i64, at: Instant) {
        let PurchaseTotals { count, total: sum, first_at, last_at } = &mut self.totals;
        *count += 1;
        *sum += total;
        *first_at = Some(first_at.map_or(at, |first| first.min(at)));
        *last_at = Some(last_at.map_or(at, |last| last.max(at)));
    }
}

/// A card's number as few bytes. The platform's own numbers are thirteen digits of which the first is a 2.
pub(super) fn packed(card: &CardNumber) -> Option<u64> {
    card.expose().parse().ok()
}

impl Crowd {
    /// The totals of those who have bought.
    pub fn totals(&self) -> Vec<(CustomerId, PurchaseTotals)> {
        let buyers = self.0.iter().filter(|face| face.totals.count > 0);
        buyers.map(|face| (face.id, face.totals)).collect()
    }

    /// How many have a card.
    pub fn cards(&self) -> usize {
        self.0.iter().filter(|face| face.card.is_some()).count()
    }
}
