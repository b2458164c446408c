//! The rates of a newsletter.

use regulars_kernel::Tracking;

use crate::newsletter_report::outcome::Reactions;

/// How much is known of the reactions to a newsletter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Nothing: it was sent without tracking.
    Nothing,
    /// How often, and not by how many customers: it was not sent yet, or when readers were not told apart.
    Totals,
    /// How often and by how many customers.
    Customers,
}

impl Measured {
    /// What a tracking mode measures.
    pub const fn under(tracking: Option<Tracking>) -> Self {
        match tracking {
            None => Self::Totals,
            Some(Tracking::Off) => Self::Nothing,
            Some(Tracking::Anonymous | Tracking::Individual) => Self::Customers,
        }
    }
}

/// Shares of the delivered messages, from 0 to 1, over unique customers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Customers who opened it by their own hand, where that is measured.
    pub open: Option<f64>,
    /// Customers who followed a link in it by their own hand, where that is measured.
    pub click: Option<f64>,
    /// Customers who unsubscribed through it.
    pub unsubscribe: f64,
}

impl Rates {
    /// The rates of that many delivered messages.
    pub fn of(delivered: i64, reactions: &Reactions, measured: Measured) -> Self {
        let share = |customers: i64| {
            if delivered <= 0 {
                return 0.0;
            }
            // Four digits behind the point, reckoned in integers so that every machine says the same.
            let tenths_of_thousandths = (customers.saturating_mul(20_000) / delivered + 1) / 2;
            f64::from(i32::try_from(tenths_of_thousandths).unwrap_or(i32::MAX)) / 10_000.0
        };
        Self {
            open: (measured == Measured::Customers).then(|| share(reactions.opens.human)),
            click: (measured == Measured::Customers).then(|| share(reactions.clicks.human)),
            unsubscribe: share(reactions.unsubscribes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newsletter_report::outcome::ReactionCount;

    #[test]
    fn rates_are_shares_of_what_was_delivered() {
        let count = |human| ReactionCount { human, ..ReactionCount::default() };
        let reactions =
            Reactions { opens: count(2), clicks: count(1), unsubscribes: 3, ..Reactions::default() };
        let rates = |delivered, measured| Rates::of(delivered, &reactions, measured);
        let expected = Rates { open: Some(0.6667), click: Some(0.3333), unsubscribe: 1.0 };
        assert_eq!(rates(3, Measured::Customers), expected);
        let none = Rates { open: Some(0.0), click: Some(0.0), unsubscribe: 0.0 };
        assert_eq!(rates(0, Measured::Customers), none);
    }

    #[test]
    fn what_was_not_measured_is_not_zero() {
        for (tracking, measured) in [
            (Some(Tracking::Off), Measured::Nothing),
            (None, Measured::Totals),
            (Some(Tracking::Anonymous), Measured::Customers),
            (Some(Tracking::Individual), Measured::Customers),
        ] {
            assert_eq!(Measured::under(tracking), measured);
            let rates = Rates::of(3, &Reactions::default(), measured);
            let expected = (measured == Measured::Customers).then_some(0.0);
            assert_eq!((rates.open, rates.click), (expected, expected), "{tracking:?}");
        }
    }
}
