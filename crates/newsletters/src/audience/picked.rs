//! Who a newsletter is meant for.

use regulars_filters::{Filter, SegmentReference};
use regulars_kernel::CustomerId;

/// Who a newsletter is meant for. The contact gate says who of them it reaches.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    /// A target group, as it is when the newsletter is sent.
    Segment(SegmentReference),
    /// Whoever passes a filter when the newsletter is sent.
    Filter(Filter),
    /// Customers picked by hand.
    Customers(PickedCustomers),
}

/// Customers picked by hand, each once: 1 to 500.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedCustomers(Vec<CustomerId>);

/// The list of customers is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPick {
    /// Nobody is in it.
    #[error("must name at least one customer")]
    Empty,
    /// More customers than can be picked by hand.
    #[error("must name at most {} customers; use a filter for more", PickedCustomers::MOST)]
    TooMany,
}

impl PickedCustomers {
    /// The most customers.
    pub const MOST: usize = 500;

    /// The customers in the order of their ids, without repetitions.
    pub fn new(mut customers: Vec<CustomerId>) -> Result<Self, InvalidPick> {
        customers.sort_unstable();
        customers.dedup();
        match customers.len() {
            0 => Err(InvalidPick::Empty),
            count if count > Self::MOST => Err(InvalidPick::TooMany),
            _ => Ok(Self(customers)),
        }
    }

    /// The customers.
    pub fn ids(&self) -> &[CustomerId] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn each_customer_is_picked_once_and_not_too_many() {
        let customer = |number| CustomerId::new(Uuid::from_u128(number));
        let picked = PickedCustomers::new(vec![customer(2), customer(1), customer(2)]).unwrap();
        assert_eq!(picked.ids(), [customer(1), customer(2)]);
        assert_eq!(PickedCustomers::new(Vec::new()), Err(InvalidPick::Empty));
        assert!(PickedCustomers::new((0..500).map(customer).collect()).is_ok());
        assert_eq!(PickedCustomers::new((0..501).map(customer).collect()), Err(InvalidPick::TooMany));
    }
}
